/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What makes a run the run it is, by name: a run resumes only from a checkpoint of an equal one. */
export type Fingerprint = Readonly<Record<string, Json>>;

/**
 * How two fingerprints differ, for a reader.
 * @returns for instance `batchSize is 128 there but 256 here`, at most five; none when they are equal
 */
export function differences(there: Json, here: Json): string[] {
  const [old, given] = [flatten(there), flatten(here)];
  const names = [...new Set([...old.keys(), ...given.keys()])].filter((name) => old.get(name) !== given.get(name));
  const value = (of: Map<string, string>, name: string): string => of.get(name) ?? "missing";
  const told = names.slice(0, 5).map((name) => `${name} is ${value(old, name)} there but ${value(given, name)} here`);
  return names.length > told.length ? [...told, `${names.length - told.length} more`] : told;
}

/** Each leaf by its path. */
function flatten(value: Json, path = "", into = new Map<string, string>()): Map<string, string> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) into.set(path, JSON.stringify(value));
  for (const [name, item] of entries) flatten(item, path === "" ? name : `${path}.${name}`, into);
  return into;
}
