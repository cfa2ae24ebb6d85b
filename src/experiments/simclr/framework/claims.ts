import type { Row } from "../../../ledger/row";
import { judgeAbove } from "../../../ledger/statistics/judgeAbove";
import { bySeed } from "../../../ledger/statistics/seedEffect";
import type { Claim } from "../../experiment";
import type { FrameworkConfig, FrameworkMetrics } from "./config";

/** A claim on what one run measures, judged over seeds; the threshold is that of the live check too. */
function above(
  id: string,
  statement: string,
  paperValue: string,
  { threshold = 0, effect }: { threshold?: number; effect: (metrics: FrameworkMetrics) => number },
): Claim<FrameworkConfig, FrameworkMetrics> {
  const ofSeed = ([row]: readonly Row<FrameworkConfig, FrameworkMetrics>[]): number => effect(row.metrics);
  return {
    id,
    statement,
    paperValue,
    unit: "points",
    expected: "holds",
    judge: (rows) => judgeAbove(bySeed(rows, ofSeed), { threshold }),
    live: { effect: ofSeed, threshold, expected: "holds" },
  };
}

export const frameworkClaims: readonly Claim<FrameworkConfig, FrameworkMetrics>[] = [
  above("S1", "pretrained h - untrained h", "not reported for CIFAR-10", {
    threshold: 12,
    effect: ({ pretrained, untrained }) => pretrained - untrained,
  }),
  above("S1", "pretrained h - initial h", "not reported for CIFAR-10", {
    effect: ({ pretrained, initial }) => pretrained - initial,
  }),
  above("S1", "pretrained h - raw pixels", "not reported for CIFAR-10", {
    effect: ({ pretrained, pixels }) => pretrained - pixels,
  }),
  above("S2", "pretrained h - pretrained z", "more than 10 points (ImageNet, section 4.2)", {
    effect: ({ pretrained, projected }) => pretrained - projected,
  }),
];
