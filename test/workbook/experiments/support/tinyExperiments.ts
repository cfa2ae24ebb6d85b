import type { AnyExperiment } from "../../../../src/experiments/registry";
import type { ConfigValue } from "../../../../src/ledger/row";
import { judgeAbove } from "../../../../src/ledger/statistics/judgeAbove";
import { bySeed } from "../../../../src/ledger/statistics/seedEffect";
import { throwIfInterrupted } from "../../../../src/report/abort";
import { Figure } from "../../../../src/plots/figure";

type Config = Record<string, ConfigValue>;

/** What the run is at, for whoever watches the process. */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const blocked = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** Experiments without an engine, whose runs take as long as their configuration says. */
function tiny(id: string, configs: Config[]): AnyExperiment {
  const grid = { configs, seeds: [1, 2] };
  return {
    ...{ id, revision: 1, paper: "none", statement: "Numbers grow.", notebook: "none" },
    profiles: { quick: grid, standard: { ...grid, seeds: [1, 2, 3] }, paper: grid },
    claims: [
      {
        ...{
          id: id === "tiny/numbers" ? "M3" : "X1",
          statement: "the value is above 1",
          paperValue: "2",
          unit: "points",
          expected: "holds",
        },
        judge: (rows) =>
          judgeAbove(
            bySeed(rows, (of) => of.find(({ config }) => config.factor === 1)?.metrics.value),
            { threshold: 1 },
          ),
      },
    ],
    work: () => ({}),
    run: async ({ factor, steps, stepMs, fails }, { seed, signal }) => {
      say(`began ${String(factor)} ${seed}`);
      if (fails) throw new RangeError("this one cannot run");
      for (let n = 0; n < Number(steps); n++) {
        throwIfInterrupted("tiny", signal);
        blocked(Number(stepMs));
        await new Promise(setImmediate);
      }
      return { metrics: { value: Number(factor) * seed, half: seed / 2 } };
    },
    figure: () => new Figure({ data: [] }),
  };
}

const quickly = { steps: 2, stepMs: 1, fails: false };

export const tinyExperiments: readonly AnyExperiment[] = [
  tiny(
    "tiny/failing",
    [1, 2, 3].map((factor) => ({ ...quickly, factor, fails: factor === 2 })),
  ),
  tiny(
    "tiny/numbers",
    [1, 2, 3].map((factor) => ({ factor, ...quickly })),
  ),
  tiny(
    "tiny/slow",
    [1, 2].map((factor) => ({ ...quickly, factor, steps: 2000, stepMs: 20 })),
  ),
  tiny("tiny/stuck", [{ ...quickly, factor: 1, steps: 1, stepMs: 120_000 }]),
];
