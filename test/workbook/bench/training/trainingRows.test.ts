import assert from "node:assert/strict";
import { TrainingRows } from "../../../../src/workbook/bench/training/trainingRows";
import { withScratch } from "../../../support/setup/scratch";

describe("the recorded trainings", () => {
  it(
    "are not run again, unless something else is asked for",
    withScratch(async ({ folder }) => {
      const rows = (): TrainingRows => new TrainingRows(folder, "runs", { versions: {}, commit: "abc" });
      assert.equal(rows().recorded(), undefined);
      let runs = 0;
      const of = (seed: number) => {
        const asked = { experiment: "bench/runs", revision: 1, profile: "standard", config: { side: "ours" }, seed };
        const run = () => Promise.resolve({ metrics: { accuracy: ++runs }, seconds: 1, device: "cpu", threads: 1 });
        return rows().of(asked, run);
      };
      assert.deepEqual((await of(1)).metrics, { accuracy: 1 });
      assert.deepEqual((await of(1)).metrics, { accuracy: 1 });
      assert.deepEqual((await of(2)).metrics, { accuracy: 2 });
      assert.equal(runs, 2);
      assert.match(
        rows().recorded() ?? "",
        /^2 runs are on record, the last of 2\d{3}-\d\d-\d\d, and are not run again: remove .*runs\.jsonl to/,
      );
    }),
  );
});
