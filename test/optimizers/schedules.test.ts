import assert from "node:assert/strict";
import fc from "fast-check";
import { OptimizerError } from "../../src/optimizers/optimizerError";
import { constant, cosine, linearScaling, squareRootScaling } from "../../src/optimizers/schedules";

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
    assert.ok(Math.abs(rate(14) - 1) < 1e-12);
    assert.ok(Math.abs(rate(9) - (1 + Math.SQRT1_2)) < 1e-12);
    assert.deepEqual([24, 25, 1000].map(rate), [0, 0, 0]);
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

describe("the scaling of a learning rate", () => {
  it("gives the values of the paper for a batch of 4096", () => {
    assert.equal(linearScaling(0.3, 4096), 4.8);
    assert.equal(squareRootScaling(0.075, 4096), 4.8);
    assert.equal(constant(4.8)(7), 4.8);
  });
});
