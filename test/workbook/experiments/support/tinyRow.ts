import type { ConfigValue, Row } from "../../../../src/ledger/row";

/** A recorded run of a tiny experiment. */
export function tinyRow(seed: number, metrics: Record<string, number>, config: Record<string, ConfigValue> = {}): Row {
  return {
    ...{ experiment: "tiny/numbers", revision: 1, profile: "standard" },
    config: { factor: 1, steps: 2, stepMs: 1, fails: false, ...config },
    ...{ seed, metrics, seconds: 1.5, device: "cpu", threads: 1, versions: { node: "20.0.0" } },
    ...{ date: "2026-01-01T00:00:00.000Z", commit: "0000000" },
  };
}
