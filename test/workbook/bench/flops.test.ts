import assert from "node:assert/strict";
import { projectionHead } from "../../../src/models/projectionHead";
import { resnet } from "../../../src/models/resnet";
import { flopsOfStep } from "../../../src/workbook/bench/ours/flops";

describe("the arithmetic of a training step", () => {
  it("is counted as by hand on a network of two stages", () => {
    const encoder = resnet({ blocks: [1, 1], width: 2, inputShape: [8, 8, 3] });
    const head = projectionHead({ inputDim: 4, outputDim: 6 });
    const stem = 64 * 9 * 3 * 2;
    const stage1 = 2 * (64 * 9 * 2 * 2);
    const stage2 = 16 * (9 * 2 * 4 + 9 * 4 * 4 + 2 * 4);
    const dense = 4 * 4 + 4 * 6;
    assert.equal(flopsOfStep([encoder, head], 5), 2 * 5 * (3 * (stem + stage1 + stage2 + dense) - stem));
    encoder.dispose();
    head.dispose();
  });
});
