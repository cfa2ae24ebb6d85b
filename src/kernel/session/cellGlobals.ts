import { join } from "node:path";
import { setDisplayHost } from "../../report/displayHost";
import { createDisplay, type DisplayMeans } from "./display/display";

/** Declares for the compiler what `installCellGlobals` defines. */
export function cellGlobalTypes(): string {
  const display = JSON.stringify(join(__dirname, "display", "display"));
  return [
    "/** Shows a value in the output of the running cell. */",
    `declare const display: import(${display}).Display;`,
    "",
  ].join("\n");
}

/** Defines `display` for the cells, and the display host by which libraries show progress and hear of an interrupt. */
export function installCellGlobals(means: DisplayMeans): void {
  setDisplayHost(means.host);
  Object.defineProperty(globalThis, "display", { value: createDisplay(means), configurable: true, writable: true });
}
