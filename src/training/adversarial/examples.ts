import { batches } from "../../data/batches";
import type { Dataset } from "../../data/dataset";
import { gatherBytes } from "../../data/gatherBytes";
import { fromBytes } from "../../engine/bytes";
import { tf } from "../../engine/tf";
import { key, type Key } from "../../random/key";
import type { Json } from "../checkpoint/fingerprint";
import { dataFingerprint } from "../dataFingerprint";
import { digest } from "../digest";
import type { Sampler } from "./adversarialOptions";

/** The true examples of step n: some of them come with the call, some are drawn in the step. */
export interface Examples {
  /** What step n is given; dispose of it. */
  inputs(n: number): tf.Tensor4D[];
  /** The examples, inside the step. */
  read(inputs: tf.Tensor4D[], key: Key): tf.Tensor;
  /** Tells this data from other. */
  fingerprint(): Json;
}

/** Images pass by in the random order of an epoch; a sampler's points are drawn anew. */
export function examples(data: Dataset | Sampler, { batchSize, seed }: { batchSize: number; seed: number }): Examples {
  if (!("images" in data))
    return {
      inputs: () => [],
      read: (_, ofData) => data.sample(ofData, batchSize),
      // Names need not say everything: what it draws does.
      fingerprint: () => {
        const drawn = tf.tidy(() => data.sample(key(seed), batchSize));
        const sha256 = digest(drawn.dataSync());
        drawn.dispose();
        return { name: data.name, sha256 };
      },
    };
  let [epoch, order] = [0, batches(data, { batchSize, seed, epoch: 0 })];
  const perEpoch = order.length;
  return {
    inputs(n) {
      const at = Math.floor(n / perEpoch);
      if (at !== epoch) [epoch, order] = [at, batches(data, { batchSize, seed, epoch: at })];
      return [gatherBytes(data, order[n % perEpoch])];
    },
    read: ([bytes]) => fromBytes(bytes),
    fingerprint: () => dataFingerprint(data),
  };
}
