/** What each field of a row must be. */
const fields: Record<string, { needed: string; holds: (value: unknown) => boolean; optional?: true }> = {
  experiment: { needed: 'a text such as "simclr/framework"', holds: (value) => isText(value) && value.includes("/") },
  revision: { needed: "a whole number from 1", holds: (value) => isWhole(value) && value >= 1 },
  profile: { needed: "a text", holds: isText },
  config: { needed: "a record", holds: isRecord },
  seed: { needed: "a whole number from 0", holds: (value) => isWhole(value) && value >= 0 },
  metrics: { needed: "a record", holds: isRecord },
  curve: { needed: "a record", holds: isRecord, optional: true },
  seconds: { needed: "a number from 0", holds: (value) => isFinite(value) && value >= 0 },
  viewsPerSecond: { needed: "a number from 0", holds: (value) => isFinite(value) && value >= 0, optional: true },
  device: { needed: "a text", holds: isText },
  threads: { needed: "a whole number from 1", holds: (value) => isWhole(value) && value >= 1 },
  versions: { needed: "a record", holds: isRecord },
  date: { needed: "a date as 2026-01-31T12:00:00.000Z", holds: isDate },
  commit: { needed: "a text", holds: isText },
  code: { needed: "a text", holds: isText, optional: true },
};

/** What each entry of a record must be. */
const entries: Record<string, { needed: string; holds: (value: unknown) => boolean }> = {
  config: {
    needed: "a finite number, a text or true or false",
    holds: (value) => isFinite(value) || typeof value === "string" || typeof value === "boolean",
  },
  metrics: { needed: "a finite number", holds: isFinite },
  curve: { needed: "a list of pairs of rising steps and finite numbers", holds: isCurve },
  versions: { needed: "a text", holds: isText },
};

/**
 * What is wrong with something that should be a row; undefined when it is one.
 * @returns for instance `metrics.accuracy is null; a finite number is needed`
 */
export function rowFault(row: unknown): string | undefined {
  if (!isRecord(row)) return `it is ${show(row)}; a record is needed`;
  for (const field of Object.keys(fields)) {
    const fault = fieldFault(field, row[field]);
    if (fault !== undefined) return fault;
  }
  const unknown = Object.keys(row).find((field) => !(field in fields));
  return unknown === undefined
    ? undefined
    : `${unknown} is no field of a row; known are ${Object.keys(fields).join(", ")}`;
}

/** What is wrong with the value of one field of a row; undefined when nothing is. */
export function fieldFault(field: string, value: unknown): string | undefined {
  const { needed, holds, optional } = fields[field];
  if (value === undefined && optional) return undefined;
  if (!holds(value)) return `${field} is ${show(value)}; ${needed} is needed`;
  const each = entries[field] as (typeof entries)[string] | undefined;
  const wrong = each && Object.entries(value as object).find(([, entry]) => !each.holds(entry));
  return wrong && each && `${field}.${wrong[0]} is ${show(wrong[1])}; ${each.needed} is needed`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

function isDate(value: unknown): boolean {
  return isText(value) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));
}

function isCurve(value: unknown): boolean {
  const isPoint = (point: unknown): point is [number, number] =>
    Array.isArray(point) && point.length === 2 && isWhole(point[0]) && isFinite(point[1]);
  return (
    Array.isArray(value) &&
    value.every((point, n) => isPoint(point) && (n === 0 || point[0] > (value[n - 1] as [number, number])[0]))
  );
}

function show(value: unknown): string {
  return typeof value === "number" ? String(value) : (JSON.stringify(value)?.slice(0, 60) ?? "missing");
}
