import type { Mutant } from "../mutant";

const byThePaper = "is what the paper's equation gives by plain loops";
const room = "experiments/mine/informationBottleneck";
const againstMine = "descends on the cross-entropy and β times MINE against what the critic has become";
const likeThePaper = "hold for errors like the paper's, but that all are the same and that MINE sees all";

/** The information bottleneck: losses, bound, encoder, training, and the claims on it. */
export const bottleneck: Mutant[] = [
  {
    fault: "gives the smoothing to the other classes alone",
    file: "losses/labelSmoothing",
    from: "1 - smoothing + least, least",
    to: "1 - smoothing, least",
    killedBy: byThePaper,
  },
  {
    fault: "punishes predictions that are unsure",
    file: "losses/confidencePenalty",
    from: ".add<tf.Scalar>(negativeEntropy",
    to: ".sub<tf.Scalar>(negativeEntropy",
    killedBy: byThePaper,
  },
  {
    fault: "forgets the half",
    file: "bounds/klToStandardNormal",
    from: "mean<tf.Scalar>().div(2)",
    to: "mean<tf.Scalar>()",
    killedBy: "is the integral that defines it, summed over numbers of a code and averaged over rows",
  },
  {
    fault: "begins with much noise",
    file: "models/bottleneckEncoder",
    from: "const lowered = 5",
    to: "const lowered = 0",
    killedBy:
      "draws Gaussian codes of the mean and the deviation that the network gives, and gives the mean without a key",
  },
  {
    fault: "does not make up for the units that are left out",
    file: "models/bottleneckEncoder",
    from: "rows.mul(left).div(1 - rate)",
    to: "rows.mul(left)",
    killedBy: "leaves out hidden units at the rate of dropout, none of x or of the code, and makes up for them",
  },
  {
    fault: "raises the information",
    file: "training/bottleneck",
    from: ".mul(penalty.beta)",
    to: ".mul(-penalty.beta)",
    killedBy: againstMine,
  },
  {
    fault: "draws the same noise at every step",
    file: "training/bottleneck",
    from: "foldIn(key(seed), n)",
    to: "foldIn(key(seed), n.mul(0))",
    killedBy: "draws noise of its own at every step",
  },
  {
    fault: "lets the critic descend",
    file: "training/bottleneck",
    from: "mineOf(statistics, x, z).neg()",
    to: "mineOf(statistics, x, z)",
    killedBy: "lets the critic climb first, by Adam, on the codes as they were",
  },
  {
    fault: "keeps no optimizer of the opponent",
    file: "training/trainEpochs",
    test: "training/bottleneck",
    from: "state: { models: { ...models, ...opponent?.models }, optimizers }",
    to: "state: { models: { ...models, ...opponent?.models }, optimizers: { optimizer } }",
    killedBy: "goes on from a checkpoint to the same bit, the critic's optimizer included",
  },
  {
    fault: "chooses the candidate by test images",
    file: `${room}/pickedBottleneck`,
    test: room,
    from: 'meanMetric(a, "heldOutError") - meanMetric(b, "heldOutError")',
    to: 'meanMetric(a, "testError") - meanMetric(b, "testError")',
    killedBy: "judge the candidate that held-out images chose, whatever others do on test images",
  },
  {
    fault: "takes the worse for the better",
    file: `${room}/claims`,
    test: room,
    from: "high - low",
    to: "low - high",
    killedBy: likeThePaper,
  },
  {
    fault: "leaves dropout out of the table",
    file: `${room}/claims`,
    test: room,
    from: 'method !== "additive noise"',
    to: 'method !== "dropout"',
    killedBy: "are refuted the other way round, method by method",
  },
  {
    fault: "forgets that a narrow density is high",
    file: `${room}/densityNats`,
    test: room,
    from: ".sub<tf.Tensor2D>(logDeviation)",
    to: ".sub<tf.Tensor2D>(logDeviation.mul(0))",
    killedBy: "is InfoNCE of the log densities, in loops",
  },
  {
    fault: "judges a single draw of a random code",
    file: `${room}/judgeCodes`,
    test: room,
    from: "draws : 1",
    to: "draws * 0 + 1 : 1",
    killedBy: "averages predictions over draws of the code, each of a key of its own",
  },
  {
    fault: "reports the nats of all epochs",
    file: `${room}/run`,
    test: room,
    from: "miNats.slice(-Math.floor(",
    to: "miNats.slice(0 * Math.floor(",
    killedBy: "is what its parts give by themselves",
  },
  {
    fault: "has no penalty, live",
    file: "training/bottleneck",
    test: "live/informationBottleneck",
    from: ".mul(penalty.beta)",
    to: ".mul(0 * penalty.beta)",
    ...{ killedBy: "comes out at quick as on record", minutes: 15 },
  },
];
