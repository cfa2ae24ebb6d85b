import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { UnfinishedRun } from "../../../src/experiments/grid/unfinishedRun";

describe("an unfinished run", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "unfinished-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = { experiment: "simclr/example", revision: 1, profile: "quick", config: { factor: 2 }, seed: 1 };
  const claim = (of: object = run, code = "0123"): UnfinishedRun => {
    const claimed = UnfinishedRun.claim(folder, { ...run, ...of }, code);
    assert.ok(claimed instanceof UnfinishedRun);
    return claimed;
  };

  it("is one process's at a time, and each run has files of its own", () => {
    const mine = claim();
    const other = UnfinishedRun.claim(folder, run, "0123");
    assert.ok(!(other instanceof UnfinishedRun) && other.pid === process.pid);
    const another = claim({ seed: 2 });
    assert.notEqual(mine.checkpoint("a").path, another.checkpoint("a").path);
    mine.leave();
    another.leave();
    claim().leave();
  });

  it("is gone, and free for others, when it is finished", () => {
    const mine = claim();
    mine.leave();
    const again = claim();
    writeFileSync(again.checkpoint("pretrain").path, "what is trained");
    again.finish();
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is discarded with what other code left of it, unless a process is at it", () => {
    claim({}, "0123").leave();
    claim({ seed: 2 }).leave();
    const busy = claim({}, "4567");
    UnfinishedRun.discard(folder, run);
    const folders = readdirSync(folder).filter((name) => !name.includes("."));
    assert.equal(folders.length, 1, "only that of the other seed, since nothing is written yet of the one at work");
    const file = busy.checkpoint("pretrain").path;
    busy.leave();
    assert.ok(existsSync(path.dirname(file)));
    UnfinishedRun.discard(folder, run);
    assert.ok(!existsSync(path.dirname(file)));
  });
});
