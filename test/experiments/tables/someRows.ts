import type { ConfigValue, Row } from "../../../src/ledger/row";

/** A recorded run of an experiment that there is not. */
export function someRow(
  seed: number,
  config: Record<string, ConfigValue>,
  metrics: Record<string, number>,
  more: Partial<Row> = {},
): Row {
  return {
    ...{ experiment: "x/y", revision: 1, profile: "quick", config, seed, metrics, seconds: 2.5, device: "cpu" },
    ...{ threads: 2, versions: { node: "20" }, date: "2026-01-02T03:04:05.000Z", commit: "0000000", ...more },
  };
}
