import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { ModelError } from "../../src/models/modelError";
import { projectionHead, type ProjectionHeadOptions } from "../../src/models/projectionHead";
import { agree } from "../support/agree";

const h = (): tf.Tensor2D => tf.randomNormal([7, 5], 0, 1, "float32", 3);

/** What the head gives, and what its own weight matrices give by the paper's formula. */
function outputs(options: Partial<ProjectionHeadOptions>): { ours: number[]; byFormula: number[]; width: number } {
  const head = projectionHead({ inputDim: 5, hiddenDim: 6, outputDim: 3, batchNorm: false, ...options });
  const result = tf.tidy(() => {
    const z = head.predict(h()) as tf.Tensor2D;
    const kernels = head.layers.filter((layer) => /^head_\d+$/.test(layer.name)).map((layer) => layer.getWeights()[0]);
    const formula = kernels.reduce<tf.Tensor>((x, kernel, i) => (i === 0 ? x : x.relu()).matMul(kernel), h());
    return { ours: [...z.dataSync()], byFormula: [...formula.dataSync()], width: z.shape[1] };
  });
  head.dispose();
  return result;
}

describe("projectionHead", () => {
  it("is W2 ReLU(W1 h) with two layers, W h with one, and h with none", () => {
    for (const [layers, width] of [
      [0, 5],
      [1, 3],
      [2, 3],
      [3, 3],
    ]) {
      const { ours, byFormula, width: given } = outputs({ layers });
      assert.equal(given, width);
      agree({ of: "projectionHead", with: "closed form" }, ours, byFormula, 1e-5);
    }
  });

  it("normalises hidden units over the batch in training, and not the output", () => {
    const head = projectionHead({ inputDim: 5, hiddenDim: 6, outputDim: 3 });
    const names = head.layers.filter((layer) => layer.getClassName() === "BatchNormalization").map(({ name }) => name);
    assert.deepEqual(names, ["head_1_bn"]);
    const [z, scaled] = tf.tidy(() =>
      [1, 100].map((scale) => [...(head.apply(h().mul(scale), { training: true }) as tf.Tensor).dataSync()]),
    );
    z.forEach((value, i) => assert.ok(Math.abs(value - scaled[i]) < 1e-2 * (1 + Math.abs(value))));
    head.dispose();
  });

  it("normalises the output too where asked, without an offset, as the authors' code does", () => {
    for (const layers of [1, 2, 3]) {
      const head = projectionHead({ inputDim: 5, hiddenDim: 6, outputDim: 3, layers, lastBatchNorm: true });
      const own = head.weights
        .map(({ originalName }) => originalName)
        .filter((name) => name.startsWith(`head_${layers}`));
      assert.deepEqual(
        own,
        ["/kernel", "_bn/gamma", "_bn/moving_mean", "_bn/moving_variance"].map((end) => `head_${layers}${end}`),
      );
      const z = tf.tidy(() => [...(head.apply(h(), { training: true }) as tf.Tensor).dataSync()]);
      head.dispose();
      for (let d = 0; d < 3; d++) {
        const column = z.filter((_, i) => i % 3 === d);
        const mean = column.reduce((sum, value) => sum + value, 0) / 7;
        const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 7;
        agree({ of: "projectionHead", with: "closed form" }, mean, 0, 1e-6);
        // ε = 1e-5 beside the variance before.
        assert.ok(Math.abs(variance - 1) < 1e-3, `${variance}`);
      }
    }
  });

  it("has hidden layers as wide as h and 128 outputs by default", () => {
    const head = projectionHead({ inputDim: 5, layers: 3 });
    const kernels = head.weights.filter(({ originalName }) => originalName.endsWith("kernel"));
    assert.deepEqual(
      kernels.map(({ shape }) => shape),
      [
        [5, 5],
        [5, 5],
        [5, 128],
      ],
    );
    head.dispose();
  });

  it("has equal weights for equal seeds", () => {
    const [a, b, c] = [3, 3, 4].map((seed) => outputs({ seed }).ours);
    assert.deepEqual(a, b);
    assert.notDeepEqual(a, c);
  });

  it("refuses widths and layers that make no head", () => {
    assert.throws(
      () => projectionHead({ inputDim: 5, outputDim: 0 }),
      new ModelError("projectionHead: outputDim is 0; it must be a whole number from 1"),
    );
    assert.throws(
      () => projectionHead({ inputDim: 5, layers: -1 }),
      new ModelError("projectionHead: layers is -1; it must be a whole number from 0"),
    );
  });
});
