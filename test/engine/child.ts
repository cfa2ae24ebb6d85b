import { spawnSync } from "node:child_process";
import path from "node:path";

/** The compiled engine's folder, for code that a child process runs. */
export const engineFolder = path.resolve(__dirname, "../../src/engine");

/** Runs JavaScript in a fresh Node process at the project root, where the engine is not open yet. */
export function child(code: string, options: { env?: NodeJS.ProcessEnv; nodeArguments?: string[] } = {}) {
  const { env = {}, nodeArguments = [] } = options;
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TF_|CONTRASTBOOK_|NODE_OPTIONS)/.test(name));
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeArguments, "-e", code], {
    cwd: path.resolve(__dirname, "../../.."),
    env: { ...Object.fromEntries(inherited), ...env },
    encoding: "utf8",
  });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}
