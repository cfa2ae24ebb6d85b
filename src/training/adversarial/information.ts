import { cyclicShift } from "../../bounds/cyclicShift";
import { donskerVaradhan } from "../../bounds/donskerVaradhan";
import { movingAverageDonskerVaradhan } from "../../bounds/movingAverageDonskerVaradhan";
import { tf } from "../../engine/tf";
import { adaptiveClipping } from "../../optimizers/adaptiveClipping";
import { globalNorm } from "../../optimizers/globalNorm";
import type { MineOptions } from "./adversarialOptions";
import { trainableVariables } from "./trainableVariables";

/** The scores of a batch: of every example with its own code, and with that of its neighbour. */
function scores(statistics: tf.LayersModel, x: tf.Tensor, code: tf.Tensor): { joint: tf.Tensor; marginal: tf.Tensor } {
  // Both in one pass: fewer and larger ops.
  const pairs = [tf.concat([x, x]), tf.concat([code, cyclicShift(code)])];
  const [joint, marginal] = tf.split(statistics.apply(pairs, { training: true }) as tf.Tensor, 2);
  return { joint, marginal };
}

/** One update of T, which climbs the bound on I(x; code) by the corrected gradient. Gives the bound before it, in nats. */
export function updateStatistics(
  { x, code }: { x: tf.Tensor; code: tf.Tensor },
  {
    statistics,
    averageRate: rate,
    average,
    optimizer,
  }: Required<MineOptions> & { average: tf.Variable; optimizer: tf.Optimizer },
): tf.Scalar {
  const loss = (): tf.Scalar => {
    const { joint, marginal } = scores(statistics, x, code);
    const { value, state } = movingAverageDonskerVaradhan(joint, marginal, { state: average as tf.Tensor1D, rate });
    // Here: what the loss makes does not outlive it.
    average.assign(state);
    return value.neg();
  };
  // Asked for the cost, minimize always gives it.
  const negative = optimizer.minimize(loss, true, trainableVariables([statistics])) as tf.Scalar;
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
  {
    game,
    pair,
    variables,
  }: { game: () => tf.Scalar; pair: () => { x: tf.Tensor; code: tf.Tensor }; variables: tf.Variable[] },
  { statistics, beta, clipped }: Required<MineOptions>,
): InformedGradients {
  const { value: gameLoss, grads: ofGame } = tf.variableGrads(game, variables);
  const { grads: ofInformation } = tf.variableGrads(() => {
    const { x, code } = pair();
    const { joint, marginal } = scores(statistics, x, code);
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
