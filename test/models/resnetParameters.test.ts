import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { resnet, type ResNetOptions } from "../../src/models/resnet";
import { resnetParameters } from "../../src/models/resnetParameters";
import { agree } from "../support/agree";

/** Any small network that there can be. */
const options = fc
  .record({
    blocks: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    block: fc.constantFrom("basic" as const, "bottleneck" as const),
    width: fc.integer({ min: 1, max: 5 }),
    stem: fc.constantFrom("cifar" as const, "imagenet" as const),
    stemStride: fc.integer({ min: 1, max: 3 }),
    inputShape: fc.tuple(
      fc.integer({ min: 1, max: 19 }),
      fc.integer({ min: 1, max: 19 }),
      fc.integer({ min: 1, max: 4 }),
    ),
    padding: fc.constantFrom("same" as const, "symmetric" as const),
    shortcut: fc.constantFrom("projection" as const, "pad" as const),
    selectiveKernels: fc.oneof(
      fc.boolean(),
      fc.record({ ratio: fc.constantFrom(0.0625, 0.5, 2), minDim: fc.integer({ min: 1, max: 9 }) }),
    ),
    resnetD: fc.boolean(),
    zeroGamma: fc.boolean(),
    strides: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
  })
  .map((one): ResNetOptions => ({
    ...one,
    strides: one.strides.slice(0, one.blocks.length),
    shortcut: one.resnetD ? "projection" : one.shortcut,
  }));

describe("resnetParameters", () => {
  it("counts what a network of any kind has, and its features are as wide as its last stage", () => {
    fc.assert(
      fc.property(options, (given) => {
        const model = resnet(given);
        const { trained, total } = resnetParameters(given);
        const { blocks = [], width = 0, block } = given;
        const [batch, features] = [2, width * 2 ** (blocks.length - 1) * (block === "bottleneck" ? 4 : 1)];
        const trainable = model.trainableWeights.reduce(
          (sum, { shape }) => sum + shape.reduce<number>((a, b) => a * b!, 1),
          0,
        );
        const { shape, least, finite } = tf.tidy(() => {
          const h = model.predict(tf.randomUniform([batch, ...given.inputShape!], 0, 1, "float32", 1)) as tf.Tensor;
          const values = [...h.dataSync()];
          return { shape: h.shape, least: Math.min(...values), finite: values.every(Number.isFinite) };
        });
        const count = model.countParams();
        model.dispose();
        assert.deepEqual([trained, total], [trainable, count]);
        assert.deepEqual(shape, [batch, features]);
        assert.ok(finite && least >= 0);
      }),
      { numRuns: 30 },
    );
  });

  it("counts the millions that SimCLRv2's table of networks names", () => {
    const table: [depth: 50 | 101 | 152, times: number, selectiveKernels: boolean, millions: number][] = [
      [50, 1, false, 24],
      [50, 1, true, 35],
      [50, 2, false, 94],
      [50, 2, true, 140],
      [101, 1, false, 43],
      [101, 1, true, 65],
      [101, 2, false, 170],
      [101, 2, true, 257],
      [152, 1, false, 58],
      [152, 1, true, 89],
      [152, 2, false, 233],
      [152, 2, true, 354],
      [152, 3, true, 795],
    ];
    for (const [depth, times, selectiveKernels, millions] of table) {
      const { total } = resnetParameters({ depth, width: 64 * times, selectiveKernels, stem: "imagenet" });
      agree({ of: "resnetParameters", with: "table 1 of SimCLRv2" }, Math.round(total / 1e6), millions, 0);
    }
  });
});
