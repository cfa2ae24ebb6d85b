import assert from "node:assert/strict";
import type { Dataset } from "../../src/data/dataset";
import { tf } from "../../src/engine/tf";
import { projectionHead } from "../../src/models/projectionHead";
import { resnet } from "../../src/models/resnet";
import { embed, pixels, project } from "../../src/training/embed";
import { featureRows } from "../../src/training/features";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";

/** More images than pass through a model at once. */
const size = 1003;
const data: Dataset = {
  name: "ramp",
  size,
  shape: [4, 4, 3],
  images: Uint8Array.from({ length: size * 48 }, (_, i) => (i * 31 + (i >> 5)) % 256),
  labels: new Uint8Array(size),
  classNames: ["ramp"],
};

describe("embed", () => {
  it("gives the encoder's inference for every image, in order", () => {
    const encoder = resnet({ blocks: [1], width: 3, inputShape: [4, 4, 3], seed: 2 });
    tf.dispose(tf.tidy(() => encoder.apply(tf.randomUniform([8, 4, 4, 3]), { training: true }) as tf.Tensor));
    const h = embed(encoder, data);
    assert.deepEqual([h.rows, h.columns], [size, 3]);
    for (const n of [0, 499, 500, 1002]) {
      const alone = tf.tidy(() => {
        const image = tf.tensor4d(Float32Array.from(data.images.subarray(n * 48, (n + 1) * 48)), [1, 4, 4, 3]);
        return [...(encoder.predict(image.div(255)) as tf.Tensor).dataSync()];
      });
      agree({ of: "embed", with: "its images one by one" }, featureRows(h, [n])[0], alone, 1e-5);
    }
    encoder.dispose();
  });
});

describe("embed by a mean", () => {
  it("gives the mean of each channel, from 0 to 1, for every image", () => {
    const encoder = tf.sequential({ layers: [tf.layers.globalAveragePooling2d({ inputShape: [4, 4, 3] })] });
    const means = Float64Array.from({ length: 3 * size }, (_, i) => {
      const image = data.images.subarray(Math.floor(i / 3) * 48, (Math.floor(i / 3) + 1) * 48);
      return image.reduce((sum, byte, at) => sum + (at % 3 === i % 3 ? byte / 255 / 16 : 0), 0);
    });
    agree({ of: "embed", with: "closed form" }, embed(encoder, data).values, means, 1e-6);
    encoder.dispose();
  });
});

describe("project", () => {
  it("gives the head's inference for every row, in order", () => {
    const head = projectionHead({ inputDim: 2, outputDim: 3, batchNorm: false, seed: 2 });
    const values = Float32Array.from({ length: 2 * size }, (_, i) => Math.sin(i));
    const z = project(head, { values, rows: size, columns: 2 });
    assert.deepEqual([z.rows, z.columns], [size, 3]);
    for (const n of [0, 500, 1002]) {
      const alone = tf.tidy(() => [
        ...(head.predict(tf.tensor2d(values.slice(2 * n, 2 * n + 2), [1, 2])) as tf.Tensor).dataSync(),
      ]);
      agree({ of: "project", with: "its rows one by one" }, featureRows(z, [n])[0], alone, 1e-5);
    }
    const [first, offset, last] = head.getWeights().map((weight) => [...weight.dataSync()]);
    const loops = Array.from({ length: size }, (_, n) => {
      const hidden = [0, 1].map((j) =>
        Math.max(0, offset[j] + [0, 1].reduce((sum, i) => sum + values[2 * n + i] * first[2 * i + j], 0)),
      );
      return [0, 1, 2].map((k) => hidden.reduce((sum, value, j) => sum + value * last[3 * j + k], 0));
    });
    agree({ of: "project", with: "loops in float64" }, z.values, loops.flat(), 1e-5);
    head.dispose();
  });
});

describe("pixels", () => {
  it("are the bytes of every image, from 0 to 1", () => {
    const raw = pixels(data);
    assert.deepEqual([raw.rows, raw.columns], [size, 48]);
    const shares = [...data.images].map((byte) => byte / 255);
    agree({ of: "pixels", with: "closed form" }, raw.values, shares, 1e-5);
  });
});

describe("featureRows", () => {
  const features = { values: Float32Array.of(1, 2, 3, 4, 5, 6), rows: 3, columns: 2 };

  it("gives all rows, or those asked for in the order asked", () => {
    assert.deepEqual(featureRows(features), [
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    assert.deepEqual(featureRows(features, [2, 0, 2]), [
      [5, 6],
      [1, 2],
      [5, 6],
    ]);
  });

  it("refuses rows that are not there", () => {
    for (const row of [3, -1])
      assert.throws(
        () => featureRows(features, [row]),
        new TrainingError(`featureRows: row ${row} is not in features of 3 rows`),
      );
  });
});
