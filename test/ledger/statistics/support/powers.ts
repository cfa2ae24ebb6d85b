import { judgeAbove } from "../../../../src/ledger/statistics/judgeAbove";
import { judgeBest } from "../../../../src/ledger/statistics/judgeBest";
import { judgeInnerOptimum } from "../../../../src/ledger/statistics/judgeInnerOptimum";
import { judgeTrend } from "../../../../src/ledger/statistics/judgeTrend";
import type { Judgement } from "../../../../src/ledger/verdict";
import type { Draws } from "./draws";
import { effects } from "./seeds";

/** An experiment in which a claim is true: its name, and a simulated judgement of it. */
export type PowerCase = readonly [name: string, judge: (draws: Draws, seeds: number) => Judgement];

/** Effects in standard deviations: of the paired difference for judgeAbove, of one run elsewhere. */
export const powerCases: readonly PowerCase[] = [1, 2, 3].flatMap((size): PowerCase[] => [
  [
    `judgeAbove, effect ${size}`,
    (draws, seeds) => judgeAbove(effects(...Array.from({ length: seeds }, () => size + draws.normal()))),
  ],
  [
    `judgeTrend, 5 settings that rise by ${size} in all`,
    (draws, seeds) =>
      judgeTrend(
        draws.series(
          seeds,
          [0, 1, 2, 3, 4].map((n) => (n * size) / 4),
        ),
        { direction: "rising" },
      ),
  ],
  ...[false, true].flatMap((equalNoise): PowerCase[] => [
    [
      `judgeInnerOptimum, a peak of ${size} among 5 settings${equalNoise ? ", equal noise" : ""}`,
      (draws, seeds) => judgeInnerOptimum(draws.series(seeds, [0, 0, size, 0, 0]), { equalNoise }),
    ],
    [
      `judgeBest, ahead by ${size} of 9 others${equalNoise ? ", equal noise" : ""}`,
      (draws, seeds) => judgeBest(draws.series(seeds, [size, ...Array<number>(9).fill(0)]), { best: 0, equalNoise }),
    ],
  ]),
]);
