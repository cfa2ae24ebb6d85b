import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { MetricError } from "../../src/metrics/metricError";
import { reconstructionAccuracy } from "../../src/metrics/reconstructionAccuracy";
import { reconstructionError } from "../../src/metrics/reconstructionError";
import { agree } from "../support/agree";

describe("reconstructionError", () => {
  it("is the sum, or the mean, of an example's squared differences", () => {
    const values = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [x, y] = [a, b].map((list) => tf.tensor4d(list, [2, 3, 2, 1]));
        const sums = [0, 1].map((n) => {
          let sum = 0;
          for (let i = 0; i < 6; i++) sum += (Math.fround(a[6 * n + i]) - Math.fround(b[6 * n + i])) ** 2;
          return sum;
        });
        const of = "reconstructionError";
        // Six squares of at most 16 each, float32.
        agree({ of, with: "loops in float64" }, reconstructionError(x, y), sums, 1e-6);
        const means = sums.map((sum) => sum / 6);
        agree({ of, with: "loops in float64" }, reconstructionError(x, y, { reduction: "mean" }), means, 1e-6);
        tf.dispose([x, y]);
      }),
      { numRuns: 30 },
    );
  });

  it("has its closed form for black and white images", () => {
    const [black, white] = [tf.zeros([2, 784]), tf.ones([2, 784])];
    agree({ of: "reconstructionError", with: "closed form" }, reconstructionError(black, white), [784, 784], 0);
    assert.deepEqual([...reconstructionError(black, white, { reduction: "mean" })], [1, 1]);
    tf.dispose([black, white]);
  });

  it("refuses other shapes, nothing, and other reductions", () => {
    const [x, other, none] = [tf.zeros([8, 784]), tf.zeros([8, 28, 28, 1]), tf.scalar(1)];
    assert.throws(
      () => reconstructionError(x, other),
      new MetricError(
        "reconstructionError: x is [8, 784] but reconstruction is [8, 28, 28, 1]; both need the same shape",
      ),
    );
    assert.throws(
      () => reconstructionError(none, none),
      new MetricError("reconstructionError: x is []; at least 1 example [N, ...] is needed"),
    );
    assert.throws(
      () => reconstructionError(x, x, { reduction: "max" as "sum" }),
      new MetricError('reconstructionError: reduction is "max"; it must be "sum" or "mean"'),
    );
    tf.dispose([x, other, none]);
  });
});

describe("reconstructionAccuracy", () => {
  const classifier = (): tf.LayersModel => {
    const input = tf.input({ shape: [2, 1, 1] });
    return tf.model({ inputs: input, outputs: tf.layers.flatten().apply(input) as tf.SymbolicTensor });
  };

  it("is the share of images that the classifier puts where they belong", () => {
    const model = classifier();
    // The brighter of two pixels is the class.
    const images = tf.tensor4d([0.9, 0.1, 0.2, 0.3, 0.5, 0.4, 0, 1], [4, 2, 1, 1]);
    agree(
      { of: "reconstructionAccuracy", with: "closed form" },
      reconstructionAccuracy(images, { labels: [0, 1, 1, 1], classifier: model }),
      0.75,
      0,
    );
    assert.throws(
      () => reconstructionAccuracy(images, { labels: [0], classifier: model }),
      new MetricError("reconstructionAccuracy: 4 reconstructions but 1 labels; both need one entry an image"),
    );
    images.dispose();
    model.dispose();
  });

  it("is what counting the brighter pixels in loops gives", () => {
    const model = classifier();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(1)), { minLength: 1, maxLength: 20 }), (rows) => {
        const images = tf.tensor4d(
          rows.flatMap(([a, b]) => [a, b]),
          [rows.length, 2, 1, 1],
        );
        const right = rows.filter(([a, b, label]) => (b > a ? 1 : 0) === label).length;
        const share = reconstructionAccuracy(images, { labels: rows.map(([, , label]) => label), classifier: model });
        images.dispose();
        agree({ of: "reconstructionAccuracy", with: "loops in float64" }, share, right / rows.length, 0);
      }),
      { numRuns: 20 },
    );
    model.dispose();
  });
});
