import path from "node:path";

const engine = path.dirname(__dirname);

/** Where the running step called what cannot be traced, " at file:line:column", or nothing when the stack does not say. */
export function callSite(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const lines = (new Error().stack ?? "").split("\n").slice(1);
  Error.stackTraceLimit = limit;
  const outside = lines.find(
    (line) => !["node_modules", "node:", "<anonymous>", engine].some((inside) => line.includes(inside)),
  );
  const place = outside?.match(/\(?([^( ]+:\d+:\d+)\)?$/)?.[1];
  return place === undefined ? "" : ` at ${place}`;
}
