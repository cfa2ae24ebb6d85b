import { judgeAbove } from "../../../ledger/statistics/judgeAbove";
import { bySeed } from "../../../ledger/statistics/seedEffect";
import type { Figure } from "../../../plots/figure";
import { heatMap, type HeatMapOptions } from "../../../plots/heatMap";
import { PlotError } from "../../../plots/plotError";
import type { AblationMetrics } from "../ablation/config";
import { compositionNames, sameCell } from "./cells";
import { compositionInPaper } from "./compositionInPaper";
import type { CompositionRow } from "./config";

export interface CompositionFigureOptions extends Pick<HeatMapOptions, "images"> {
  /** Default "probe", beside which stand the paper's values. */
  metric?: Exclude<keyof AblationMetrics, "loss">;
}

const titles = {
  probe: "linear probe of h, %",
  knn: "nearest neighbours by h, %",
  contrastiveAccuracy: "contrastive accuracy, %",
};

/**
 * A metric by transformations as the paper's figure 5: one alone on the diagonal, two above it; means over seeds with half their
 * 95% interval. Of what was not run the cell is empty.
 * @param options.images a picture of each of the 7 x 7 cells under the mouse, see `compositionPictures`
 * @throws PlotError `compositionFigure: seed 1 has 2 rows of crop, color; one is needed`
 */
export function compositionFigure(rows: readonly CompositionRow[], options: CompositionFigureOptions = {}): Figure {
  const { metric = "probe", images } = options;
  const judged = compositionNames.map((first) =>
    compositionNames.map((second) => {
      const ofCell = rows.filter(({ config }) => sameCell(config, { first, second }));
      if (ofCell.length === 0) return undefined;
      const value = ({ length, [0]: row }: readonly CompositionRow[]): number => {
        if (length === 1) return row.metrics[metric];
        throw new PlotError(
          `compositionFigure: seed ${row.seed} has ${length} rows of ${first}, ${second}; one is needed`,
        );
      };
      return judgeAbove(bySeed(ofCell, value));
    }),
  );
  const values = judged.map((row) => row.map((cell) => cell?.effect ?? null));
  return heatMap(values, compositionNames, compositionNames, {
    title: `Transformations of one view: ${titles[metric]}`,
    rowTitle: "first",
    columnTitle: "second",
    images,
    intervals: judged.map((row) => row.map((cell) => cell?.interval)),
    ...(metric === "probe" && { paper: { values: compositionInPaper, name: "paper (ImageNet)" } }),
  });
}
