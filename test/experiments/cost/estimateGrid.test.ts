import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { estimateGrid } from "../../../src/experiments/cost/estimateGrid";
import { GridEstimate } from "../../../src/experiments/cost/gridEstimate";
import type { Speeds } from "../../../src/experiments/cost/machineCalibration";
import { secondsOf } from "../../../src/experiments/cost/secondsOf";
import { sumOfWork } from "../../../src/experiments/cost/sumOfWork";
import { experiments } from "../../../src/experiments/registry";
import { framework } from "../../../src/experiments/simclr/framework";
import { kindsOfWork, type Work } from "../../../src/experiments/work";
import { appendRow, rowsFile } from "../../../src/ledger/rows";
import { displaySymbol } from "../../../src/report/displayable";

/** Other speeds for every kind, none of which is a sum of others. */
const speeds = Object.fromEntries(kindsOfWork.map((kind, n) => [kind, 2 ** -(40 - 3 * n)])) as Speeds;
const calibration = { speeds };

let root = "";
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), "estimate-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const [config] = framework.profiles.quick.configs;
const seconds = (work: Work): number => secondsOf(work, speeds);

describe("an estimate", () => {
  it("is the sum over its parts", () => {
    const parts: Work[] = kindsOfWork.map((kind, n) => ({ [kind]: (n + 1) * 1e6 }));
    const sum = parts.reduce((all, part) => all + seconds(part), 0);
    assert.ok(Math.abs(seconds(sumOfWork(...parts)) - sum) < 1e-12 * sum);
    assert.ok(parts.every((part) => seconds(part) > 0));
    assert.equal(seconds({}), 0);
  });

  it("grows with epochs, images, probe images, depth, width and stem of the framework experiment", () => {
    const { images, probeImages, epochs, width } = config;
    for (const more of [
      { images: 2 * images },
      { probeImages: 2 * probeImages },
      { epochs: 2 * epochs },
      { width: 2 * width },
      { depth: 18 as const },
      { stemStride: 1 },
    ])
      assert.ok(
        seconds(framework.work({ ...config, ...more })) > seconds(framework.work(config)),
        JSON.stringify(more),
      );
  });

  it("is above nothing for every configuration of every experiment, and more for a larger profile", () => {
    for (const experiment of experiments) {
      const { id, profiles } = experiment;
      const of = (profile: "quick" | "standard" | "paper"): number[] =>
        profiles[profile].configs.map((each) => seconds(experiment.work(each)));
      const grid = (profile: "quick" | "standard" | "paper"): number =>
        of(profile).reduce((sum, each) => sum + each) * profiles[profile].seeds.length;
      assert.ok(Math.min(...of("quick"), ...of("standard"), ...of("paper")) > 0, id);
      assert.ok(grid("quick") < grid("standard") && grid("standard") < grid("paper"), id);
      assert.ok(Math.max(...of("standard")) < Math.max(...of("paper")), id);
    }
  });
});

describe("estimateGrid", () => {
  it("gives every run of the grid, whatever its seed, the seconds of its configuration", async () => {
    const configs = [config, { ...config, epochs: 32 }];
    const { runs, seconds: total } = await estimateGrid(framework, {
      ...{ profile: "quick", configs, seeds: [1, 2, 3], root, home: root, calibration },
    });
    const [short, long] = configs.map((each) => seconds(framework.work(each)));
    const expected = [short, short, short, long, long, long];
    assert.deepEqual(
      runs,
      expected.map((each) => ({ seconds: each, onRecord: false })),
    );
    assert.equal(
      total,
      expected.reduce((sum, each) => sum + each),
    );
  });

  it("leaves out what is on record", async () => {
    const { id: experiment, revision } = framework;
    const row = { experiment, revision, profile: "quick", config, seed: 2, metrics: {}, curve: {}, seconds: 1 };
    const told = { device: "cpu", threads: 1, versions: {}, date: new Date(0).toISOString(), commit: "none" };
    appendRow(rowsFile(experiment, "quick", root), { ...row, ...told });
    const asked = { profile: "quick", seeds: [1, 2, 3], root, home: root, calibration } as const;
    const estimate = await estimateGrid(framework, asked);
    assert.deepEqual(
      estimate.runs.map(({ onRecord }) => onRecord),
      [false, true, false],
    );
    assert.equal(estimate.seconds, 2 * seconds(framework.work(config)));
    const live = await estimateGrid(framework, { ...asked, live: true });
    assert.equal(live.seconds, 3 * seconds(framework.work(config)));
  });
});

describe("a grid's estimate", () => {
  const runs = (recorded: number, ...each: number[]): GridEstimate =>
    new GridEstimate(each.map((length, n) => ({ seconds: length, onRecord: n < recorded })));

  it("says how long it takes, and what is on record", () => {
    const grid = runs(6, ...Array<number>(21).fill(48));
    assert.equal(String(grid), "about 12 minutes on this machine: 21 runs of 48 s, of which 6 are on record");
    assert.equal(String(runs(1, 34, 34)), "about 34 s on this machine: 2 runs of 34 s, of which 1 is on record");
    assert.equal(String(runs(0, 0.321)), "about 0.32 s on this machine: 1 run of 0.32 s");
    assert.equal(String(runs(0, 100, 300)), "about 6.7 minutes on this machine: 2 runs of 100 s to 5 minutes");
    assert.equal(String(runs(0, 9000, 9000)), "about 5 hours on this machine: 2 runs of 2.5 hours");
    assert.equal(String(runs(0, 864_000)), "about 10 days on this machine: 1 run of 10 days");
    assert.equal(String(runs(3, 1, 1, 1)), "nothing to run: 3 runs on record");
    assert.equal(String(runs(0)), "nothing to run");
  });

  it("shows itself as that sentence in a cell and within other values", () => {
    const grid = runs(0, 34);
    assert.deepEqual(grid[displaySymbol](), { "text/plain": String(grid) });
    assert.equal(inspect(grid), String(grid));
  });
});
