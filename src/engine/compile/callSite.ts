import path from "node:path";

const engine = path.dirname(__dirname) + path.sep;

/** Where the running step called what cannot be traced, " at file:line:column", or nothing when the stack does not say. */
export function callSite(): string {
  const { stackTraceLimit } = Error;
  const prepare: unknown = Reflect.get(Error, "prepareStackTrace");
  Error.stackTraceLimit = 100;
  // The files that run, which source maps may hide from the text.
  Error.prepareStackTrace = (_, frames) => frames.map((frame) => frame.getFileName() ?? "");
  const files = new Error().stack as unknown as string[];
  Reflect.set(Error, "prepareStackTrace", prepare);
  const lines = (new Error().stack ?? "").split("\n").slice(1);
  Error.stackTraceLimit = stackTraceLimit;
  const index = files.findIndex(
    (file) => file !== "" && !file.startsWith("node:") && !file.startsWith(engine) && !file.includes("node_modules"),
  );
  const place = lines[index]?.match(/(?:\(|at (?:async )?)([^()]+:\d+:\d+)\)?$/)?.[1];
  return place === undefined ? "" : ` at ${place}`;
}
