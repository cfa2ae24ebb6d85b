import type { ConfigValue } from "../ledger/row";
import type { Experiment } from "./experiment";
import { beyondGaussians } from "./mine/beyondGaussians";
import { biasCorrection } from "./mine/biasCorrection";
import { boundAndProbe } from "./mine/boundAndProbe";
import { contrastiveBound } from "./mine/contrastiveBound";
import { estimator } from "./mine/estimator";
import { informationBottleneck } from "./mine/informationBottleneck";
import { nonlinearDependence } from "./mine/nonlinearDependence";
import { augmentationComposition } from "./simclr/augmentationComposition";
import { augmentationStrength } from "./simclr/augmentationStrength";
import { framework } from "./simclr/framework";
import { histograms } from "./simclr/histograms";
import { temperature } from "./simclr/temperature";

/** An experiment whose configuration and metrics are looked at as plain records, as the command line and the ledger do. */
export type AnyExperiment = Experiment<Record<string, ConfigValue>, Record<string, number>>;

/** All experiments, in the order of the reading guide. */
// A configuration is a flat record; its interface has no index signature, so the type has to be widened here, once.
export const experiments: readonly AnyExperiment[] = [
  framework,
  augmentationComposition,
  histograms,
  augmentationStrength,
  temperature,
  estimator,
  biasCorrection,
  nonlinearDependence,
  beyondGaussians,
  informationBottleneck,
  contrastiveBound,
  boundAndProbe,
] as unknown as AnyExperiment[];
