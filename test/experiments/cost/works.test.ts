import assert from "node:assert/strict";
import { embeddingWork, trainingWork } from "../../../src/experiments/cost/networkWork";
import { overheadColumns, probingWork } from "../../../src/experiments/cost/probingWork";
import { pretrainingWork } from "../../../src/experiments/cost/pretrainingWork";
import { smallTrainingWork } from "../../../src/experiments/cost/smallTrainingWork";
import { solveTwo } from "../../../src/experiments/cost/solveTwo";
import { sumOfWork } from "../../../src/experiments/cost/sumOfWork";

const networks = { encoder: { depth: 10 as const, width: 4 }, head: {} };

describe("works", () => {
  it("add up kind by kind", () => {
    const sum = sumOfWork({ trainingFlops: 1, smallSteps: 5 }, {}, { trainingFlops: 2, compiledSteps: 0 });
    assert.deepEqual(sum, { trainingFlops: 3, smallSteps: 5 });
  });

  it("of pretraining are two views of each image of every whole batch, and one compiled step", () => {
    const pretraining = pretrainingWork({ ...networks, images: 1000, epochs: 3, batchSize: 256 });
    assert.deepEqual(pretraining, { ...trainingWork(networks, 2 * 256 * 3 * 3), compiledSteps: 1 });
  });

  it("of training are nearly three forward passes", () => {
    const { trainingFlops = 0, trainingValues } = trainingWork(networks, 10);
    const { embeddingFlops = 0, embeddingValues } = embeddingWork(networks, 10);
    assert.equal(trainingValues, embeddingValues);
    assert.ok(trainingFlops > 2.5 * embeddingFlops && trainingFlops < 3 * embeddingFlops);
  });

  it("of a probe and of small steps are counted as by hand", () => {
    assert.deepEqual(probingWork({ rows: 100, columns: 32, iterations: 7 }), {
      probedValues: 7 * 100 * (32 + overheadColumns),
    });
    assert.deepEqual(smallTrainingWork({ steps: 9, rows: 4, widths: [2, 3, 5] }), {
      smallSteps: 9,
      smallFlops: 9 * 4 * 2 * (3 * (2 * 3 + 3 * 5) - 2 * 3),
      compiledSteps: 1,
    });
  });
});

describe("two speeds from two measurements", () => {
  it("are those that made them", () => {
    const seconds = (x: number, y: number): number => 0.25 * x + 0.5 * y;
    const measured = [
      { x: 8, y: 2 },
      { x: 4, y: 16 },
    ].map(({ x, y }) => ({ x, y, seconds: seconds(x, y) }));
    assert.deepEqual(solveTwo(measured[0], measured[1]), { x: 0.25, y: 0.5 });
  });

  it("are never negative: the one that explains both measurements is left", () => {
    const [a, b] = [
      { x: 1, y: 1 },
      { x: 4, y: 2 },
    ];
    assert.deepEqual(solveTwo({ ...a, seconds: 1 }, { ...b, seconds: 4 * 4 }), { x: 2, y: 0 });
    assert.deepEqual(solveTwo({ ...a, seconds: 4 }, { ...b, seconds: 2 }), { x: 0, y: 2 });
  });
});
