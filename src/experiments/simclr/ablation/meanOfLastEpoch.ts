import { meanOf } from "../../../ledger/statistics/meanOf";
import type { AblationConfig } from "./config";

/** The mean loss of the steps of the last epoch. */
export function meanOfLastEpoch(
  losses: readonly number[],
  { images, batchSize }: Pick<AblationConfig, "images" | "batchSize">,
): number {
  return meanOf(losses.slice(-Math.floor(images / batchSize)));
}
