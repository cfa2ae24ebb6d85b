import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tethered } from "../../engine/install/runTool";
import type { Places } from "../places";
import { countsVariable, type TestCounts } from "./countingReporter";

export interface RunMochaOptions {
  env?: NodeJS.ProcessEnv;
  /** Whether mocha prints nothing. Default false. */
  silent?: boolean;
}

/** Runs the mocha tests as .mocharc.json says and returns the counts. A mocha that ends without any counts as one failure. */
export async function runMocha({ root }: Places, options: RunMochaOptions = {}): Promise<TestCounts> {
  const { env = process.env, silent = false } = options;
  const folder = mkdtempSync(path.join(tmpdir(), "contrastbook-test-"));
  const file = path.join(folder, "counts.json");
  const reporter = path.join(__dirname, "countingReporter.js");
  const mocha = path.join(root, "node_modules", "mocha", "bin", "mocha.js");
  const strict = env.CI ? ["--forbid-only", "--forbid-pending"] : [];
  const [command, args] = tethered(process.execPath, [mocha, "--reporter", reporter, ...strict]);
  try {
    const status = await new Promise<number>((resolve) => {
      const child = spawn(command, args, {
        cwd: root,
        env: { ...env, [countsVariable]: file },
        stdio: silent ? "ignore" : "inherit",
      });
      child.on("error", () => resolve(-1));
      child.on("close", (code) => resolve(code ?? -1));
    });
    const counts = read(file);
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file: string): TestCounts {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as TestCounts;
  } catch {
    return { passed: 0, failed: 1, pending: 0 };
  }
}
