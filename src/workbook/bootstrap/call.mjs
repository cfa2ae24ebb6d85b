import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

/** Runs a program, silently; resolves to its exit status and all it printed. With util-linux it dies when we are killed. */
export function call(command, args, options) {
  const setpriv = onPath("setpriv");
  const line = setpriv ? [setpriv, "--pdeathsig", "KILL", "--", command, ...args] : [command, ...args];
  return new Promise((resolve) => {
    const child = spawn(line[0], line.slice(1), { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", (error) => resolve({ status: -1, output: error.message }));
    child.on("close", (status) => resolve({ status: status ?? -1, output: output.trim() }));
  });
}

/** The first executable of this name on the search path, or undefined. */
export function onPath(name) {
  const candidates = (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, name));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Prints what a longer step does, and every ten seconds that it still does. */
export async function timed(step, what, work) {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  console.log(`… ${step}: ${what}`);
  const pulse = setInterval(() => console.log(`… ${step}: still at it (${seconds()})`), 10_000);
  try {
    const result = await work();
    console.log(`✓ ${step} (${seconds()})`);
    return result;
  } finally {
    clearInterval(pulse);
  }
}
