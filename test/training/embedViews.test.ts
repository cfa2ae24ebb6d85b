import assert from "node:assert/strict";
import { gaussianNoise } from "../../src/augment/gaussianNoise";
import type { Transform } from "../../src/augment/transform";
import type { Dataset } from "../../src/data/dataset";
import { tf } from "../../src/engine/tf";
import { projectionHead } from "../../src/models/projectionHead";
import { resnet } from "../../src/models/resnet";
import { embed, project } from "../../src/training/embed";
import { embedViews } from "../../src/training/embedViews";
import { agree } from "../support/agree";

/** More images than pass through a model at once. */
const size = 503;
const data: Dataset = {
  name: "ramp",
  size,
  shape: [4, 4, 3],
  images: Uint8Array.from({ length: size * 48 }, (_, i) => (i * 31 + (i >> 5)) % 256),
  labels: new Uint8Array(size),
  classNames: ["ramp"],
};

describe("embedViews", () => {
  let encoder: tf.LayersModel;
  let head: tf.LayersModel;

  before(() => {
    encoder = resnet({ blocks: [1], width: 3, inputShape: [4, 4, 3], seed: 2 });
    head = projectionHead({ inputDim: 3, outputDim: 2, seed: 2 });
    // Away from the statistics with which batch norm starts, so that training and inference differ.
    tf.dispose(tf.tidy(() => encoder.apply(tf.randomUniform([8, 4, 4, 3]), { training: true }) as tf.Tensor));
  });

  after(() => {
    encoder.dispose();
    head.dispose();
  });

  it("gives z of every image, in order, for views that change nothing", () => {
    const { zA, zB } = embedViews(data, { encoder, head, augment: {}, seed: 1 });
    const z = project(head, embed(encoder, data));
    assert.deepEqual([zA.rows, zA.columns], [size, 2]);
    agree({ of: "embedViews", with: "embed and project" }, zA.values, z.values, 1e-6);
    agree({ of: "embedViews", with: "embed and project" }, zB.values, z.values, 1e-6);
  });

  it("gives h of every image where there is no head", () => {
    const { zA, zB } = embedViews(data, { encoder, augment: {}, seed: 1 });
    const h = embed(encoder, data);
    assert.deepEqual([zA.rows, zA.columns], [size, 3]);
    agree({ of: "embedViews", with: "embed and project" }, zA.values, h.values, 1e-6);
    agree({ of: "embedViews", with: "embed and project" }, zB.values, h.values, 1e-6);
  });

  it("gives what is made as the first view and as the second their own embeddings", () => {
    const negative: Transform = (images) => tf.sub<tf.Tensor4D>(1, images);
    const { zA, zB } = embedViews(data, { encoder, head, augment: { b: negative }, seed: 1 });
    const negatives = { ...data, images: data.images.map((byte) => 255 - byte) };
    agree({ of: "embedViews", with: "embed and project" }, zA.values, project(head, embed(encoder, data)).values, 1e-6);
    agree(
      { of: "embedViews", with: "embedded negatives" },
      zB.values,
      project(head, embed(encoder, negatives)).values,
      1e-5,
    );
  });

  it("draws views that are equal for equal seeds, and others for other images, branches and seeds", () => {
    const same = { ...data, images: data.images.map((_, i) => data.images[i % 48]) };
    const draw = (seed: number): string[] => {
      const { zA, zB } = embedViews(same, { encoder, head, augment: gaussianNoise(), seed });
      return [zA, zB].flatMap(({ values, rows }) =>
        Array.from({ length: rows }, (_, n) => `${values[2 * n]}, ${values[2 * n + 1]}`),
      );
    };
    const first = draw(1);
    assert.deepEqual(draw(1), first);
    const different = new Set([...first, ...draw(2)]).size;
    // Clipping makes some of them black or white; most differ.
    assert.ok(different > 0.9 * 4 * size, `${different} different`);
  });
});
