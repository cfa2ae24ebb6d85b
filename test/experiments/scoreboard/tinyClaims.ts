import type { PublishedClaim } from "../../../src/experiments/claims/publishedClaim";
import type { Claim } from "../../../src/experiments/experiment";
import type { AnyExperiment } from "../../../src/experiments/registry";
import { judgeAbove } from "../../../src/ledger/statistics/judgeAbove";
import { bySeed } from "../../../src/ledger/statistics/seedEffect";
import type { ConfigValue, Row } from "../../../src/ledger/row";
import type { Outcome } from "../../../src/ledger/verdict";

const text = { paper: "SimCLR", figure: "Table 1", judgedBy: "paired", paperValue: "3 points" } as const;

/** A claim of each kind: one that X1's experiment judges, one that nobody does, one that is not run. */
export const tinyClaims: PublishedClaim[] = [
  { ...text, id: "X1", statement: "a gain", scale: "V", notebooks: ["simclr/91"] },
  { ...text, id: "X2", statement: "another", scale: "D", notebooks: ["simclr/92"] },
  { ...text, id: "X3", statement: "a big one", scale: "N", notebooks: [], reason: "too big" },
];

/** A part of X1 that holds when the gain is above the threshold. */
export function part(threshold: number, expected: Outcome): Claim<Record<string, ConfigValue>, Record<string, number>> {
  return {
    ...{ id: "X1", statement: `gain above ${threshold}`, paperValue: "3", unit: "points", expected },
    judge: (rows) =>
      judgeAbove(
        bySeed(rows, (own) => own.reduce((sum, { metrics }) => sum + metrics.gain, 0) / own.length),
        { threshold },
      ),
  };
}

/** An experiment of two configurations and three seeds at `standard`. */
export function tinyExperiment(claims: AnyExperiment["claims"]): AnyExperiment {
  const grid = { configs: [{ a: 1 }, { a: 2 }], seeds: [1, 2, 3] };
  return {
    ...{ id: "simclr/tiny", revision: 2, paper: "", statement: "", notebook: "simclr/91-tiny", claims },
    profiles: { quick: grid, standard: grid, paper: grid },
    work: () => ({}),
    run: () => Promise.reject(new Error("it is never run here")),
    figure: () => {
      throw new Error("it is never drawn here");
    },
  };
}

/** A recorded run of it. */
export function tinyRow(a: number, seed: number, gain: number, revision = 2): Row {
  return {
    ...{ experiment: "simclr/tiny", revision, profile: "standard", config: { a }, seed, metrics: { gain } },
    ...{ seconds: 1, device: "cpu", threads: 1, versions: {}, date: "2026-01-01T00:00:00.000Z", commit: "0000000" },
  };
}

/** All runs of its grid: a gain of about 5. */
export const tinyRows: Row[] = [1, 2].flatMap((a) => [1, 2, 3].map((seed) => tinyRow(a, seed, 5 + seed / 10)));
