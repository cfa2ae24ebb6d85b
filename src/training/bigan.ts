import { tf } from "../engine/tf";
import { normal } from "../random/normal";
import { split } from "../random/split";
import type { AdversarialHistory, AdversarialOptions, MineOptions } from "./adversarial/adversarialOptions";
import { adversarialTraining, type Round } from "./adversarial/adversarialTraining";
import { isModel } from "./adversarial/critic";
import { crossEntropyWith } from "./adversarial/gameLosses";
import { informedGradients, type Pairs, termOf, updateStatistics } from "./adversarial/information";
import { trainableVariables } from "./trainableVariables";
import { requireInputs, shapeOf } from "./adversarial/widths";
import { TrainingError } from "./trainingError";

export interface BiganOptions extends AdversarialOptions {
  /** E, a model from examples to the mean of their code `[N, latentDim]`; trained in place. */
  encoder: tf.LayersModel;
  /** G, a model from codes `[N, latentDim]` to examples; trained in place. */
  decoder: tf.LayersModel;
  /** D, a model from `[x, z]` to logits `[N, 1]`; trained in place. */
  discriminator: tf.LayersModel;
  /** σ of the encoder's noise, at least 0; 0 is a deterministic encoder. Default 1, as in v1 of the paper. */
  encoderDeviation?: number;
  /** Also maximises the mutual information of examples and their codes. Default: a plain bi-directional GAN. */
  mine?: MineOptions;
}

/**
 * Trains encoder and decoder against a discriminator of pairs (ALI, BiGAN); with `mine`, so that codes tell the examples, and reconstructions
 * become true.
 *
 * q: x ~ data, z = E(x) + σ ε; p: z ~ N(0, I), x = G(z)
 *
 * max_D E_q log D(x, z) + E_p log(1 - D(x, z)); max_T I_T(x; z) under q; max_{E, G} E_q log(1 - D) + E_p log D + β I_T(x; z)
 *
 * The reconstruction error R of E and G obeys R <= KL(q ‖ p) - I_q(x; z) + H_q(z): the game lowers the first term, MINE the second. I_q depends
 * on the encoder alone. A step draws x, z and ε once, then updates D, T and (E, G) in this order, each against what the others have become.
 *
 * @paper arXiv 1801.04062, section on bi-directional adversarial models: the bound of the reconstruction error and the objective with I;
 *   arXiv 1606.00704v3 (ALI), algorithm 1, for the game.
 * @differs encoder and decoder minimise the swapped cross-entropy, as ALI's and BiGAN's authors do, since the negative of D's saturates.
 *   The paper does not say over which variables adaptive clipping takes its norms: here over the encoder's, which I depends on. Its V1 fixes
 *   σ = 1; ALI's encoder gives σ too. Weight and gradients of I as in `gan`.
 * @returns the history; all models are trained in place.
 * @throws TrainingError `bigan: encoder gives [16]; [64] is needed, what the decoder takes`; `bigan: discriminator takes [28, 28, 1] and [16];
 *   [28, 28, 1] and [64] is needed`; `bigan: encoderDeviation is -1; it must be at least 0`; and those of `gan`, in its own name.
 * @throws DataError `batches: batchSize is 512 but mnist/train has 256 images; a batch size from 1 to 256 is needed`.
 * @throws CheckpointError when the checkpoint cannot be read or written, or is of another run.
 * @throws InterruptedError when the signal fires; what is trained so far stays in the models.
 * @cost dense layers of 512 for MNIST, 100 images a step, two busy cores: 22 ms a step, 49 ms with `mine`.
 */
export async function bigan(options: BiganOptions): Promise<AdversarialHistory> {
  const { encoder, decoder, discriminator, batchSize, labelSmoothing = 0, encoderDeviation = 1 } = options;
  const latentDim = decoder.inputs[0].shape[1] as number;
  check(options, encoderDeviation);
  const mine = termOf(options.mine);
  const ofPlayer = trainableVariables([encoder, decoder]);
  const ofDiscriminator = trainableVariables([discriminator]);
  const judge = (x: tf.Tensor, z: tf.Tensor): tf.Tensor => discriminator.apply([x, z], { training: true }) as tf.Tensor;

  const play = ({ x, key, noise: ofStatistics, optimizers, average }: Round) => {
    const [ofPrior, ofEncoder] = split(key);
    const z = normal<tf.Rank.R2>(ofPrior, [batchSize, latentDim]);
    const noise = normal<tf.Rank.R2>(ofEncoder, [batchSize, latentDim], { standardDeviation: encoderDeviation });
    const encode = (): tf.Tensor => (encoder.apply(x, { training: true }) as tf.Tensor).add(noise);
    const decode = (): tf.Tensor => decoder.apply(z, { training: true }) as tf.Tensor;
    const [encoded, decoded] = [encode(), decode()];
    const discriminatorLoss = optimizers.discriminator.minimize(
      () => crossEntropyWith(1 - labelSmoothing, judge(x, encoded)).add(crossEntropyWith(0, judge(decoded, z))),
      true,
      ofDiscriminator,
    ) as tf.Scalar;
    const game = (): tf.Scalar => crossEntropyWith(0, judge(x, encode())).add(crossEntropyWith(1, judge(decode(), z)));
    if (!mine) {
      const generatorLoss = optimizers.generator.minimize(game, true, ofPlayer) as tf.Scalar;
      return {
        discriminatorLoss,
        generatorLoss,
        miNats: undefined,
        gameGradient: undefined,
        informationGradient: undefined,
      };
    }
    const miNats = updateStatistics(
      { x, code: encoded, key: ofStatistics[0] },
      { ...mine, average, optimizer: optimizers.statistics },
    );
    const pair = (): Pairs => ({ x, code: encode(), key: ofStatistics[1] });
    const { gradients, gameLoss, ...lengths } = informedGradients({ game, pair, variables: ofPlayer }, mine);
    optimizers.generator.applyGradients(gradients);
    return { discriminatorLoss, generatorLoss: gameLoss, miNats, ...lengths };
  };
  return adversarialTraining({
    who: "bigan",
    options,
    models: { encoder, decoder, discriminator },
    mine,
    play,
    fingerprint: { encoderDeviation },
    label: mine ? "training BiGAN + MINE" : "training BiGAN",
  });
}

function check({ encoder, decoder, discriminator, mine }: BiganOptions, encoderDeviation: number): void {
  const [example, code] = [shapeOf(decoder.outputs[0]), shapeOf(decoder.inputs[0])];
  const given = shapeOf(encoder.outputs[0]);
  if (given !== code)
    throw new TrainingError(`bigan: encoder gives ${given}; ${code} is needed, what the decoder takes`);
  requireInputs("bigan", encoder, { name: "encoder", needed: [example] });
  requireInputs("bigan", discriminator, { name: "discriminator", needed: [example, code] });
  if (mine && isModel(mine.statistics))
    requireInputs("bigan", mine.statistics, { name: "statistics", needed: [example, code] });
  if (!(encoderDeviation >= 0 && encoderDeviation < Infinity))
    throw new TrainingError(`bigan: encoderDeviation is ${encoderDeviation}; it must be at least 0`);
}
