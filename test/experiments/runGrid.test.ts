import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Experiment, RunContext } from "../../src/experiments/experiment";
import { GridError } from "../../src/experiments/grid/gridError";
import { UnfinishedRun } from "../../src/experiments/grid/unfinishedRun";
import { recordedRows } from "../../src/experiments/grid/recordedRows";
import { runGrid, type RunGridOptions } from "../../src/experiments/runGrid";
import { LedgerError } from "../../src/ledger/ledgerError";
import { appendRow, readRows } from "../../src/ledger/rows";
import { InterruptedError } from "../../src/report/abort";

interface Config {
  factor: number;
}
interface Metrics {
  product: number;
}

describe("a grid", () => {
  let folder: string;
  let ran: string[];
  let during: (context: RunContext, name: string) => Promise<void> | void;
  const silent = { update: () => undefined, finish: () => undefined };
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "grid-"));
    ran = [];
    during = () => undefined;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const experiment: Experiment<Config, Metrics> = {
    id: "simclr/example",
    revision: 1,
    paper: "",
    statement: "",
    notebook: "",
    profiles: {
      quick: { configs: [{ factor: 2 }, { factor: 3 }], seeds: [1, 2] },
      standard: { configs: [{ factor: 2 }], seeds: [1] },
      paper: { configs: [{ factor: 2 }], seeds: [1] },
    },
    claims: [],
    work: () => ({}),
    run: async ({ factor }, context) => {
      const name = `${factor}x${context.seed}`;
      ran.push(name);
      await during(context, name);
      return { metrics: { product: factor * context.seed } };
    },
    figure: () => {
      throw new Error("no figure is asked for");
    },
  };
  const places = (): { root: string; home: string } => ({ root: folder, home: path.join(folder, "home") });
  const run = (
    options: Partial<RunGridOptions<Config, Metrics>> = {},
    of = experiment,
  ): ReturnType<typeof runGrid<Config, Metrics>> =>
    runGrid<Config, Metrics>(of, { profile: "quick", progress: silent, ...places(), ...options });
  const products = (rows: { metrics: Metrics }[]): number[] => rows.map(({ metrics }) => metrics.product);
  const committed = (): string => path.join(folder, "data", "results", "simclr", "example.quick.jsonl");
  const local = (): string => path.join(folder, "home", "results", "simclr", "example.quick.jsonl");
  const unfinished = (): string[] => readdirSync(path.join(folder, "home", "runs", "simclr", "example"));

  it("runs every configuration with every seed once, and finds all of it on record the next time", async () => {
    const heard: string[] = [];
    const onRow: RunGridOptions<Config, Metrics>["onRow"] = ({ metrics }, how) =>
      heard.push(`${metrics.product} ${how}`);
    assert.deepEqual(products(await run({ onRow })), [2, 4, 3, 6]);
    assert.deepEqual(ran, ["2x1", "2x2", "3x1", "3x2"]);
    const rows = await run({ onRow });
    assert.deepEqual(products(rows), [2, 4, 3, 6]);
    assert.equal(ran.length, 4);
    assert.deepEqual(heard, [
      ...["2 run", "4 run", "3 run", "6 run"],
      ...["2 on record", "4 on record", "3 on record", "6 on record"],
    ]);
    assert.deepEqual(rows, readRows(local()));
    assert.deepEqual(unfinished(), []);
  });

  it("records where it is told to: a reader's own runs leave the checkout as it is", async () => {
    const [own] = await run({ configs: [{ factor: 2 }], seeds: [1] });
    assert.ok(!existsSync(committed()));
    assert.match(own.code ?? "", /^[0-9a-f]{12}$/);
    await run({ configs: [{ factor: 3 }], seeds: [1], record: "committed", commit: "0123456" });
    const [row] = readRows(committed());
    assert.equal(row.code, undefined);
    assert.equal(row.commit, "0123456");
    assert.equal(readRows(local()).length, 1);
  });

  it("uses committed rows for a reader, but no reader's rows for those that are committed", async () => {
    await run({ record: "committed", configs: [{ factor: 2 }] });
    await run({ configs: [{ factor: 5 }] });
    ran = [];
    assert.deepEqual(
      products(await run({ configs: [{ factor: 2 }, { factor: 5 }, { factor: 7 }], seeds: [1] })),
      [2, 5, 7],
    );
    assert.deepEqual(ran, ["7x1"]);
    await run({ configs: [{ factor: 5 }], seeds: [1], record: "committed" });
    assert.deepEqual(ran, ["7x1", "5x1"]);
  });

  it("runs live whatever is committed, and not again what was run live by the same code", async () => {
    await run({ record: "committed" });
    ran = [];
    await run({ live: true, seeds: [1] });
    assert.deepEqual(ran, ["2x1", "3x1"]);
    await run({ live: true, seeds: [1] });
    assert.equal(ran.length, 2);
    assert.equal(readRows(committed()).length, 4);
  });

  it("runs again what was run by other code, and the row of the present code counts", async () => {
    await run({ seeds: [1] });
    ran = [];
    const other = { ...experiment, run: async (config: Config, context: RunContext) => experiment.run({ factor: config.factor + 100 }, context) }; // prettier-ignore
    assert.deepEqual(products(await run({ seeds: [1] }, other)), [102, 103]);
    assert.deepEqual(products(await run({ seeds: [1] })), [2, 3]);
    assert.deepEqual(ran, ["102x1", "103x1"]);
    assert.deepEqual(products(recordedRows(other, "quick", places())), [102, 103]);
    assert.deepEqual(products(recordedRows(experiment, "quick", places())), [2, 3]);
  });

  it("runs anew when it is told to, and the new row counts", async () => {
    await run({ configs: [{ factor: 2 }], seeds: [1] });
    const [row] = await run({ configs: [{ factor: 2 }], seeds: [1], fresh: true });
    assert.deepEqual(ran, ["2x1", "2x1"]);
    assert.deepEqual(
      recordedRows(experiment, "quick", places()).map(({ date }) => date),
      [row.date],
    );
    await assert.rejects(run({ fresh: true, record: "committed" }), {
      name: "RangeError",
      message: 'runGrid: fresh runs are a reader\'s own and are not committed; leave out fresh, or record: "committed"',
    });
  });

  it("shows a reader's runs beside the recorded ones, each flagged, and each run once", async () => {
    await run({ record: "committed", configs: [{ factor: 2 }] });
    await run({ live: true, seeds: [1] });
    await run({ record: "committed", configs: [{ factor: 9 }], seeds: [9] }, { ...experiment, revision: 2 });
    assert.deepEqual(
      recordedRows(experiment, "quick", places()).map(({ metrics, source }) => `${metrics.product} ${source}`),
      ["2 committed", "4 committed", "3 local"],
    );
  });

  it("gives a run its checkpoints, which are gone when it is on record, and go on where the run was stopped", async () => {
    const files: string[] = [];
    during = ({ checkpoint, seed }) => {
      const { path: file = "", config } = checkpoint?.("pretrain") ?? {};
      assert.deepEqual(config, { factor: 2, seed });
      files.push(file);
      throw new InterruptedError("pretrain: interrupted");
    };
    const stopped = { configs: [{ factor: 2 }], seeds: [1] };
    await assert.rejects(run(stopped), { name: "InterruptedError" });
    await assert.rejects(run(stopped), { name: "InterruptedError" });
    assert.equal(files[0], files[1]);
    assert.equal(path.basename(files[0]), "pretrain.checkpoint");
    const state = JSON.parse(readFileSync(path.join(path.dirname(files[0]), "run.json"), "utf8")) as object;
    assert.deepEqual({ ...state, seconds: 0 }, { experiment: "simclr/example", revision: 1, profile: "quick", config: { factor: 2 }, seed: 1, seconds: 0 }); // prettier-ignore
    during = () => undefined;
    await run(stopped);
    assert.deepEqual(unfinished(), []);
  });

  it("counts the seconds of all who worked on a run", async () => {
    during = async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      throw new InterruptedError("pretrain: interrupted");
    };
    const stopped = { configs: [{ factor: 2 }], seeds: [1] };
    for (let n = 0; n < 2; n++) await assert.rejects(run(stopped), InterruptedError);
    during = () => undefined;
    const [{ seconds }] = await run(stopped);
    assert.ok(seconds >= 0.3, String(seconds));
  });

  it("does not go on from what other code left, and removes it when the run is on record", async () => {
    let file = "";
    during = ({ checkpoint }) => {
      file = checkpoint?.("pretrain").path ?? "";
      throw new InterruptedError("pretrain: interrupted");
    };
    const stopped = { configs: [{ factor: 2 }], seeds: [1] };
    await assert.rejects(run(stopped), InterruptedError);
    const left = file;
    const other = {
      ...experiment,
      run: async (config: Config, context: RunContext) => experiment.run(config, context),
    };
    await assert.rejects(run(stopped, other), InterruptedError);
    assert.notEqual(file, left);
    during = () => undefined;
    await run(stopped, other);
    assert.deepEqual(unfinished(), []);
  });

  it("refuses names of checkpoints that are no names of files, and two trainings of one name", async () => {
    during = ({ checkpoint }) => void checkpoint?.("../pretrain");
    await assert.rejects(run(), /the name is "\.\.\/pretrain"; letters, digits, "\." and "-" are needed/);
    during = ({ checkpoint }) => void [checkpoint?.("a"), checkpoint?.("a")];
    await assert.rejects(run(), /"a" is the name of two trainings; each needs its own/);
  });

  it("stops at the first run that fails, saying which, or goes on and tells of all at the end", async () => {
    during = (_, name) => {
      if (name.endsWith("x2")) throw new RangeError(`${name} is too much`);
    };
    await assert.rejects(run(), (error) => {
      assert.ok(error instanceof GridError && error.cause instanceof RangeError);
      assert.equal(error.message, "simclr/example: the run of factor 2, seed 2 failed: 2x2 is too much");
      return true;
    });
    assert.deepEqual(ran, ["2x1", "2x2"]);
    ran = [];
    await assert.rejects(run({ keepGoing: true }), (error) => {
      assert.ok(error instanceof GridError && error.errors.length === 2);
      assert.match(
        error.message,
        /seed 2 failed: 2x2 is too much\nthe run of factor 3, seed 2 failed: 3x2 is too much$/,
      );
      return true;
    });
    assert.deepEqual(ran, ["2x2", "3x1", "3x2"]);
    assert.deepEqual(products(readRows(local()) as unknown as { metrics: Metrics }[]), [2, 3]);
  });

  it("fails where a metric is no number, and records nothing of it", async () => {
    const broken = { ...experiment, run: () => Promise.resolve({ metrics: { product: NaN } }) };
    await assert.rejects(
      run({}, broken),
      /factor 2, seed 1 failed: appendRow: metrics\.product is NaN; a finite number is needed/,
    );
    assert.ok(!existsSync(local()));
  });

  it("refuses a configuration that is not flat before it runs anything", async () => {
    const nested = { factor: [2] as unknown as number };
    await assert.rejects(run({ configs: [{ factor: 2 }, nested] }), LedgerError);
    await assert.rejects(run({ seeds: [0.5] }), /seed is 0\.5; a whole number from 0 is needed/);
    assert.deepEqual(ran, []);
  });

  it("stops between runs when the signal fires", async () => {
    const abort = new AbortController();
    during = () => abort.abort();
    await assert.rejects(run({ signal: abort.signal }), {
      name: "InterruptedError",
      message: "simclr/example: interrupted",
    });
    assert.deepEqual(ran, ["2x1"]);
    assert.equal(readRows(local()).length, 1);
  });

  it("uses the row of a process that ended the run while the lock was taken", async () => {
    const [row] = await run({ configs: [{ factor: 2 }], seeds: [1] });
    const claim = UnfinishedRun.claim.bind(UnfinishedRun);
    UnfinishedRun.claim = (...taken) => {
      appendRow(local(), { ...row, seed: 2, metrics: { product: 4 } });
      return claim(...taken);
    };
    try {
      ran = [];
      assert.deepEqual(products(await run({ configs: [{ factor: 2 }], seeds: [2] })), [4]);
      assert.deepEqual(ran, []);
      assert.deepEqual(unfinished(), []);
    } finally {
      UnfinishedRun.claim = claim;
    }
  });

  it("tells how many runs are done, and lets those at work be silent when it tells somebody", async () => {
    const told: string[] = [];
    const progress = {
      update: (done: number, metrics = {}) => void told.push(`${done} ${JSON.stringify(metrics)}`),
      finish: () => void told.push("finished"),
    };
    during = (context) => context.progress?.update(77);
    await run({ configs: [{ factor: 2 }], progress });
    assert.deepEqual(told, ['0 {"now":"seed 1"}', "1 {}", '1 {"now":"seed 2"}', "2 {}", "finished"]);
  });

  it("is split by shards into parts that are disjoint, alike in size and together the whole", async () => {
    for (const of of [1, 2, 3, 4]) {
      const parts: string[][] = [];
      for (let index = 1; index <= of; index++) {
        ran = [];
        await run({ shard: { index, of }, fresh: true });
        parts.push(ran);
      }
      assert.deepEqual(parts.flat().sort(), ["2x1", "2x2", "3x1", "3x2"]);
      const sizes = parts.map(({ length }) => length);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
    }
    await assert.rejects(run({ shard: { index: 3, of: 2 } }), /the shard is 3 of 2; whole numbers are needed/);
    await assert.rejects(
      run({ profile: "fast" as "quick" }),
      /the profile is "fast"; quick, standard, paper are known/,
    );
    await assert.rejects(run({ shard: { index: 0, of: 2 } }), RangeError);
  });

  it("is shared by those who run it at once: each run is done by one of them, and all return the whole", async () => {
    during = () => new Promise((resolve) => setTimeout(resolve, 20));
    const [one, other] = await Promise.all([run(), run()]);
    assert.deepEqual(products(one), [2, 4, 3, 6]);
    assert.deepEqual(products(other), [2, 4, 3, 6]);
    assert.deepEqual(ran.sort(), ["2x1", "2x2", "3x1", "3x2"]);
    assert.equal(readRows(local()).length, 4);
  });
});
