import assert from "node:assert/strict";
import fc from "fast-check";
import { embeddingWork, trainingWork } from "../../../src/experiments/cost/networkWork";
import { passOf } from "../../../src/experiments/cost/passOf";
import { projectionHead } from "../../../src/models/projectionHead";
import { resnet } from "../../../src/models/resnet";
import type { tf } from "../../../src/engine/tf";
import { agree } from "../../support/agree";

/** The same of built layers: every weight of a kernel meets every place of the output once. */
function counted(models: readonly tf.LayersModel[]): { flops: number; first: number; values: number } {
  const layers = models.flatMap((model) => model.layers);
  const weighted = layers.filter((layer) => ["Conv2D", "Dense"].includes(layer.getClassName()));
  const total = (numbers: readonly (number | null)[]): number => numbers.reduce<number>((all, n) => all * n!, 1);
  const shapes = weighted.map((layer) => ({ shape: layer.outputShape as (number | null)[], layer }));
  const flops = shapes.map(({ shape, layer }) => 2 * total(shape.slice(1, -1)) * layer.getWeights()[0].size);
  return {
    flops: flops.reduce((sum, each) => sum + each, 0),
    first: flops[0],
    values: shapes.reduce((sum, { shape }) => sum + total(shape.slice(1)), 0),
  };
}

describe("the arithmetic of networks", () => {
  it("is counted as by hand on a network of two stages", () => {
    const networks = {
      encoder: { blocks: [1, 1], width: 2, inputShape: [8, 8, 3] as [number, number, number] },
      head: { outputDim: 6 },
    };
    const stem = 64 * 9 * 3 * 2;
    const stage1 = 2 * (64 * 9 * 2 * 2);
    const stage2 = 16 * (9 * 2 * 4 + 9 * 4 * 4 + 2 * 4);
    const dense = 4 * 4 + 4 * 6;
    const { trainingFlops, trainingValues } = trainingWork(networks, 5);
    const byHand = 2 * 5 * (3 * (stem + stage1 + stage2 + dense) - stem);
    const values = 5 * (3 * 64 * 2 + 3 * 16 * 4 + 4 + 6);
    agree({ of: "trainingWork", with: "a count by hand" }, [trainingFlops!, trainingValues!], [byHand, values], 0);
    const { embeddingFlops, embeddingValues } = embeddingWork(networks, 5);
    const forward = 2 * 5 * (stem + stage1 + stage2 + dense);
    agree({ of: "embeddingWork", with: "a count by hand" }, [embeddingFlops!, embeddingValues!], [forward, values], 0);
  });

  it("is that of the layers that are built, whatever the options", () => {
    fc.assert(
      fc.property(
        fc.record({
          blocks: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 }),
          block: fc.constantFrom("basic" as const, "bottleneck" as const),
          width: fc.integer({ min: 1, max: 4 }),
          stem: fc.constantFrom("cifar" as const, "imagenet" as const),
          stemStride: fc.integer({ min: 1, max: 3 }),
          inputShape: fc.tuple(fc.integer({ min: 5, max: 19 }), fc.integer({ min: 5, max: 19 }), fc.constant(3)),
          padding: fc.constantFrom("same" as const, "symmetric" as const),
          selectiveKernels: fc.boolean(),
        }),
        fc.integer({ min: 0, max: 3 }),
        (encoder, layers) => {
          const built = resnet(encoder);
          const head = projectionHead({ inputDim: built.outputShape[1] as number, outputDim: 7, hiddenDim: 3, layers });
          const expected = counted([built, head]);
          const features = built.outputShape[1];
          built.dispose();
          head.dispose();
          const networks = { encoder, head: { outputDim: 7, hiddenDim: 3, layers } };
          const { embeddingFlops, embeddingValues } = embeddingWork(networks, 1);
          const told = { with: "layers that are built" };
          agree(
            { of: "embeddingWork", ...told },
            [embeddingFlops!, embeddingValues!],
            [expected.flops, expected.values],
            0,
          );
          const { trainingFlops } = trainingWork(networks, 1);
          agree({ of: "trainingWork", ...told }, trainingFlops!, 3 * expected.flops - expected.first, 0);
          assert.equal(passOf(networks).features, features);
        },
      ),
      { numRuns: 30 },
    );
  });
});
