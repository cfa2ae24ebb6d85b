import path from "node:path";

/** Where the running step called what cannot be traced, " at file:line:column", or nothing when the stack does not say. */
export function callSite(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const lines = (new Error().stack ?? "").split("\n").slice(1);
  Error.stackTraceLimit = limit;
  // From this file's own line, which a source map may show at another place than __dirname.
  const engine = path.resolve(placeIn(lines[0]) ?? __filename, "../..");
  const outside = lines.find(
    (line) => !["node_modules", "node:", "<anonymous>", engine + path.sep].some((inside) => line.includes(inside)),
  );
  const place = outside && placeIn(outside);
  return place ? ` at ${place}` : "";
}

function placeIn(line: string | undefined): string | undefined {
  return line?.match(/(?:\(|at (?:async )?)([^()]+:\d+:\d+)\)?$/)?.[1];
}
