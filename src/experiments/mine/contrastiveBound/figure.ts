import { ntXentCap } from "../../../bounds/ntXentCap";
import { curvesOfRows } from "../../../plots/curves/curvesOfRows";
import { panels } from "../../../plots/curves/panels";
import type { Figure } from "../../../plots/figure";
import type { ContrastiveBoundConfig, ContrastiveBoundRow } from "./config";

const nameOf = ({ temperature }: Pick<ContrastiveBoundConfig, "temperature">): string => `τ ${temperature}`;

/**
 * NT-Xent's bound over the true mutual information, a panel for each number of pairs in a batch: the truth, a curve for each
 * temperature, and how high the large ones can come. A reader's own runs are drawn apart.
 */
export function contrastiveBoundFigure(
  rows: readonly ContrastiveBoundRow[],
  yours: readonly ContrastiveBoundRow[] = [],
): Figure {
  const own = new Set<object>(yours);
  const all = [...rows, ...yours];
  const sizes = [...new Set(all.map(({ config }) => config.pairs))].sort((a, b) => a - b);
  const contents = sizes.map((pairs) => {
    const ofSize = all.filter(({ config }) => config.pairs === pairs);
    const nats = ofSize.map(({ config }) => config.nats);
    const capped = [1, 0.5, 0.2].filter((tau) => ofSize.some(({ config }) => config.temperature === tau));
    return {
      curves: curvesOfRows(ofSize, "boundNats", { x: "nats", series: nameOf }, (row) => own.has(row)),
      xTitle: `true mutual information, nats; ${pairs} pairs`,
      yTitle: "log N - NT-Xent, nats",
      line: { name: "truth", points: [Math.min(...nats), Math.max(...nats)].map((x) => ({ x, y: x })) },
      references: [
        ...capped.map((temperature) => ({ name: `cap, τ ${temperature}`, y: ntXentCap({ pairs, temperature }) })),
        { name: "log N", y: Math.log(pairs) },
      ],
    };
  });
  return panels("contrastiveBoundFigure", contents, "What NT-Xent says of mutual information, on held-out pairs");
}
