export { compile, type Compiled, type CompileOptions, type Given } from "./compile/compile";
export { CompileError } from "./compile/compileError";
export { liveNumber } from "./compile/liveNumber";
export { liveRate, rateOf } from "./compile/liveRate";
export { repeat } from "./compile/repeat";
export { setTracedRate } from "./compile/setTracedRate";
export type { TraceInfo } from "./compile/trace";
