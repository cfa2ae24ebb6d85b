import type { Row } from "../../src/ledger/row";

/** A row of an experiment that there is not. */
export function exampleRow(seed: number): Row {
  return {
    experiment: "simclr/example",
    revision: 1,
    profile: "quick",
    config: { epochs: 2, images: 10 },
    seed,
    metrics: { accuracy: 0.5 },
    seconds: 1,
    device: "cpu",
    threads: 2,
    versions: { node: "20" },
    date: "2026-01-01T00:00:00.000Z",
    commit: "0000000",
  };
}
