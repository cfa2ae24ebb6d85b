import assert from "node:assert/strict";
import { tune } from "../../../src/workbook/bench/tune";

interface Settings {
  layout?: string;
  workers?: number;
}

const axes: Settings[][] = [
  [{ layout: "a" }, { layout: "b" }],
  [{ workers: 0 }, { workers: 1 }, { workers: 2 }],
];

describe("the trial of settings", () => {
  it("finds the fastest value of every axis, and tries none twice", async () => {
    const tried: string[] = [];
    const best = await tune(axes, ({ layout, workers = 0 }) => {
      tried.push(`${layout}${workers}`);
      return Promise.resolve((layout === "b" ? 1 : 2) + Math.abs(workers - 1));
    });
    assert.deepEqual(best, { layout: "b", workers: 1 });
    assert.deepEqual(tried, ["a0", "b0", "b1", "b2"]);
  });

  it("tries nothing where there is no choice", async () => {
    const refuse = (): Promise<number> => Promise.reject(new Error("tried"));
    assert.deepEqual(await tune([[{ layout: "a" }], [{ workers: 2 }]], refuse), { layout: "a", workers: 2 });
    assert.deepEqual(await tune([], refuse), {});
  });
});
