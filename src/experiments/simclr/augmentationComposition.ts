import type { Experiment, Profile } from "../experiment";
import type { AblationMetrics } from "./ablation/config";
import { runAblation } from "./ablation/run";
import { ablationSizes } from "./ablation/sizes";
import { ablationWork } from "./ablation/work";
import { cropAndColor, pairs, singles } from "./augmentationComposition/cells";
import { compositionClaims } from "./augmentationComposition/claims";
import type { CompositionCell, CompositionConfig } from "./augmentationComposition/config";
import { compositionFigure } from "./augmentationComposition/figure";
import { viewsOf } from "./augmentationComposition/views";

const configs = (profile: Profile, cells: readonly CompositionCell[]): CompositionConfig[] =>
  cells.map((cell) => ({ ...ablationSizes[profile], ...cell }));

const cropOrColor = singles.filter(({ first }) => first === "crop" || first === "color");

/**
 * Which transformations, composed, make the features good?
 * @paper arXiv 2002.05709v3, section 3.1 and figure 5.
 */
export const augmentationComposition: Experiment<CompositionConfig, AblationMetrics> = {
  id: "simclr/augmentation-composition",
  revision: 1,
  paper: "arXiv 2002.05709v3, figure 5",
  statement: "Two transformations together make features that neither makes alone, and crop with colour the best.",
  notebook: "simclr/02-augmentation-composition",
  profiles: {
    quick: { configs: configs("quick", [...cropOrColor, cropAndColor]), seeds: [1] },
    standard: { configs: configs("standard", [...singles, ...pairs]), seeds: [1, 2, 3] },
    paper: { configs: configs("paper", [...singles, ...pairs]), seeds: [1, 2, 3] },
  },
  claims: compositionClaims,
  work: ablationWork,
  run: (config, context) => runAblation("augmentation-composition", config, context, { augment: viewsOf(config) }),
  figure: (rows) => compositionFigure(rows),
};
