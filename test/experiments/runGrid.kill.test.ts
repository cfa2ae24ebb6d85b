import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { loadCifar10 } from "../../src/data/cifar10/load";
import { subset } from "../../src/data/subset";
import type { Row } from "../../src/ledger/row";
import { readRows } from "../../src/ledger/rows";
import { dataset, type GridProcessOptions } from "./support/gridProcess";

const script = path.join(__dirname, "support/gridProcess.js");
const runs = 10;

describe("a grid of trainings on real images", function () {
  this.timeout(600_000);
  let folder: string;
  const children = new Set<ChildProcess>();
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "killed-"));
    const { images, labels } = subset(loadCifar10(), { size: dataset.size, seed: 1 });
    writeFileSync(path.join(folder, "images"), Buffer.concat([images, Uint8Array.from(labels)]));
  });
  after(() => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  const placesOf = (name: string): GridProcessOptions & { home: string } => ({
    images: path.join(folder, "images"),
    root: path.join(folder, name),
    home: path.join(folder, name, "home"),
  });
  const fileOf = (name: string): string => path.join(folder, name, "home", "results", "simclr", "tiny.quick.jsonl");

  interface Life {
    events: string[];
    status: number | null;
    killedBy: NodeJS.Signals | null;
  }

  /** A process that runs the grid; `hear` may end it. */
  async function live(
    options: GridProcessOptions,
    hear: (event: string, process: ChildProcess) => void = () => undefined,
  ): Promise<Life> {
    const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ["ignore", "pipe", "inherit"] });
    children.add(child);
    const events: string[] = [];
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (event) => {
      events.push(event);
      hear(event, child);
    });
    const [status, killedBy] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    children.delete(child);
    return { events, status, killedBy };
  }

  /** Two of the five seeds, where that is enough. */
  const seeds = [1, 2];
  const few = (): Row[] => undisturbed.filter(({ seed }) => seeds.includes(seed));

  /** What two runs of the same must have in common. */
  function lasting(rows: readonly Row[]): object[] {
    return rows.map(({ seconds, viewsPerSecond, date, commit, ...rest }) => {
      assert.ok(seconds > 0 && viewsPerSecond === undefined && date !== "" && commit !== "");
      return rest;
    });
  }
  const sorted = (rows: readonly Row[]): object[] =>
    lasting(rows).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

  let undisturbed: readonly Row[];
  before("an undisturbed run", async () => {
    const { status } = await live(placesOf("undisturbed"));
    assert.equal(status, 0);
    undisturbed = readRows(fileOf("undisturbed"));
    assert.equal(undisturbed.length, runs);
    // The runs differ, so that one that is taken for another is noticed.
    assert.equal(new Set(undisturbed.map(({ metrics }) => metrics.loss)).size, runs);
  });

  it("ends with the same ledger when it is killed twenty times: while it trains, writes checkpoints, probes and records", async () => {
    const random = mulberry(20261129);
    const places = placesOf("killed");
    const warnings: string[] = [];
    // What it is to be doing when it is killed, after how many of these events, and how many milliseconds later.
    const deaths = [..."ssspssaspssassspsass"].map((letter) => ({
      event: { s: "step", p: "probe", a: "append" }[letter],
      nth: letter === "s" ? 1 + Math.floor(3 * random()) : 1,
      laterMs: Math.floor(40 * random() ** 2),
    }));
    for (const { event, nth, laterMs } of deaths) {
      let heard = 0;
      const { killedBy } = await live(places, (now, child) => {
        if (now === event && ++heard === nth) setTimeout(() => child.kill("SIGKILL"), laterMs);
      });
      assert.equal(killedBy, "SIGKILL", "the grid ended before it could be killed");
      readRows(fileOf("killed"), { onWarning: (warning) => warnings.push(warning) });
    }
    assert.equal((await live(places)).status, 0);
    assert.deepEqual(lasting(readRows(fileOf("killed"))), lasting(undisturbed));
    // Of a run that is on record nothing is kept.
    const left = readdirSync(path.join(places.home, "runs", "simclr", "tiny"));
    assert.deepEqual(
      left.filter((name) => !name.includes(".lock")),
      [],
    );
    assert.equal(existsSync(`${fileOf("killed")}.torn`), warnings.length > 0);
  });

  it("stops within a step at SIGINT, at once at the second, and ends with the same ledger", async () => {
    const options = { ...placesOf("interrupted"), seeds };
    let steps = 0;
    const first = await live(options, (event, child) => {
      if (event === "step" && ++steps === 8) child.kill("SIGINT");
    });
    assert.equal(first.status, 130);
    assert.equal(first.events.at(-1), "interrupted");
    assert.ok(first.events.filter((event) => event === "step").length <= 9, first.events.join());
    steps = 0;
    const second = await live(options, (event, child) => {
      if (event !== "step" || ++steps !== 2) return;
      child.kill("SIGINT");
      setTimeout(() => child.kill("SIGINT"), 5);
    });
    assert.equal(second.status, 130);
    assert.ok(second.events.filter((event) => event === "step").length <= 3, second.events.join());
    assert.equal((await live(options)).status, 0);
    assert.deepEqual(lasting(readRows(fileOf("interrupted"))), lasting(few()));
  });

  it("gives the same ledger in two processes with a shard each, order aside", async () => {
    const options = { ...placesOf("sharded"), seeds };
    const lives = await Promise.all([1, 2].map((index) => live({ ...options, shard: { index, of: 2 } })));
    for (const { status, events } of lives) {
      assert.equal(status, 0);
      assert.equal(events.filter((event) => event.startsWith("run ")).length, few().length / 2);
    }
    assert.deepEqual(sorted(readRows(fileOf("sharded"))), sorted(few()));
  });

  it("gives the same ledger in two processes without shards, which do each run once, also when one is killed", async () => {
    const options = { ...placesOf("shared"), seeds };
    let steps = 0;
    const lives = await Promise.all([
      live(options),
      live(options, (event, child) => {
        if (event === "step" && ++steps === 4) child.kill("SIGKILL");
      }),
    ]);
    assert.deepEqual(
      lives.map(({ status, killedBy }) => status ?? killedBy),
      [0, "SIGKILL"],
    );
    const done = lives.flatMap(({ events }) => events.filter((event) => event.startsWith("run ")));
    assert.equal(new Set(done).size, done.length, done.join());
    assert.deepEqual(sorted(readRows(fileOf("shared"))), sorted(few()));
  });
});

/** Numbers in [0, 1) that are the same every time. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
