import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAlive, newOwner, type Owner } from "./owner";

/** A lock that this process has. */
export interface Lock {
  /** For owners on other machines to see that this one is still at work. */
  touch(): void;
  release(): void;
}

export interface LockOptions {
  /** Milliseconds that an owner on another machine may be silent before it counts as gone. Default: 10 minutes. */
  silenceMs?: number;
}

/**
 * Takes a lock unless a process that is alive has it. It does not outlive its owner, however that ends.
 *
 * The lock is a file that names its owner. That of an owner who is gone is never removed by one who waits, since by then it
 * may be the file of the next: the successor takes a second file, named after the dead owner, which only one can make; the
 * successor's successor a third, and so on. Who has the last has the lock, and removes all of them, the first one first, so
 * that who came late sees by the first that the others no longer count.
 *
 * @returns the lock, or who has it
 */
export function tryLock(file: string, { silenceMs = 600_000 }: LockOptions = {}): Lock | Owner {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const owner = newOwner();
  const draft = `${file}.${owner.id}.tmp`;
  // Linked to its name when it is complete, so that nobody reads half an owner.
  writeFileSync(draft, JSON.stringify(owner));
  try {
    for (;;) {
      const taken = attempt(file, draft, silenceMs);
      if (taken !== undefined) return Array.isArray(taken) ? lockOf(file, owner, taken) : taken;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The chain of files, of which the last is ours now; or the owner; undefined when it changed meanwhile. */
function attempt(file: string, draft: string, silenceMs: number): string[] | Owner | undefined {
  const chain = [file];
  let first: Owner | undefined;
  for (;;) {
    const place = chain[chain.length - 1];
    if (link(draft, place)) {
      if (first === undefined || readOwner(file)?.id === first.id) return chain;
      rmSync(place, { force: true });
      return undefined;
    }
    const owner = readOwner(place);
    if (owner === undefined) return undefined;
    if (isAlive(owner, { unheardMs: owner.unheardMs, silenceMs })) return owner;
    first ??= owner;
    chain.push(`${file}.${owner.id}`);
  }
}

function lockOf(file: string, { id }: Owner, chain: readonly string[]): Lock {
  const own = chain[chain.length - 1];
  // An owner who was silent too long, on another machine, has a successor.
  const isOurs = (): boolean => readOwner(own)?.id === id && !existsSync(`${file}.${id}`);
  return {
    touch: () => {
      if (isOurs()) utimesSync(own, new Date(), new Date());
    },
    release: () => {
      if (isOurs()) for (const place of chain) rmSync(place, { force: true });
    },
  };
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readOwner(file: string): (Owner & { unheardMs: number }) | undefined {
  try {
    const { mtimeMs, ino } = statSync(file);
    const unheardMs = Date.now() - mtimeMs;
    try {
      return { ...(JSON.parse(readFileSync(file, "utf8")) as Owner), unheardMs };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      // What a power failure left of one: its owner is gone.
      return { id: `${ino}-${mtimeMs}`, pid: 0, started: "", machine: "", since: "", unheardMs: Infinity };
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
