import { tf } from "../engine/tf";
import { splitCode } from "../models/generative/splitCode";
import { normal } from "../random/normal";
import type { AdversarialHistory, AdversarialOptions, MineOptions } from "./adversarial/adversarialOptions";
import { adversarialTraining, type Round } from "./adversarial/adversarialTraining";
import { isModel } from "./adversarial/critic";
import { crossEntropyWith } from "./adversarial/gameLosses";
import { informedGradients, type Pairs, termOf, updateStatistics } from "./adversarial/information";
import { trainableVariables } from "./trainableVariables";
import { requireInputs, shapeOf } from "./adversarial/widths";
import { TrainingError } from "./trainingError";

export interface GanOptions extends AdversarialOptions {
  /** G, a model from z `[N, latentDim]` to examples; trained in place. */
  generator: tf.LayersModel;
  /** D, a model from examples to logits `[N, 1]`; trained in place. */
  discriminator: tf.LayersModel;
  /** Also maximises the mutual information of samples and code. Default: a plain GAN. */
  mine?: MineOptions & {
    /** Width of c, the last columns of z, from 1; latentDim makes all of z the code, as in v1 of the paper. */
    codeDim: number;
  };
}

/**
 * Trains a generator against a discriminator; with `mine`, so that a code in its input can be told from its samples, which keeps it from
 * dropping modes.
 *
 * max_D E log D(x) + E log(1 - D(G(z))); max_T I_T(G([ε, c]); c); max_G E log D(G(z)) + β I_T(G([ε, c]); c), z = [ε, c] ~ N(0, I)
 *
 * I_T is the Donsker-Varadhan bound, whose marginals are the batch's codes shifted by one. A step draws x and z once, then updates D, T and G
 * in this order, each against what the others have become; T climbs by the moving average's gradient, G by the batch's.
 * ∇G = g_u + min(‖g_u‖, ‖g_m‖) g_m / ‖g_m‖, g_u the gradient of the game and g_m that of β I (`adaptiveClipping`).
 *
 * @paper arXiv 1801.04062v5, section on mode dropping, and its adaptive clipping; v1 has the whole z for a code, I(G(Z); Z).
 *   The loss of G is the one that does not saturate, of arXiv 1406.2661v1, section 3.
 * @differs the paper does not say: distribution and widths of noise and code; whether β acts before clipping (here) or after; which gradient G
 *   gets of I; how often T is updated. 1406.2661 draws z anew for G; here, as in DCGAN, one z serves the step.
 *   Moving statistics of batch norm take in every pass: of G, two in a step, three with `mine`.
 * @returns the history; all models are trained in place.
 * @throws TrainingError `gan: discriminator takes [28, 28, 1]; [2] is needed`, what the generator gives; `gan: statistics takes [2]; [2] and
 *   [3] is needed`; `gan: mine.codeDim is 9; a whole number from 1 to 8 is needed`; `gan: batchSize is 1; it must be a whole number from 2`;
 *   `gan: labelSmoothing is 1; it must be at least 0 and below 1`; `gan: mine.beta is -1; it must be at least 0`;
 *   `gan: mine.averageRate is 0; it must be above 0 and at most 1`;
 *   `gan: the generatorLoss is NaN at step 7, learning rate 0.5; lower the learning rate; weights of generator are
 *   no numbers now: make it anew`.
 * @throws DataError `batches: batchSize is 512 but mnist/train has 256 images; a batch size from 1 to 256 is needed`.
 * @throws CheckpointError when the checkpoint cannot be read or written, or is of another run.
 * @throws InterruptedError when the signal fires; what is trained so far stays in the models.
 * @cost dense layers of 128 for points in the plane, 256 a step, one thread: 2 ms a step, 4 ms with `mine`.
 */
export async function gan(options: GanOptions): Promise<AdversarialHistory> {
  const { generator, discriminator, batchSize, labelSmoothing = 0 } = options;
  const latentDim = generator.inputs[0].shape[1] as number;
  const codeDim = options.mine?.codeDim ?? 0;
  check(options, latentDim);
  const mine = termOf(options.mine);
  const ofGenerator = trainableVariables([generator]);
  const ofDiscriminator = trainableVariables([discriminator]);
  const judge = (x: tf.Tensor): tf.Tensor => discriminator.apply(x, { training: true }) as tf.Tensor;

  const play = ({ x, key, noise, optimizers, average }: Round) => {
    const z = normal<tf.Rank.R2>(key, [batchSize, latentDim]);
    const generate = (): tf.Tensor => generator.apply(z, { training: true }) as tf.Tensor;
    const generated = generate();
    const discriminatorLoss = optimizers.discriminator.minimize(
      () => crossEntropyWith(1 - labelSmoothing, judge(x)).add(crossEntropyWith(0, judge(generated))),
      true,
      ofDiscriminator,
    ) as tf.Scalar;
    const game = (): tf.Scalar => crossEntropyWith(1, judge(generate()));
    if (!mine) {
      const generatorLoss = optimizers.generator.minimize(game, true, ofGenerator) as tf.Scalar;
      return {
        discriminatorLoss,
        generatorLoss,
        miNats: undefined,
        gameGradient: undefined,
        informationGradient: undefined,
      };
    }
    const { code } = splitCode(z, codeDim);
    const miNats = updateStatistics(
      { x: generated, code, key: noise[0] },
      { ...mine, average, optimizer: optimizers.statistics },
    );
    const pair = (): Pairs => ({ x: generate(), code, key: noise[1] });
    const { gradients, gameLoss, ...lengths } = informedGradients({ game, pair, variables: ofGenerator }, mine);
    optimizers.generator.applyGradients(gradients);
    return { discriminatorLoss, generatorLoss: gameLoss, miNats, ...lengths };
  };
  return adversarialTraining({
    who: "gan",
    options,
    models: { generator, discriminator },
    mine,
    play,
    fingerprint: { codeDim },
    label: mine ? "training GAN + MINE" : "training GAN",
  });
}

function check({ generator, discriminator, mine }: GanOptions, latentDim: number): void {
  const example = shapeOf(generator.outputs[0]);
  requireInputs("gan", discriminator, { name: "discriminator", needed: [example] });
  if (!mine) return;
  const { codeDim, statistics } = mine;
  if (!Number.isInteger(codeDim) || codeDim < 1 || codeDim > latentDim)
    throw new TrainingError(`gan: mine.codeDim is ${codeDim}; a whole number from 1 to ${latentDim} is needed`);
  if (isModel(statistics)) requireInputs("gan", statistics, { name: "statistics", needed: [example, `[${codeDim}]`] });
}
