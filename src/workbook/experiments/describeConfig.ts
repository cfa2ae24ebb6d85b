import type { ConfigValue } from "../../ledger/row";

/** What tells a configuration from others, before something else: "temperature 0.5, l2 true, ". */
export function describeConfig(config: Record<string, ConfigValue>, keys: readonly string[]): string {
  return keys.flatMap((key) => (Object.hasOwn(config, key) ? [`${key} ${config[key]}, `] : [])).join("");
}
