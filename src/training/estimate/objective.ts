import { cyclicShift } from "../../bounds/cyclicShift";
import { diagonalAndRest } from "../../bounds/diagonalAndRest";
import { donskerVaradhan } from "../../bounds/donskerVaradhan";
import { infoNce } from "../../bounds/infoNce";
import { jensenShannon } from "../../bounds/jensenShannon";
import { movingAverageDonskerVaradhan } from "../../bounds/movingAverageDonskerVaradhan";
import { nwj } from "../../bounds/nwj";
import { smile } from "../../bounds/smile";
import type { Pairs } from "../../data/samplers/pairSampler";
import type { tf } from "../../engine/tf";
import type { StatisticsNetwork } from "../../models/statisticsNetwork";
import type { Key } from "../../random/key";
import { split } from "../../random/split";

/** The bounds that a critic can be trained and judged by; "smile" trains it by `jensenShannon`. */
export type EstimatedBound = "donskerVaradhan" | "nwj" | "smile" | "infoNce";

export interface Objective {
  bound: EstimatedBound;
  /** Marginal pairs: a shift of z within the batch, all other z of the batch, or (`fresh`) those of another batch. */
  marginals: "cyclicShift" | "all" | "fresh";
  clip: number;
  /** Rate and state of the moving average. */
  average?: { rate: number; state: tf.Variable<tf.Rank.R1> };
}

/** A batch, and z of another one for fresh marginals. */
export interface Batch extends Pairs {
  otherZ?: tf.Tensor2D;
}

interface Scores {
  joint: tf.Tensor1D;
  marginal: tf.Tensor;
}

interface Asked {
  batch: Batch;
  /** Of the network's noise. */
  key: Key;
  objective: Objective;
}

/** What a step maximises. */
export function goalOf(network: StatisticsNetwork, asked: Asked): tf.Scalar {
  const { bound, average } = asked.objective;
  if (bound === "infoNce") return infoNce(network.scoreAll(asked.batch.x, asked.batch.z, asked.key));
  const { joint, marginal } = scoresOf(network, asked);
  if (bound === "smile") return jensenShannon(joint, marginal);
  if (bound === "nwj") return nwj(joint, marginal);
  if (average === undefined) return donskerVaradhan(joint, marginal);
  const { value, state } = movingAverageDonskerVaradhan(joint, marginal, average);
  average.state.assign(state);
  return value;
}

/** The value of the bound on a batch, where it is not what is maximised. */
export function valueOf(network: StatisticsNetwork, asked: Asked): tf.Scalar | undefined {
  if (asked.objective.bound !== "smile") return undefined;
  // In a compiled step these scores are the ones of the goal: TensorFlow computes equal things once.
  const { joint, marginal } = scoresOf(network, asked);
  return smile(joint, marginal, { clip: asked.objective.clip });
}

function scoresOf(network: StatisticsNetwork, { batch, key, objective: { marginals } }: Asked): Scores {
  const { x, z, otherZ } = batch;
  if (marginals === "all") return diagonalAndRest(network.scoreAll(x, z, key));
  const [keyJoint, keyMarginal] = split(key);
  const apart = otherZ ?? cyclicShift(z);
  // One after the other in the text, side by side in the compiled step: nothing joins them before the bound.
  return { joint: network.score(x, z, keyJoint), marginal: network.score(x, apart, keyMarginal) };
}
