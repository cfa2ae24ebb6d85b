import { cyclicShift } from "../../../bounds/cyclicShift";
import { donskerVaradhan } from "../../../bounds/donskerVaradhan";
import { nwj } from "../../../bounds/nwj";
import type { PairSampler } from "../../../data/samplers/pairSampler";
import { tf } from "../../../engine/tf";
import type { StatisticsNetwork } from "../../../models/statisticsNetwork";
import { foldIn } from "../../../random/foldIn";
import { key } from "../../../random/key";

/** Batches that a critic is shown. */
const batches = 20;

/**
 * The least that the Donsker-Varadhan bound is above that of Nguyen, Wainwright and Jordan, in nats, over drawn batches whose scores both
 * are given: M/e - log M for a mean M of exp T, which is 0 where M is e and positive elsewhere.
 */
export function smallestGap(
  network: Pick<StatisticsNetwork, "score">,
  sampler: PairSampler,
  { batchSize, seed }: { batchSize: number; seed: number },
): number {
  const gaps = Array.from({ length: batches }, (_, batch) =>
    tf.tidy(() => {
      const { x, z } = sampler.sample(foldIn(key(3_000_000 + seed), batch), batchSize);
      const [joint, marginal] = [network.score(x, z), network.score(x, cyclicShift(z))];
      return donskerVaradhan(joint, marginal).dataSync()[0] - nwj(joint, marginal).dataSync()[0];
    }),
  );
  return Math.min(...gaps);
}
