import { PlotError } from "./plotError";

/**
 * A copy of `value` that JSON can carry: typed arrays become arrays (float32 with the 7 digits it has), NaN and
 * infinities become null (plotly draws a gap), undefined members vanish. `path` names the place in an error.
 *
 * @throws PlotError for a value that has no JSON form (a tensor, a function), naming where it sits.
 */
export function plainJson(value: unknown, path: string): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object") {
    throw new PlotError(`figure: ${path} is a ${typeof value}; a figure holds numbers, strings, booleans and arrays`);
  }
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Float32Array) return Array.from(value, sevenDigits);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as Iterable<number | bigint>, (x) => plainJson(x, path));
  }
  if (Array.isArray(value)) return value.map((element, i) => plainJson(element, `${path}[${i}]`));
  if ("dataSync" in value) {
    throw new PlotError(`figure: ${path} is a tensor; give its values, for instance \`await t.array()\``);
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, plainJson(member, `${path}.${key}`)]));
}

/** A float32 read as a double shows digits that it never had: 0.1 would be written 0.10000000149011612. */
function sevenDigits(x: number): number | null {
  return Number.isFinite(x) ? Number(x.toPrecision(7)) : null;
}
