import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { tethered } from "../../engine/install/runTool";

/** A test that has run. */
export interface Tested {
  /** Below the checkout: "test/losses/ntXent.test.ts". */
  file: string;
  title: string;
  /** Why it failed, with the name of the error; undefined when it passed. */
  failure?: string;
}

interface Report {
  tests: { title: string; file: string; err: { stack?: string; message?: string } }[];
}

/**
 * Runs the tests of these files whose own sentence is one of these, in a process of its own. One that does not get to report (it
 * threw while loading, or did not end in this time: a fault may make an endless loop) gives none.
 */
export async function runTests(
  root: string,
  files: readonly string[],
  sentences: readonly string[],
  minutes: number,
): Promise<Tested[]> {
  const output = path.join(root, "report.json");
  rmSync(output, { force: true });
  const built = (file: string): string => path.join(root, "dist", file.replace(/ts$/, "js"));
  const any = sentences.map((sentence) => sentence.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")).join("|");
  const [command, args] = tethered(process.execPath, [
    ...[path.join(root, "node_modules", "mocha", "bin", "mocha.js"), "--no-config", "--timeout", "60000"],
    ...["--reporter", "json", "--reporter-option", `output=${output}`, "--require", built("test/support/hooks.ts")],
    ...["--grep", `(${any})$`, ...new Set(files.map(built))],
  ]);
  await new Promise<void>((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: "ignore",
      timeout: 60_000 * minutes,
      killSignal: "SIGKILL",
    });
    child.on("error", () => resolve());
    child.on("close", () => resolve());
  });
  if (!existsSync(output)) return [];
  const { tests } = JSON.parse(readFileSync(output, "utf8")) as Report;
  return tests.map(({ title, file, err: { stack, message } }) => ({
    file: path.relative(path.join(root, "dist"), file).replace(/js$/, "ts"),
    title,
    failure: stack ?? message,
  }));
}
