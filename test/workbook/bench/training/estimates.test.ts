import assert from "node:assert/strict";
import { compareAnswers, type KnownAnswer } from "../../../../src/workbook/bench/training/estimates";

const answer = (ours: (number | undefined)[], theirs: (number | undefined)[]): KnownAnswer => ({
  ...{ distribution: "normal", trueNats: 0.413, seeds: [1, 2, 3, 4, 5] },
  ...{ ours, theirs, ksg: [0.01, -0.01, 0.01, -0.01, 0] },
});
const noise = [0.01, -0.01, 0.02, -0.02, 0];
const off = (by: number): number[] => noise.map((error) => by * (1 + error));

describe("known answers beside PyTorch's", () => {
  it("show bias and spread of each side, and the difference of the errors with its interval", () => {
    const { table, worse, anyWorse } = compareAnswers([answer(noise, noise)]);
    const [, row] = table.split("\n");
    // √(Σ e² / 4) of the errors.
    assert.match(row, /^normal\s+0\.413\s+\+0\.000 ± 0\.016\s+\+0\.000 ± 0\.016\s+\+0\.000 ± 0\.010\s+\+0\.000 /);
    assert.deepEqual([worse, anyWorse], [[], false]);
  });

  it("say where we are further off, to whichever side, sample by sample", () => {
    for (const sign of [1, -1]) {
      const { worse, anyWorse, table } = compareAnswers([answer(off(sign * 0.3), off(0.1)), answer(noise, noise)]);
      assert.deepEqual([worse, anyWorse], [["normal"], true]);
      assert.match(table.split("\n")[1], /-0\.2\d\d \(-0\.2\d\d to -0\.1\d\d\)\s+worse$/);
    }
    const better = compareAnswers([answer(off(0.1), off(-0.3)), answer(noise, noise)]);
    assert.deepEqual([better.worse, better.anyWorse], [[], false]);
    assert.match(better.table, /better/);
  });

  it("count an error of thousands, or none that is known, as one nat", () => {
    const lost = [...off(0.9).slice(1), undefined];
    const { worse, table } = compareAnswers([answer([-5000, ...off(0.9).slice(1)], lost)]);
    assert.deepEqual(worse, []);
    assert.match(table, /-999\.\d+ ± .* \(1 no number\)/s);
    assert.deepEqual(compareAnswers([answer(lost, noise)]).worse, ["normal"]);
  });

  it("forgive one of twenty that looks worse by itself only", () => {
    const slightly = answer([0.02, 0.02, 0.05, 0.03, 0.01], [0.01, 0.015, 0.02, 0.01, 0.005]);
    const { worse, anyWorse } = compareAnswers([slightly, ...Array.from({ length: 19 }, () => answer(noise, noise))]);
    assert.deepEqual([worse, anyWorse], [["normal"], false]);
  });
});
