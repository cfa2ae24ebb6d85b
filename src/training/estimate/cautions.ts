import type { EstimatedBound } from "./objective";

/** Why an estimate may not mean what it says. */
export interface Caution {
  /**
   * "beyondSample": it is above log of the held-out pairs, and no bound that holds for all distributions can be that large with any
   * confidence. "nearBatchCap": InfoNCE is within a tenth of log of its batch, which it cannot pass.
   */
  kind: "beyondSample" | "nearBatchCap";
  /** What it was compared with. */
  limitNats: number;
  /** For a reader. */
  message: string;
}

/** @paper arXiv 1811.04251: a distribution-free high-confidence lower bound from N samples is of order log N at most. */
export function cautionsOf(
  miNats: number,
  { bound, heldOutPairs, batchSize }: { bound: EstimatedBound; heldOutPairs: number; batchSize: number },
): Caution[] {
  const [sample, cap] = [Math.log(heldOutPairs), Math.log(batchSize)];
  const round = (nats: number): string => nats.toFixed(2);
  const cautions: Caution[] = [];
  if (miNats > sample)
    cautions.push({
      kind: "beyondSample",
      limitNats: sample,
      message: `${round(miNats)} nats are more than ${heldOutPairs} pairs can certify, log ${heldOutPairs} = ${round(sample)}`,
    });
  if (bound === "infoNce" && miNats > 0.9 * cap)
    cautions.push({
      kind: "nearBatchCap",
      limitNats: cap,
      message: `${round(miNats)} nats are close to all that InfoNCE can say with batches of ${batchSize}, log ${batchSize} = ${round(cap)}`,
    });
  return cautions;
}
