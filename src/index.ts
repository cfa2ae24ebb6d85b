export { tf } from "./engine/tf";
export { displaySymbol, type Displayable } from "./report/displayable";
export { displayHost, type DisplayHost, type MimeBundle, type PublishOptions } from "./report/displayHost";
