import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { disposeOptimizer } from "../../src/optimizers/disposeOptimizer";
import { l2Penalty } from "../../src/optimizers/l2Penalty";
import { lars } from "../../src/optimizers/lars";
import { setLearningRate } from "../../src/optimizers/learningRate";
import { withClipping } from "../../src/optimizers/withClipping";
import { withWeightDecay } from "../../src/optimizers/withWeightDecay";
import { agree } from "../support/agree";
import { lightly, pytorch } from "./peers";

const withPyTorch = "PyTorch 2.14.1";
/** Six steps on numbers of size 1 in float32, each with some ten roundings. */
const rounding = 5e-6;

let made = 0;

interface Setting {
  rates?: number[];
  /** λ of a penalty on both weights. */
  penalty?: number;
  compiled?: boolean;
}

/** The weights after each of PyTorch's steps: a kernel and a bias, by gradients that are given outright. */
function ours(optimizer: tf.Optimizer, { rates, penalty, compiled = false }: Setting = {}): number[] {
  const name = `peers${made++}`;
  const [kernel, bias] = tf.tidy(() => [
    tf.variable(tf.tensor2d(pytorch.start[0]), true, `${name}/kernel`),
    tf.variable(tf.tensor1d(pytorch.start[1]), true, `${name}/bias`),
  ]);
  const step = compile((ofKernel: tf.Tensor, ofBias: tf.Tensor): void => {
    const loss = (): tf.Scalar => {
      const linear = kernel.mul(ofKernel).sum().add<tf.Scalar>(bias.mul(ofBias).sum());
      return penalty === undefined ? linear : linear.add(l2Penalty([kernel, bias], penalty));
    };
    optimizer.minimize(loss, false, [kernel, bias]);
  });
  const seen = pytorch.gradients.flatMap(([ofKernel, ofBias], n) => {
    if (rates) setLearningRate(optimizer, rates[n]);
    const given = [tf.tensor2d(ofKernel), tf.tensor1d(ofBias)];
    (compiled ? step : step.eager)(given[0], given[1]);
    tf.dispose(given);
    return [...kernel.dataSync(), ...bias.dataSync()];
  });
  step.dispose();
  disposeOptimizer(optimizer);
  tf.dispose([kernel, bias]);
  return seen;
}

for (const compiled of [false, true])
  describe(`optimizers beside PyTorch, ${compiled ? "compiled" : "op by op"}`, () => {
    const check = (of: string, optimizer: tf.Optimizer, expected: number[][], setting: Setting = {}): void =>
      agree({ of, with: withPyTorch }, ours(optimizer, { ...setting, compiled }), expected.flat(), rounding);
    const settings = { learningRate: 2, weightDecay: 0.05, trustCoefficient: 0.02 };

    it("lars takes the steps of the authors' update, the bias without decay and trust ratio", () => {
      check("lars", lars(settings), pytorch.lars);
      check("lars", lars({ ...settings, nesterov: true }), pytorch.larsNesterov);
      check("lars", lars({ learningRate: 2 }), pytorch.larsRates, { rates: pytorch.rates });
    });

    it("momentum of tf.train is PyTorch's, Nesterov's too: what the paper's probe trains with", () => {
      check("tf", tf.train.momentum(0.1, 0.9), pytorch.momentum);
      check("tf", tf.train.momentum(0.1, 0.9, true), pytorch.nesterov);
    });

    it("l2Penalty in the loss is PyTorch's weight_decay, of momentum and of Adam", () => {
      check("l2Penalty", tf.train.momentum(0.1, 0.9, true), pytorch.nesterovL2, { penalty: 0.3 });
      check("l2Penalty", tf.train.adam(0.05, 0.9, 0.99, 1e-8), pytorch.adamL2, { penalty: 0.3 });
    });

    it("Adam withWeightDecay is AdamW", () => {
      const adam = tf.train.adam(0.05, 0.9, 0.99, 1e-8);
      check("withWeightDecay", withWeightDecay(adam, { weightDecay: 0.3, exclude: () => false }), pytorch.adamW);
    });

    it("momentum withClipping is PyTorch's after clip_grad_norm_", () => {
      // PyTorch adds 1e-6 to the norm, which is above 1.
      const clipping = withClipping(tf.train.momentum(0.1, 0.9), { maxNorm: 1 });
      check("withClipping", clipping, pytorch.clipped);
    });
  });

describe("lars beside lightly", () => {
  /** Both definitions of the trust ratio agree where the gradient points along the weights. */
  const steps = (
    optimizer: tf.Optimizer,
    name: string,
    gradient: (w: number[], size: number) => number[],
  ): number[] => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d(lightly.start), true, `lightly${made++}/${name}`));
    const seen = lightly.sizes.flatMap((size) => {
      const tensor = tf.tensor1d(gradient([...w.dataSync()], size));
      optimizer.applyGradients([{ name: w.name, tensor }]);
      tensor.dispose();
      return [...w.dataSync()];
    });
    disposeOptimizer(optimizer);
    w.dispose();
    return seen;
  };
  const along = (w: number[], size: number): number[] => w.map((x) => x * size);
  const agreement = { of: "lars", with: "lightly 1.6.0" };

  it("takes the same steps along the weights", () => {
    const settings = { learningRate: 20, weightDecay: 0.05, epsilon: 1e-8 };
    agree(agreement, steps(lars(settings), "kernel", along), lightly.along.flat(), rounding);
    agree(
      agreement,
      steps(lars({ ...settings, nesterov: true }), "kernel", along),
      lightly.alongNesterov.flat(),
      rounding,
    );
  });

  it("takes the same steps of what is excluded", () => {
    const fixed = (_: number[], size: number): number[] => [size, -1, 0.5 * size, 0.25];
    agree(agreement, steps(lars({ learningRate: 0.1 }), "bias", fixed), lightly.excluded.flat(), rounding);
  });
});
