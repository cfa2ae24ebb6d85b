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
  // All of them in every panel, so that a temperature has one colour and a cap one kind of line.
  const names = [...new Set(all.map(({ config }) => nameOf(config)))];
  const contents = sizes.map((pairs) => {
    const ofSize = all.filter(({ config }) => config.pairs === pairs);
    const found = curvesOfRows(ofSize, "boundNats", { x: "nats", series: nameOf }, (row) => own.has(row));
    const nats = ofSize.map(({ config }) => config.nats);
    // No bound is far above log N: so high the truth is drawn, and the rest of the panel is the bounds'.
    const ends = [Math.min(...nats), Math.min(Math.max(...nats), Math.log(pairs) + 0.5)];
    return {
      curves: names.map((name) => found.find((curve) => curve.name === name) ?? { name, points: [] }),
      xTitle: `true mutual information, nats; ${pairs} pairs`,
      yTitle: "log N - NT-Xent, nats",
      line: { name: "truth", points: ends.map((x) => ({ x, y: x })) },
      references: [
        ...[1, 0.5].map((temperature) => ({ name: `cap, τ ${temperature}`, y: ntXentCap({ pairs, temperature }) })),
        { name: "log N", y: Math.log(pairs) },
      ],
    };
  });
  return panels("contrastiveBoundFigure", contents, "What NT-Xent says of mutual information, on held-out pairs");
}
