import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Lets one set-up at a time work in a checkout: waits for the one that runs, and takes over from one that was killed.
 * @returns a function that opens the lock; it opens by itself when this process ends
 */
export async function acquireLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = identity(process.pid);
  const draft = `${file}.${process.pid}`;
  for (let told = false; !claim(file, draft, mine);) {
    const owner = read(file);
    const pid = Number(owner.split(" ")[0]);
    if (owner && identity(pid) !== owner) {
      rmSync(file, { force: true });
    } else {
      if (!told) console.log(`… waiting for the set-up that process ${pid} runs in this checkout`);
      told = true;
      await sleep(300);
    }
  }
  const release = () => {
    if (read(file) === mine) rmSync(file, { force: true });
  };
  process.once("exit", release);
  return release;
}

// A link appears with its content at once: no one ever reads a lock without an owner.
function claim(file, draft, mine) {
  writeFileSync(draft, mine);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** A process by its id and, because ids come again, the moment it started; only the id where there is no /proc. */
function identity(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return "";
  }
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // A killed process stays as a zombie where nobody reaps, as in some containers.
  return fields[0] === "Z" ? "" : `${pid} ${fields[19] ?? ""}`;
}
