import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tryLock, type Lock } from "../../src/files/lock";
import type { Owner } from "../../src/files/owner";
import { withLock } from "../../src/files/withLock";

const built = require.resolve("../../src/files/lock");

describe("a lock", () => {
  let folder: string;
  let file: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "lock-"));
    file = path.join(folder, "within", "it.lock");
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  const taken = (result: Lock | Owner): Lock => {
    assert.ok("release" in result, "the lock is held by another");
    return result;
  };
  const owner = (): Owner => JSON.parse(readFileSync(file, "utf8")) as Owner;

  /** A process that has the lock and does nothing. */
  async function holder(): Promise<ChildProcess> {
    const script = `require(${JSON.stringify(built)}).tryLock(${JSON.stringify(file)}); console.log("has it"); setInterval(() => 0, 1000)`;
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    return child;
  }

  it("is had by one at a time, within a process too, and leaves nothing behind", () => {
    const lock = taken(tryLock(file));
    const other = tryLock(file);
    assert.ok("pid" in other && other.pid === process.pid);
    lock.release();
    taken(tryLock(file)).release();
    assert.deepEqual(readdirSync(path.dirname(file)), []);
  });

  it("of a living process is not had, and is had as soon as that was killed", async () => {
    const child = await holder();
    const found = tryLock(file);
    assert.ok("pid" in found && found.pid === child.pid);
    child.kill("SIGKILL");
    await once(child, "exit");
    const lock = taken(tryLock(file));
    const other = tryLock(file);
    assert.ok("pid" in other && other.pid === process.pid, "the successor has it");
    lock.release();
    assert.deepEqual(readdirSync(path.dirname(file)), []);
  });

  it("is had by the successor of a successor that was killed", async () => {
    for (let n = 0; n < 3; n++) {
      const child = await holder();
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    assert.equal(readdirSync(path.dirname(file)).length, 3);
    const lock = taken(tryLock(file));
    assert.ok("pid" in tryLock(file));
    lock.release();
    assert.deepEqual(readdirSync(path.dirname(file)), []);
  });

  it("is not kept by a later process that has the pid of its owner", () => {
    taken(tryLock(file));
    writeFileSync(file, JSON.stringify({ ...owner(), started: "1" }));
    taken(tryLock(file)).release();
  });

  it("of another machine is had when its owner was silent for long, and is left alone before that", () => {
    taken(tryLock(file));
    writeFileSync(file, JSON.stringify({ ...owner(), machine: "elsewhere" }));
    assert.ok("pid" in tryLock(file));
    const before = new Date(Date.now() - 60_000);
    utimesSync(file, before, before);
    assert.ok("pid" in tryLock(file, { silenceMs: 120_000 }));
    taken(tryLock(file, { silenceMs: 30_000 })).release();
  });

  it("shows by a touch that its owner is at work", () => {
    const lock = taken(tryLock(file));
    const before = new Date(Date.now() - 60_000);
    utimesSync(file, before, before);
    lock.touch();
    assert.ok(Date.now() - statSync(file).mtimeMs < 30_000);
    lock.release();
  });

  it("that a power failure left without contents is had", () => {
    taken(tryLock(file));
    writeFileSync(file, "");
    taken(tryLock(file)).release();
    assert.deepEqual(readdirSync(path.dirname(file)), []);
  });

  it("is not released for another who has it now", () => {
    const lock = taken(tryLock(file));
    writeFileSync(file, JSON.stringify({ ...owner(), id: "another" }));
    lock.release();
    assert.ok(existsSync(file));
  });

  it("is not released by an owner whose silence cost it the lock", () => {
    const silent = taken(tryLock(file));
    const before = new Date(Date.now() - 60_000);
    writeFileSync(file, JSON.stringify({ ...owner(), machine: "elsewhere" }));
    utimesSync(file, before, before);
    const successor = taken(tryLock(file, { silenceMs: 30_000 }));
    silent.touch();
    silent.release();
    assert.ok("pid" in tryLock(file, { silenceMs: 30_000 }), "two have it");
    successor.release();
    assert.deepEqual(readdirSync(path.dirname(file)), []);
  });

  it("ends with what is done under it, also with an error, and is waited for only so long", () => {
    assert.equal(
      withLock(file, () => {
        assert.throws(() => withLock(file, () => 0, { patienceMs: 20 }), {
          message: `the lock ${file} is held by process ${process.pid} since ${owner().since}`,
        });
        return 7;
      }),
      7,
    );
    assert.throws(
      () =>
        withLock(file, () => {
          throw new TypeError("fault");
        }),
      TypeError,
    );
    assert.equal(
      withLock(file, () => 8),
      8,
    );
  });
});
