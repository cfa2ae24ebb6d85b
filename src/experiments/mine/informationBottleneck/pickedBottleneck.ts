import { meanOf } from "../../../ledger/statistics/meanOf";
import type {
  InformationBottleneckConfig,
  InformationBottleneckMetrics,
  InformationBottleneckRow,
  Method,
} from "./config";

/** One setting of a method, with what its seeds showed. */
export interface Candidate {
  method: Method;
  learningRate: number;
  strength: number;
  rows: readonly InformationBottleneckRow[];
}

const settingOf = ({ learningRate, strength }: InformationBottleneckConfig): string => `${learningRate} ${strength}`;

/** All settings of a method that were run, in the order of the rows. */
export function bottleneckCandidates(rows: readonly InformationBottleneckRow[], method: Method): Candidate[] {
  const own = rows.filter(({ config }) => config.method === method);
  return [...new Set(own.map(({ config }) => settingOf(config)))].map((setting) => {
    const ofSetting = own.filter(({ config }) => settingOf(config) === setting);
    const { learningRate, strength } = ofSetting[0].config;
    return { method, learningRate, strength, rows: ofSetting };
  });
}

/** Over seeds. */
export const meanMetric = (
  { rows }: Pick<Candidate, "rows">,
  metric: "heldOutError" | "heldOutCrossEntropy" | "testError",
): number => meanOf(rows.map(({ metrics }: { metrics: InformationBottleneckMetrics }) => metrics[metric]));

/**
 * The candidate of a method with the lowest mean error on held-out images; of equal ones that of the lower cross-entropy. Test images have no
 * part in it.
 */
export function pickedBottleneck(rows: readonly InformationBottleneckRow[], method: Method): Candidate | undefined {
  return bottleneckCandidates(rows, method).sort(
    (a, b) =>
      meanMetric(a, "heldOutError") - meanMetric(b, "heldOutError") ||
      meanMetric(a, "heldOutCrossEntropy") - meanMetric(b, "heldOutCrossEntropy"),
  )[0];
}
