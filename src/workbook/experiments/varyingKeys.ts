/** The keys at which configurations differ, in the order in which they first stand. */
export function varyingKeys(configs: readonly object[]): string[] {
  const records = configs.map((config) => new Map(Object.entries(config) as [string, unknown][]));
  const keys = [...new Set(records.flatMap((record) => [...record.keys()]))];
  return keys.filter((key) => new Set(records.map((record) => record.get(key))).size > 1);
}
