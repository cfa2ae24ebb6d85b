import { diagonalAndRest } from "../bounds/diagonalAndRest";
import { donskerVaradhan } from "../bounds/donskerVaradhan";
import { klToStandardNormal } from "../bounds/klToStandardNormal";
import type { Dataset } from "../data/dataset";
import { gatherBytes } from "../data/gatherBytes";
import { fromBytes } from "../engine/bytes";
import { tf } from "../engine/tf";
import { crossEntropy } from "../losses/crossEntropy";
import type { BottleneckEncoder, Code } from "../models/bottleneckEncoder";
import type { StatisticsNetwork } from "../models/statisticsNetwork";
import { withClipping } from "../optimizers/withClipping";
import { foldIn } from "../random/foldIn";
import { key } from "../random/key";
import type { Fingerprint } from "./checkpoint/fingerprint";
import type { ClassifierLoss } from "./supervised";
import { trainEpochs, type Opponent } from "./trainEpochs";
import type { TrainerOptions } from "./trainerOptions";
import { TrainingError } from "./trainingError";

/** What a code costs: β I(X; Z), I by a bound. */
export type CodePenalty =
  /** From above, by `klToStandardNormal`; for an encoder of Gaussian noise. */
  | { kind: "variational"; beta: number }
  /** By MINE, whose statistics network is trained in the same loop, in place. For any encoder. */
  | {
      kind: "mine";
      beta: number;
      statistics: StatisticsNetwork;
      /** Of the statistics network, by Adam. Default 0.001. */
      learningRate?: number;
    };

export interface BottleneckOptions extends TrainerOptions {
  /** Images with their labels. */
  data: Dataset;
  /** Of the images as rows of numbers in [0, 1]; trained in place. */
  encoder: BottleneckEncoder;
  /** From codes to logits, for instance `linearClassifier`; trained in place. */
  decoder: tf.LayersModel;
  /** Of logits and labels. Default `crossEntropy`. */
  loss?: ClassifierLoss;
  /** Default: none. */
  penalty?: CodePenalty;
  /** Default: Adam. */
  optimizer?: tf.Optimizer;
}

export interface BottleneckHistory {
  /** Loss of each step, with the penalty. */
  losses: number[];
  /** With MINE, its bound on each step's batch before T's update, in nats; else none. */
  miNats: number[];
  /** Of all processes that worked on the run. */
  seconds: number;
}

/**
 * Trains a classifier through a code that should tell as little as possible of the image.
 *
 * min over encoder and decoder of E -log p(y | z) + β I(X; Z), with I(X; Z) bounded by the KL of a Gaussian code, or by MINE:
 *
 * I(X; Z) ≈ max_T mean T(x_i, z_i) - log mean exp T(x_i, z_j), i ≠ j
 *
 * A step draws codes of a batch once; with MINE, T climbs on them first, and the encoder falls against what T has become.
 *
 * @paper arXiv 1801.04062, section on the information bottleneck; arXiv 1612.00410v7, equation 17, for the variational one.
 * @differs the paper tells neither its statistics network nor how often it is trained: here once a step, at a rate that stays, with gradients
 *   of norm 5 at most; all other codes of a batch are marginals, where its algorithm 1 draws one for each x.
 * @returns the history; encoder, decoder and statistics network are trained in place.
 * @throws TrainingError `bottleneck: the penalty is variational but the encoder's noise is additive; gaussian is needed`;
 *   `bottleneck: penalty.beta is -1; it must be at least 0`, and for a loss that is no number.
 * @throws DataError, CheckpointError, CompileError, InterruptedError as `pretrain`.
 * @cost layers of 256 for MNIST, 100 images a step, one core: 4 ms a step, 8 ms with MINE.
 */
export async function bottleneck(options: BottleneckOptions): Promise<BottleneckHistory> {
  const { data, encoder, decoder, loss = crossEntropy, penalty, seed, batchSize } = options;
  check(encoder, penalty);
  const drawn = (bytes: tf.Tensor, n: tf.Scalar) => {
    const x = fromBytes(bytes).reshape<tf.Tensor2D>([batchSize, -1]);
    const noise = foldIn(key(seed), n);
    return { x, encode: (): Code => encoder.encode(x, noise) };
  };
  const { history, seconds } = await trainEpochs({
    ...{ who: "bottleneck", options, data },
    models: { ...encoder.models, decoder },
    optimizer: (rate) => tf.train.adam(rate),
    inputs: (batch): [tf.Tensor4D, tf.Tensor1D] => {
      const labels = Int32Array.from(batch, (n) => data.labels[n]);
      return [gatherBytes(data, batch), tf.tensor1d(labels, "int32")];
    },
    loss: ([bytes, labels], n) => {
      const { x, encode } = drawn(bytes, n);
      return () => {
        const code = encode();
        const fit = loss(decoder.apply(code.z) as tf.Tensor2D, labels);
        return penalty === undefined ? fit : fit.add(information(penalty, x, code).mul(penalty.beta));
      };
    },
    opponent: penalty?.kind === "mine" ? critic(penalty, drawn) : undefined,
    fingerprint: { noise: { ...encoder.noise }, penalty: penalty ? settingsOf(penalty) : null },
    remedy: "lower the learning rate",
    line: { label: "training through a bottleneck", unit: "images", perStep: batchSize },
  });
  return { losses: history.loss, miNats: (history.opponentLoss ?? []).map((value) => -value), seconds };
}

/** The bound on what the codes of a batch tell of it. */
function information(penalty: CodePenalty, x: tf.Tensor2D, { z, gaussian }: Code): tf.Scalar {
  if (penalty.kind === "mine") return mineOf(penalty.statistics, x, z);
  const { mean, deviation } = gaussian as NonNullable<Code["gaussian"]>;
  return klToStandardNormal(mean, deviation);
}

function mineOf(statistics: StatisticsNetwork, x: tf.Tensor2D, z: tf.Tensor2D): tf.Scalar {
  const { joint, marginal } = diagonalAndRest(statistics.scoreAll(x, z));
  return donskerVaradhan(joint, marginal);
}

function critic(
  { statistics, learningRate = 0.001 }: Extract<CodePenalty, { kind: "mine" }>,
  drawn: (bytes: tf.Tensor, n: tf.Scalar) => { x: tf.Tensor2D; encode: () => Code },
): Opponent<[tf.Tensor4D, tf.Tensor1D]> {
  const named = Object.entries(statistics.models).map(([name, model]) => [`statistics_${name}`, model]);
  return {
    models: Object.fromEntries(named) as Record<string, tf.LayersModel>,
    optimizer: () => withClipping(tf.train.adam(learningRate), { maxNorm: 5 }),
    loss: ([bytes], n) => {
      const { x, encode } = drawn(bytes, n);
      const { z } = encode();
      return () => mineOf(statistics, x, z).neg();
    },
  };
}

/** What tells the penalty of a run from others. */
function settingsOf(penalty: CodePenalty): Fingerprint {
  const { kind, beta } = penalty;
  return kind === "mine" ? { kind, beta, learningRate: penalty.learningRate ?? null } : { kind, beta };
}

function check(encoder: BottleneckEncoder, penalty: CodePenalty | undefined): void {
  if (penalty === undefined) return;
  if (!(penalty.beta >= 0 && penalty.beta < Infinity))
    throw new TrainingError(`bottleneck: penalty.beta is ${penalty.beta}; it must be at least 0`);
  if (penalty.kind === "variational" && encoder.noise.kind !== "gaussian")
    throw new TrainingError(
      `bottleneck: the penalty is variational but the encoder's noise is ${encoder.noise.kind}; gaussian is needed`,
    );
}
