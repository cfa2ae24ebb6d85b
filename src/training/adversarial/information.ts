import { cyclicShift } from "../../bounds/cyclicShift";
import { donskerVaradhan } from "../../bounds/donskerVaradhan";
import { movingAverageDonskerVaradhan } from "../../bounds/movingAverageDonskerVaradhan";
import { tf } from "../../engine/tf";
import { adaptiveClipping } from "../../optimizers/adaptiveClipping";
import { globalNorm } from "../../optimizers/globalNorm";
import type { Key } from "../../random/key";
import type { MineOptions } from "./adversarialOptions";
import { pairCritic, type PairCritic } from "./critic";
import { trainableVariables } from "../trainableVariables";

/** Examples with their codes, and a key for the noise of T, if it has any. */
export interface Pairs {
  x: tf.Tensor;
  code: tf.Tensor;
  key: Key;
}

/** The settings of the term, complete. */
export interface Term extends Required<Omit<MineOptions, "statistics">> {
  critic: PairCritic;
}

/** The term with its defaults; undefined for a plain game. */
export function termOf(mine: MineOptions | undefined): Term | undefined {
  if (mine === undefined) return undefined;
  const { statistics, beta = 1, averageRate = 0.01, clipped = true } = mine;
  return { critic: pairCritic(statistics), beta, averageRate, clipped };
}

/** The scores of a batch: of every example with its own code, and with that of its neighbour. */
function scores(critic: PairCritic, { x, code, key }: Pairs): { joint: tf.Tensor; marginal: tf.Tensor } {
  // Both in one pass: fewer and larger ops.
  const both = critic.score(tf.concat([x, x]), tf.concat([code, cyclicShift(code)]), key);
  const [joint, marginal] = tf.split(both, 2);
  return { joint, marginal };
}

/** One update of T, which climbs the bound on I(x; code) by the corrected gradient. Gives the bound before it, in nats. */
export function updateStatistics(
  pairs: Pairs,
  { critic, averageRate, average, optimizer }: Term & { average: tf.Variable; optimizer: tf.Optimizer },
): tf.Scalar {
  const loss = (): tf.Scalar => {
    const { joint, marginal } = scores(critic, pairs);
    const before = average as tf.Tensor1D;
    const { value, state } = movingAverageDonskerVaradhan(joint, marginal, { state: before, rate: averageRate });
    // Here: what the loss makes does not outlive it.
    average.assign(state);
    return value.neg();
  };
  // Asked for the cost, minimize always gives it.
  const negative = optimizer.minimize(loss, true, trainableVariables(Object.values(critic.models))) as tf.Scalar;
  return negative.neg();
}

export interface InformedGradients {
  gradients: tf.NamedTensorMap;
  gameLoss: tf.Scalar;
  gameGradient: tf.Scalar;
  informationGradient: tf.Scalar;
}

/**
 * The gradient of a player that also maximises β I(x; code): that of the game and that of the information, added as the options say.
 * @param game the player's loss
 * @param pair makes x and code from the player's variables, for T
 * @param variables of the player
 */
export function informedGradients(
  { game, pair, variables }: { game: () => tf.Scalar; pair: () => Pairs; variables: tf.Variable[] },
  { critic, beta, clipped }: Term,
): InformedGradients {
  const { value: gameLoss, grads: ofGame } = tf.variableGrads(game, variables);
  const { grads: ofInformation } = tf.variableGrads(() => {
    const { joint, marginal } = scores(critic, pair());
    return donskerVaradhan(joint, marginal).mul<tf.Scalar>(-beta);
  }, variables);
  // tfjs gives null for what a loss does not depend on: the decoder of a bi-directional GAN has no part in the information.
  const shared = Object.keys(ofInformation).filter((name) => (ofInformation[name] as tf.Tensor | null) !== null);
  const common = pick(ofGame, shared);
  const information = pick(ofInformation, shared);
  const added = clipped ? adaptiveClipping(common, information) : sum(common, information);
  return {
    gradients: { ...ofGame, ...added },
    gameLoss,
    gameGradient: globalNorm(common),
    informationGradient: globalNorm(information),
  };
}

function pick(all: tf.NamedTensorMap, names: readonly string[]): tf.NamedTensorMap {
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

function sum(a: tf.NamedTensorMap, b: tf.NamedTensorMap): tf.NamedTensorMap {
  return Object.fromEntries(
    Object.entries(b).map(([name, gradient]) => [name, (a[name] as tf.Tensor | null)?.add(gradient) ?? gradient]),
  );
}
