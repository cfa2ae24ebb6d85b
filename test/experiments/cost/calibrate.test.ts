import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { calibrate } from "../../../src/experiments/cost/calibrate";
import type { Speeds } from "../../../src/experiments/cost/machineCalibration";
import { measureSpeeds } from "../../../src/experiments/cost/measureSpeeds";
import { kindsOfWork } from "../../../src/experiments/work";

let home = "";
beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), "calibration-"))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const day = new Date("2026-11-29T12:00:00Z");
const speeds = (value: number): Speeds => Object.fromEntries(kindsOfWork.map((kind) => [kind, value])) as Speeds;

/** Counts how often it measured. */
function counting(): { measure: () => Promise<Speeds>; count: () => number } {
  let count = 0;
  return { measure: () => Promise.resolve(speeds(++count)), count: () => count };
}

describe("calibrate", () => {
  it("measures once a day, and keeps what it measured in one file", async () => {
    const { measure, count } = counting();
    const first = await calibrate({ home, measure, date: day });
    assert.deepEqual(await calibrate({ home, measure, date: day }), first);
    assert.equal(count(), 1);
    const next = await calibrate({ home, measure, date: new Date("2026-11-30T00:00:01Z") });
    assert.deepEqual([first.day, next.day, next.speeds], ["2026-11-29", "2026-11-30", speeds(2)]);
    assert.deepEqual(readdirSync(home), ["calibration.json"]);
  });

  for (const [what, contents] of [
    ["is damaged", '[{"speeds"'],
    ["is none", "null"],
    ["lacks a kind of work", undefined],
  ] as [string, string | undefined][])
    it(`measures anew when the file ${what}`, async () => {
      const { measure, count } = counting();
      const kept = await calibrate({ home, measure, date: day });
      const { compiledSteps: _, ...less } = kept.speeds;
      writeFileSync(path.join(home, "calibration.json"), contents ?? JSON.stringify([{ ...kept, speeds: less }]));
      assert.deepEqual((await calibrate({ home, measure, date: day })).speeds, speeds(2));
      assert.equal(count(), 2);
    });

  it("goes on with what it measured where that cannot be written", async () => {
    const { measure } = counting();
    const nowhere = path.join(home, "file");
    writeFileSync(nowhere, "");
    assert.deepEqual((await calibrate({ home: nowhere, measure, date: day })).speeds, speeds(1));
  });

  it("keeps what was measured with other threads on that day", async () => {
    const { measure } = counting();
    const kept = await calibrate({ home, measure, date: day });
    const file = path.join(home, "calibration.json");
    writeFileSync(file, JSON.stringify([{ ...kept, threads: kept.threads + 1, speeds: speeds(9) }]));
    assert.deepEqual((await calibrate({ home, measure, date: day })).speeds, speeds(2));
    const both = JSON.parse(readFileSync(file, "utf8")) as { threads: number }[];
    assert.deepEqual(
      both.map(({ threads }) => threads),
      [kept.threads + 1, kept.threads],
    );
  });
});

describe("a calibration", () => {
  it("measures every kind of work in positive seconds, of which none is far from what a processor does", async function () {
    this.timeout(120_000);
    const measured = await measureSpeeds();
    for (const kind of kindsOfWork) assert.ok(measured[kind] >= 0 && measured[kind] < 60, kind);
    // A training step is explained by arithmetic or by numbers that pass through; from 10 MFLOP/s to 100 TFLOP/s.
    const second = measured.trainingFlops * 1e9 + measured.trainingValues * 1e9;
    assert.ok(second > 1e-5 && second < 100, `${second}`);
    assert.ok(measured.embeddingFlops + measured.embeddingValues > 0 && measured.probedValues > 0);
    assert.ok(measured.compiledSteps > 0 && measured.smallSteps + measured.smallFlops > 0);
  });
});
