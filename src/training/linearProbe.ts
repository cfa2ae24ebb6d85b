import { accuracy } from "../metrics/accuracy";
import { logisticRegression } from "./logisticRegression";
import { checkProbeData, scoreOf, type ProbeData, type ProbeScore } from "./probeData";
import { selectL2, type L2Selection, type Validation } from "./selectL2";
import { TrainingError } from "./trainingError";

export interface LinearProbeOptions extends ProbeData {
  /** λ, the weight of ‖W‖²; above 0 it makes the optimum unique. Or how to choose it. Default 1e-3. */
  l2?: number | L2Selection;
}

export interface LinearProbeResult extends ProbeScore {
  /** Share of right predictions, in [0, 1]. */
  trainAccuracy: number;
  /** Whether the regression reached its optimum: no entry of the gradient above 1e-4. */
  converged: boolean;
  iterations: number;
  /** λ, as given or chosen. */
  l2: number;
  /** Where λ was chosen: the accuracy that each value had on held-out training rows. */
  validation?: Validation[];
}

/**
 * How much of the classes is linearly in frozen features: multinomial logistic regression on them, fitted to convergence.
 *
 * min over W, b of mean cross-entropy(W x + b) + λ/2 ‖W‖², x standardised by the mean and deviation of the training rows
 *
 * A column whose deviation is below 1e-6 counts as constant, and says nothing: scale up features as small as that.
 *
 * @paper arXiv 2002.05709v3, section 3 (linear evaluation) and appendix B.8 (L-BFGS logistic regression, λ chosen of 45 values).
 * @differs the paper's ImageNet probe trains by SGD on augmented crops, see `sgdProbe`; this is its protocol for transfer, without
 *   augmentation, and by default with one fixed λ.
 * @throws TrainingError `linearProbe: train has 5 labels for 6 rows; each row needs one`;
 *   `linearProbe: test row 3 has the value NaN; all must be finite`.
 * @cost 10,000 rows: of 128 columns about 0.25 s, of 3,072 columns about 4 s on 2 cores; the event loop waits meanwhile. Choosing λ takes
 *   a fit for each value, of which each starts where the last one ended.
 */
export function linearProbe(options: LinearProbeOptions): LinearProbeResult {
  const { trainLabels, testLabels, l2 = 1e-3 } = options;
  if (typeof l2 === "number" && !(l2 >= 0 && l2 < Infinity))
    throw new TrainingError(`linearProbe: l2 is ${l2}; it must be at least 0`);
  checkProbeData("linearProbe", options);
  const { best, tried }: { best: number; tried?: Validation[] } =
    typeof l2 === "number" ? { best: l2 } : selectL2("linearProbe", options, l2);
  const regression = logisticRegression(options);
  try {
    const fit = regression.fit(best);
    return {
      trainAccuracy: accuracy(regression.predict("train", fit), trainLabels),
      ...scoreOf(regression.predict("test", fit), testLabels),
      converged: fit.converged,
      iterations: fit.iterations,
      l2: best,
      ...(tried && { validation: tried }),
    };
  } finally {
    regression.dispose();
  }
}
