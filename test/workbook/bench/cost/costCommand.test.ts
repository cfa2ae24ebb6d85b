import assert from "node:assert/strict";
import type { Speeds } from "../../../../src/experiments/cost/machineCalibration";
import { kindsOfWork } from "../../../../src/experiments/work";
import { costCommand } from "../../../../src/workbook/bench/cost/costCommand";
import { costRuns } from "../../../../src/workbook/bench/cost/costRuns";

const speeds = Object.fromEntries(kindsOfWork.map((kind) => [kind, 1])) as Speeds;

/** Runs that take so many seconds, each estimated at 10; the calibration takes 4. */
async function compare(...took: number[]): Promise<{ status: number; lines: string[] }> {
  let time = 0;
  const lines: string[] = [];
  const pass = (seconds: number) => (): Promise<void> => {
    time += 1000 * seconds;
    return Promise.resolve();
  };
  const status = await costCommand({
    measure: () => pass(4)().then(() => speeds),
    runs: took.map((seconds, n) => ({ name: `run ${n}`, work: { smallSteps: 10 }, run: pass(seconds) })),
    print: (line) => lines.push(line),
    now: () => time,
  });
  return { status, lines };
}

describe("bench --cost", () => {
  it("tells estimate and time of each run, and passes within 30% of the time", async () => {
    const { status, lines } = await compare(8, 14);
    assert.equal(status, 0);
    assert.equal(lines[0], "calibrated in 4.0 s\n");
    assert.deepEqual(lines.slice(3, 5), ["| run 0 | 10.0 | 8.0 | 1.25 |", "| run 1 | 10.0 | 14.0 | 0.71 |"]);
  });

  it("fails when a run takes much less or much more than its estimate", async () => {
    for (const took of [7.6, 14.4]) {
      const { status, lines } = await compare(10, took);
      assert.equal(status, 1, `${took}`);
      assert.match(lines.at(-1)!, /not every estimate/);
    }
  });

  it("runs recorded configurations, other networks and small steps, each with something to do", () => {
    const runs = costRuns();
    const kinds = new Set(runs.flatMap(({ work }) => Object.keys(work)));
    assert.deepEqual([...kinds].sort(), [...kindsOfWork].sort());
  });
});
