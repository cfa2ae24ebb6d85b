import assert from "node:assert/strict";
import { tf } from "../../../src/engine/tf";
import { jointDiscriminator } from "../../../src/models/generative/jointDiscriminator";
import { mlpDiscriminator } from "../../../src/models/generative/mlpDiscriminator";
import { mlpEncoder } from "../../../src/models/generative/mlpEncoder";
import { mlpGenerator } from "../../../src/models/generative/mlpGenerator";
import { splitCode } from "../../../src/models/generative/splitCode";
import { ModelError } from "../../../src/models/modelError";
import { agree } from "../../support/agree";
import { forward, modelOf, shapes, startOf } from "../../training/support/tinyGame";

function predict(model: tf.LayersModel, rows: readonly number[][][]): number[] {
  const inputs = rows.map((input) => tf.tensor2d(input));
  const output = model.predict(inputs.length === 1 ? inputs[0] : inputs) as tf.Tensor;
  const values = [...output.dataSync()];
  tf.dispose([output, ...inputs]);
  model.dispose();
  return values;
}

/** A model whose weights all have one value, but its biases 0.25. */
function constant(model: tf.LayersModel, value: number): tf.LayersModel {
  for (const weight of model.trainableWeights)
    tf.tidy(() => {
      weight.write(tf.fill(weight.shape as number[], weight.originalName.endsWith("bias") ? 0.25 : value));
    });
  return model;
}

const row = [
  [0.3, -1.2, 0.7],
  [-0.9, 0.1, 2],
];

describe("models of dense layers for adversarial games", () => {
  it("are what loops over their weights give", () => {
    const pairs = row.map(([a, b]) => [a, b]);
    const joined = pairs.map((pair) => [...pair, ...pair.map((x) => 1 - x)]);
    const expected = (name: keyof typeof shapes, rows: number[][]): number[] =>
      rows.flatMap((each) => forward(startOf(shapes[name]), shapes[name], each));
    const loops = "loops in float64";
    agree({ of: "mlpGenerator", with: loops }, predict(modelOf("generator"), [row]), expected("generator", row), 1e-6);
    agree({ of: "mlpEncoder", with: loops }, predict(modelOf("encoder"), [pairs]), expected("encoder", pairs), 1e-6);
    const logits = predict(modelOf("discriminator"), [pairs]);
    agree({ of: "mlpDiscriminator", with: loops }, logits, expected("discriminator", pairs), 1e-6);
    const ofPairs = predict(modelOf("joint"), [pairs, joined.map((each) => each.slice(2))]);
    agree({ of: "jointDiscriminator", with: loops }, ofPairs, expected("joint", joined), 1e-6);
  });

  it("have their closed forms when all weights are equal", () => {
    const closed = "closed form";
    // One unit: -0.5 · 2 + 0.25 = -0.75, of which ReLU leaves 0 and leaky ReLU -0.15.
    const last = (hidden: number): number => hidden * -0.5 + 0.25;
    const generator = mlpGenerator({ latentDim: 2, outputShape: [1], hiddenDims: [1], activation: "sigmoid" });
    const one = [[[1, 1]]];
    agree(
      { of: "mlpGenerator", with: closed },
      predict(constant(generator, -0.5), one),
      [1 / (1 + Math.exp(-0.25))],
      1e-6,
    );
    const encoder = mlpEncoder({ inputShape: [2], latentDim: 1, hiddenDims: [1] });
    agree({ of: "mlpEncoder", with: closed }, predict(constant(encoder, -0.5), one), [last(-0.15)], 1e-6);
    const discriminator = mlpDiscriminator({ inputShape: [2], hiddenDims: [1] });
    agree({ of: "mlpDiscriminator", with: closed }, predict(constant(discriminator, -0.5), one), [last(-0.15)], 1e-6);
    const joint = jointDiscriminator({ inputShape: [1], latentDim: 1, hiddenDims: [1] });
    agree(
      { of: "jointDiscriminator", with: closed },
      predict(constant(joint, -0.5), [[[1]], [[1]]]),
      [last(-0.15)],
      1e-6,
    );
  });

  it("take and give images, and normalise hidden units where asked", () => {
    const shape = [28, 28, 1] as const;
    const models = [
      mlpGenerator({ latentDim: 5, outputShape: shape, hiddenDims: [6, 7], batchNorm: true, activation: "tanh" }),
      mlpEncoder({ inputShape: shape, latentDim: 5, hiddenDims: [6], batchNorm: true }),
      mlpDiscriminator({ inputShape: shape, hiddenDims: [6] }),
      jointDiscriminator({ inputShape: shape, latentDim: 5, hiddenDims: [6] }),
    ];
    assert.deepEqual(
      models.map((model) => [model.inputs.map((input) => input.shape.slice(1)), model.outputs[0].shape.slice(1)]),
      [
        [[[5]], [28, 28, 1]],
        [[[28, 28, 1]], [5]],
        [[[28, 28, 1]], [1]],
        [[[28, 28, 1], [5]], [1]],
      ],
    );
    const norms = models.map(
      ({ layers }) => layers.filter((layer) => layer.getClassName() === "BatchNormalization").length,
    );
    assert.deepEqual(norms, [2, 1, 0, 0]);
    for (const model of models) model.dispose();
  });

  it("have equal weights for equal seeds", () => {
    const [a, b, c] = [4, 4, 5].map((seed) => {
      const model = mlpGenerator({ latentDim: 3, outputShape: [2], seed });
      const weights = model.getWeights().map((weight) => [...weight.dataSync()]);
      model.dispose();
      return weights;
    });
    assert.deepEqual(a, b);
    assert.notDeepEqual(a, c);
  });

  it("refuse widths that there are not", () => {
    const cases: [() => unknown, string][] = [
      [
        () => mlpGenerator({ latentDim: 0, outputShape: [2] }),
        "mlpGenerator: latentDim is 0; it must be a whole number from 1",
      ],
      [
        () => mlpGenerator({ latentDim: 2, outputShape: [2], hiddenDims: [4, 0.5] }),
        "mlpGenerator: hiddenDims[1] is 0.5; it must be a whole number from 1",
      ],
      [
        () => mlpGenerator({ latentDim: 2, outputShape: [2], activation: "relu" as "tanh" }),
        'mlpGenerator: activation is "relu"; it must be "linear", "sigmoid" or "tanh"',
      ],
      [
        () => mlpDiscriminator({ inputShape: [2], hiddenDims: [0] }),
        "mlpDiscriminator: hiddenDims[0] is 0; it must be a whole number from 1",
      ],
      [
        () => mlpEncoder({ inputShape: [2], latentDim: 0 }),
        "mlpEncoder: latentDim is 0; it must be a whole number from 1",
      ],
      [
        () => jointDiscriminator({ inputShape: [2], latentDim: 0 }),
        "jointDiscriminator: latentDim is 0; it must be a whole number from 1",
      ],
    ];
    for (const [make, message] of cases) assert.throws(make, new ModelError(message));
  });
});

describe("splitCode", () => {
  it("gives the first columns as noise and the last ones as code", () => {
    const z = tf.tensor2d(row);
    const { noise, code } = splitCode(z, 2);
    assert.deepEqual(
      noise.arraySync().flat(),
      row.map(([a]) => Math.fround(a)),
    );
    agree(
      { of: "splitCode", with: "closed form" },
      code.dataSync(),
      row.flatMap(([, b, c]) => [b, c].map(Math.fround)),
      0,
    );
    const whole = splitCode(z, 3);
    const both = tf.tidy(() => tf.concat([noise, code], 1).sub(whole.code).abs().sum());
    agree({ of: "splitCode", with: "concatenation" }, both.dataSync(), [0], 0);
    assert.deepEqual(whole.noise.shape, [2, 0]);
    for (const codeDim of [0, 4, 1.5])
      assert.throws(
        () => splitCode(z, codeDim),
        new ModelError(`splitCode: codeDim is ${codeDim} but z is [2, 3]; a whole number from 1 to 3 is needed`),
      );
    tf.dispose([z, noise, code, both, whole.noise, whole.code]);
  });
});
