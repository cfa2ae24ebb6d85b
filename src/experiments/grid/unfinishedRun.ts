import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { tryLock, type Lock } from "../../files/lock";
import type { Owner } from "../../files/owner";
import { writeAtomically } from "../../files/writeAtomically";
import { identityOf, type ConfigValue, type RunIdentity } from "../../ledger/row";
import type { Checkpoint } from "../../training/loop";

/** How often the time spent is written down: that much of it a kill may lose. */
const beatMs = 5000;

/** A run that is not on record yet, of which this process alone has the folder with its checkpoints. */
export class UnfinishedRun {
  readonly #folder: string;
  readonly #lock: Lock;
  readonly #run: RunIdentity<object>;
  readonly #before: number;
  readonly #begin = performance.now();
  readonly #beat: NodeJS.Timeout;
  readonly #names = new Set<string>();

  private constructor(folder: string, lock: Lock, run: RunIdentity<object>) {
    this.#folder = folder;
    this.#lock = lock;
    this.#run = run;
    this.#before = secondsIn(folder);
    this.#beat = setInterval(() => this.#write(), beatMs).unref();
  }

  /**
   * Takes up a run, where another process left it if one did.
   * @param folder that of the unfinished runs of the experiment
   * @param code a checkpoint of other code is not gone on from
   * @returns the run, or the process that is at it
   */
  static claim(folder: string, run: RunIdentity<object>, code: string): UnfinishedRun | Owner {
    const own = path.join(folder, `${digest(run)}-${code}`);
    const lock = tryLock(`${own}.lock`);
    return "release" in lock ? new UnfinishedRun(own, lock, run) : lock;
  }

  /** Removes what is left of a run that is on record: its process was killed before it could, or other code had begun it. */
  static discard(folder: string, run: RunIdentity<object>): void {
    if (!existsSync(folder)) return;
    const left = readdirSync(folder).filter((name) => name.startsWith(`${digest(run)}-`));
    for (const name of new Set(left.map((file) => file.split(".")[0]))) removeUnlessBusy(path.join(folder, name));
  }

  /** Seconds of all processes that worked on it. */
  get seconds(): number {
    return this.#before + (performance.now() - this.#begin) / 1000;
  }

  /**
   * Where a training of the run is kept.
   * @throws RangeError `checkpoint: the name is "a/b"; letters, digits, "." and "-" are needed`;
   *   `checkpoint: "pretrain" is the name of two trainings; each needs its own`
   */
  checkpoint(name: string): Checkpoint {
    if (!/^\w[\w.-]*$/.test(name))
      throw new RangeError(`checkpoint: the name is ${JSON.stringify(name)}; letters, digits, "." and "-" are needed`);
    if (this.#names.has(name))
      throw new RangeError(`checkpoint: "${name}" is the name of two trainings; each needs its own`);
    this.#names.add(name);
    const { config, seed } = this.#run;
    const fingerprint = { ...(config as Record<string, ConfigValue>), seed };
    return { path: path.join(this.#folder, `${name}.checkpoint`), config: fingerprint };
  }

  /** The run is on record: what was kept of it is not needed any more. */
  finish(): void {
    clearInterval(this.#beat);
    rmSync(this.#folder, { recursive: true, force: true });
    this.#lock.release();
  }

  /** Leaves it to whoever takes it up next. */
  leave(): void {
    clearInterval(this.#beat);
    this.#write();
    this.#lock.release();
  }

  #write(): void {
    const state = { ...this.#run, seconds: Number(this.seconds.toFixed(1)) };
    try {
      this.#lock.touch();
      writeAtomically(path.join(this.#folder, stateFile), `${JSON.stringify(state)}\n`);
    } catch {
      // The time is a little less exact then. Of a full disk the training's checkpoint tells.
    }
  }
}

const stateFile = "run.json";

function digest(run: RunIdentity<object>): string {
  return createHash("sha256").update(identityOf(run)).digest("hex").slice(0, 16);
}

function secondsIn(folder: string): number {
  try {
    const { seconds } = JSON.parse(readFileSync(path.join(folder, stateFile), "utf8")) as { seconds: number };
    return seconds;
  } catch {
    // The run begins.
    return 0;
  }
}

function removeUnlessBusy(folder: string): void {
  const lock = tryLock(`${folder}.lock`);
  if (!("release" in lock)) return;
  rmSync(folder, { recursive: true, force: true });
  lock.release();
}
