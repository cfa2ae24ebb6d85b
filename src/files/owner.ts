import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import os from "node:os";

/** Whose a lock is. */
export interface Owner {
  /** Of this taking of the lock alone. */
  id: string;
  pid: number;
  /** When the process began, in the machine's own count: a later process with the same pid began at another time. */
  started: string;
  /** Where its pid means something: machine, boot and namespace of pids. */
  machine: string;
  /** When it took the lock, ISO 8601. */
  since: string;
}

/** This process, as the owner of a lock that it takes now. */
export function newOwner(): Owner {
  const { pid } = process;
  const since = new Date().toISOString();
  return { id: randomUUID(), pid, started: startOf(pid) ?? "", machine: machine(), since };
}

/**
 * Whether a lock's owner may still be at work.
 * @param unheardMs since the owner last touched the lock: all there is to go by where it is on another machine
 * @param silenceMs how long an owner on another machine may be silent
 */
export function isAlive(owner: Owner, { unheardMs, silenceMs }: { unheardMs: number; silenceMs: number }): boolean {
  if (owner.machine !== machine()) return unheardMs < silenceMs;
  return startOf(owner.pid) === owner.started;
}

/** When a process began, from what the kernel tells; undefined when there is none, or only what its parent has not yet fetched. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name of the program, in parentheses, may have anything in it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return existsSync("/proc/self/stat") || !answers(pid) ? undefined : "";
  }
}

/** Where there is no /proc, a pid is all there is to go by. */
function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

let known: string | undefined;
function machine(): string {
  const attempt = (read: () => string): string => {
    try {
      return read().trim();
    } catch {
      return "";
    }
  };
  return (known ??= [
    os.hostname(),
    attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
    attempt(() => readlinkSync("/proc/self/ns/pid")),
  ].join(" "));
}
