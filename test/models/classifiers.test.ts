import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { linearClassifier } from "../../src/models/linearClassifier";
import { mlpClassifier } from "../../src/models/mlpClassifier";
import { ModelError } from "../../src/models/modelError";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";

const x = [
  [0.5, -1, 2, 0.1],
  [1.5, 0.3, -0.7, -2],
];

/** logits of the rows, by the model's own dense layers in float64. */
function byLoops(model: tf.LayersModel, rows: number[][]): number[] {
  let values = rows;
  const dense = model.layers.filter((layer) => layer.getClassName() === "Dense");
  dense.forEach((layer, i) => {
    const [kernel, bias] = layer.getWeights().map((weight) => weight.arraySync()) as [number[][], number[]];
    values = values.map((row) =>
      kernel[0].map((_, j) => {
        const sum = row.reduce((all, value, d) => all + value * kernel[d][j], bias[j]);
        return i === dense.length - 1 ? sum : Math.max(0, sum);
      }),
    );
  });
  return values.flat();
}

/** Biases that are not 0, so that leaving them out would show. */
function shiftBiases(model: tf.LayersModel): void {
  for (const weight of model.weights.filter(({ originalName }) => originalName.endsWith("bias")))
    tf.tidy(() => void weight.write(tf.linspace(-0.2, 0.3, weight.shape[0]!)));
}

const numbers = (of: () => tf.Tensor): number[] => tf.tidy(() => [...of().dataSync()]);

const kinds: Record<string, () => tf.LayersModel> = {
  linearClassifier: () => linearClassifier({ inputDim: 4, classes: 3, deviation: 0.5, seed: 2 }),
  mlpClassifier: () => mlpClassifier({ inputDim: 4, hiddenDims: [5, 6], classes: 3, seed: 2 }),
};

for (const [of, make] of Object.entries(kinds))
  describe(of, () => {
    it("is what its formula gives, in values and in gradients", () => {
      const model = make();
      shiftBiases(model);
      const logits = numbers(() => model.predict(tf.tensor2d(x)) as tf.Tensor);
      agree({ of, with: "loops in float64" }, logits, byLoops(model, x), 1e-6);
      const loss = (input: tf.Tensor): tf.Tensor => (model.apply(input) as tf.Tensor).square().sum();
      const gradient = numbers(() => tf.grad(loss)(tf.tensor2d(x)));
      const slopes = finiteDifferences(
        (flat) => byLoops(model, [flat.slice(0, 4), flat.slice(4)]).reduce((sum, logit) => sum + logit ** 2, 0),
        x.flat(),
      );
      agree({ of, with: "finite differences" }, gradient, slopes, 1e-5);
      model.dispose();
    });

    it("has equal weights for equal seeds", () => {
      const [one, again] = [make(), make()];
      assert.deepEqual(
        one.getWeights().map((weight) => [...weight.dataSync()]),
        again.getWeights().map((weight) => [...weight.dataSync()]),
      );
      one.dispose();
      again.dispose();
    });
  });

describe("linearClassifier", () => {
  it("starts with the authors' deviation and biases of 0", () => {
    const model = linearClassifier({ inputDim: 200, classes: 50 });
    const [kernel, bias] = model.getWeights().map((weight) => [...weight.dataSync()]);
    model.dispose();
    assert.deepEqual(bias, Array<number>(50).fill(0));
    const deviation = Math.sqrt(kernel.reduce((sum, value) => sum + value ** 2, 0) / kernel.length);
    // 10,000 draws: four standard errors are 2.8%.
    assert.ok(Math.abs(deviation / 0.01 - 1) < 0.028, `${deviation}`);
    // Not truncated: of 10,000 draws, 455 are expected beyond two deviations.
    assert.ok(kernel.filter((value) => Math.abs(value) > 0.02).length > 300);
  });

  it("refuses widths and deviations that make no classifier", () => {
    for (const [options, message] of [
      [{ inputDim: 4, classes: 0 }, "classes is 0; it must be a whole number from 1"],
      [{ inputDim: 1.5, classes: 2 }, "inputDim is 1.5; it must be a whole number from 1"],
      [{ inputDim: 4, classes: 2, deviation: -1 }, "deviation is -1; it must be at least 0"],
    ] as const)
      assert.throws(() => linearClassifier(options), new ModelError(`linearClassifier: ${message}`));
  });
});

describe("mlpClassifier", () => {
  it("has one hidden layer as wide as the features by default, and batch norm for biases where asked", () => {
    const [plain, normed] = [false, true].map((batchNorm) => mlpClassifier({ inputDim: 4, classes: 3, batchNorm }));
    const names = (model: tf.LayersModel): string[] => model.weights.map(({ originalName }) => originalName);
    assert.deepEqual(names(plain), ["hidden_1/kernel", "hidden_1/bias", "logits/kernel", "logits/bias"]);
    assert.deepEqual(plain.weights[0].shape, [4, 4]);
    assert.ok(names(normed).includes("hidden_1_bn/gamma") && !names(normed).includes("hidden_1/bias"));
    plain.dispose();
    normed.dispose();
  });

  it("refuses hidden layers that there cannot be", () => {
    assert.throws(
      () => mlpClassifier({ inputDim: 4, classes: 2, hiddenDims: [] }),
      new ModelError("mlpClassifier: hiddenDims is empty; linearClassifier is the one without hidden layers"),
    );
    assert.throws(
      () => mlpClassifier({ inputDim: 4, classes: 2, hiddenDims: [3, 0] }),
      new ModelError("mlpClassifier: hiddenDims[1] is 0; it must be a whole number from 1"),
    );
  });
});
