import assert from "node:assert/strict";
import fc from "fast-check";
import { OptimizerError } from "../../src/optimizers/optimizerError";
import { constant, cosine, cosineByEpochs, linearScaling, squareRootScaling } from "../../src/optimizers/schedules";
import { agree } from "../support/agree";
import { pytorch } from "./peers";

const run = fc
  .record({
    base: fc.double({ min: 1e-4, max: 10, noNaN: true }),
    warmupSteps: fc.nat(50),
    rest: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ base, warmupSteps, rest }) => ({ base, warmupSteps, totalSteps: warmupSteps + rest }));

describe("cosine", () => {
  it("rises by equal amounts to its base, is half of it midway and 0 at the end", () => {
    const rate = cosine({ base: 2, warmupSteps: 4, totalSteps: 24 });
    assert.deepEqual([0, 1, 2, 3, 4].map(rate), [0.5, 1, 1.5, 2, 2]);
    agree({ of: "cosine", with: "closed form" }, [rate(14), rate(9)], [1, 1 + Math.SQRT1_2], 1e-12);
    assert.deepEqual([24, 25, 1000].map(rate), [0, 0, 0]);
  });

  it("is PyTorch's linear rise followed by its cosine", () => {
    for (const { rates, ...options } of pytorch.schedules)
      agree(
        { of: "cosine", with: "PyTorch 2.14.1" },
        rates.map((_, step) => cosine(options)(step)),
        rates,
        1e-11,
      );
  });

  it("never rises after warmup and is symmetric about the middle of the decay", () => {
    fc.assert(
      fc.property(run, fc.nat(300), (options, offset) => {
        const { base, warmupSteps, totalSteps } = options;
        const rate = cosine(options);
        const step = warmupSteps + (offset % (totalSteps - warmupSteps));
        assert.ok(rate(step + 1) <= rate(step) && rate(step) <= base);
        const mirrored = totalSteps - (step - warmupSteps);
        assert.ok(Math.abs(rate(step) + rate(mirrored) - base) < 1e-9 * base);
      }),
    );
  });

  it("refuses a warmup longer than the run", () => {
    assert.throws(
      () => cosine({ base: 1, warmupSteps: 20, totalSteps: 10 }),
      new OptimizerError("cosine: warmupSteps is 20 of totalSteps 10; 0 <= warmupSteps <= totalSteps is needed"),
    );
  });
});

describe("cosineByEpochs", () => {
  it("is cosine over the whole batches of its epochs", () => {
    // The authors' setting: 1,281,167 images in batches of 4096 are 312 steps an epoch.
    const byEpochs = cosineByEpochs({ base: 4.8, epochs: 100, warmupEpochs: 10, images: 1_281_167, batchSize: 4096 });
    const bySteps = cosine({ base: 4.8, warmupSteps: 3120, totalSteps: 31_200 });
    for (const step of [0, 3119, 3120, 17_160, 31_199, 31_200])
      agree({ of: "cosineByEpochs", with: "closed form" }, byEpochs(step), bySteps(step), 0);
    assert.equal(byEpochs(3119), 4.8);
    agree({ of: "cosineByEpochs", with: "closed form" }, byEpochs(17_160), 2.4, 1e-12);
  });

  it("is PyTorch's schedule, of whole and parts of epochs of 10 steps", () => {
    for (const { rates, base, warmupSteps, totalSteps } of pytorch.schedules) {
      const epochs = { epochs: totalSteps / 10, warmupEpochs: warmupSteps / 10, images: 167, batchSize: 16 };
      const rate = cosineByEpochs({ base, ...epochs });
      agree({ of: "cosineByEpochs", with: "PyTorch 2.14.1" }, rates.map((_, step) => rate(step)), rates, 1e-11); // prettier-ignore
    }
  });

  it("takes parts of an epoch, and starts without warmup", () => {
    const rate = cosineByEpochs({ base: 1, epochs: 3, warmupEpochs: 0.5, images: 87, batchSize: 10 });
    assert.deepEqual([0, 1, 2, 3, 24].map(rate), [0.25, 0.5, 0.75, 1, 0]);
    assert.equal(cosineByEpochs({ base: 1, epochs: 3, images: 87, batchSize: 10 })(0), 1);
  });

  it("refuses a batch larger than the data, and a warmup longer than the run", () => {
    assert.throws(
      () => cosineByEpochs({ base: 1, epochs: 1, images: 256, batchSize: 512 }),
      new OptimizerError("cosineByEpochs: batchSize is 512 of 256 images; a batch size from 1 to 256 is needed"),
    );
    assert.throws(
      () => cosineByEpochs({ base: 1, epochs: 1, warmupEpochs: 2, images: 100, batchSize: 10 }),
      new OptimizerError("cosine: warmupSteps is 20 of totalSteps 10; 0 <= warmupSteps <= totalSteps is needed"),
    );
  });
});

describe("the scaling of a learning rate", () => {
  it("gives the values of the paper for a batch of 4096", () => {
    const agreement = { with: "closed form" };
    agree({ of: "linearScaling", ...agreement }, linearScaling(0.3, 4096), 4.8, 1e-15);
    agree({ of: "squareRootScaling", ...agreement }, squareRootScaling(0.075, 4096), 4.8, 1e-15);
    // The paper's table B.1: at 256 the linear rule gives 0.3, the root 1.2.
    agree({ of: "linearScaling", ...agreement }, linearScaling(0.3, 256), 0.3, 1e-15);
    agree({ of: "squareRootScaling", ...agreement }, squareRootScaling(0.075, 256), 1.2, 1e-15);
    assert.equal(constant(4.8)(7), 4.8);
  });

  it("grows with the batch and with the root of the batch", () => {
    const [base, factor] = [fc.double({ min: 1e-3, max: 1, noNaN: true }), fc.integer({ min: 1, max: 64 })];
    fc.assert(
      fc.property(base, factor, fc.integer({ min: 1, max: 4096 }), (rate, k, batchSize) => {
        const [linear, root] = [linearScaling, squareRootScaling].map((rule) => rule(rate, batchSize));
        const larger = { of: "linearScaling", with: "itself at k times the batch" };
        agree(larger, linearScaling(rate, k * batchSize), k * linear, 1e-15);
        const square = { of: "squareRootScaling", with: "itself at k² times the batch" };
        agree(square, squareRootScaling(rate, k * k * batchSize), k * root, 1e-15);
      }),
    );
  });
});
