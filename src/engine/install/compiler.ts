import { existsSync, renameSync } from "node:fs";
import path from "node:path";
import { explainToolError } from "./explainToolError";
import { findExecutable } from "./findExecutable";
import { InstallError } from "./installError";
import { requireFreeDisk } from "./requireFreeDisk";
import { runTool } from "./runTool";
import { inTemporaryFolder } from "./temporaryFolder";

/** A C++ compiler: the program and the arguments that come before all others. */
export interface Compiler {
  command: string;
  args: readonly string[];
}

export interface RequireCompilerOptions {
  /** `engineHome()`. */
  home: string;
  /** A Python with pip. */
  python: string;
  report?: (message: string) => void;
  env?: NodeJS.ProcessEnv;
}

const zigVersion = "0.15.2";

/** The machine's own C++ compiler: CXX if set, else g++ or clang++ on the search path. */
export function findCompiler(env: NodeJS.ProcessEnv = process.env): Compiler | undefined {
  const named = env.CXX?.trim().split(/\s+/) ?? [];
  for (const [name = "", ...args] of [named, ["g++"], ["clang++"]]) {
    const command = name && findExecutable(name, env.PATH);
    if (command) return { command, args };
  }
  return undefined;
}

/**
 * The machine's compiler, or else the one in the PyPI wheel `ziglang`, which is put beside the library.
 * @throws {InstallError} when there is neither.
 */
export async function requireCompiler(options: RequireCompilerOptions): Promise<Compiler> {
  const { home, python, report = () => undefined, env = process.env } = options;
  const found = findCompiler(env);
  if (found) return found;
  const zig = path.join(home, "engine", `ziglang-${zigVersion}`);
  const compiler = { command: path.join(zig, "ziglang", "zig"), args: ["c++"] };
  if (existsSync(zig)) return compiler;
  report(`no C++ compiler on this machine: fetching ziglang ${zigVersion} from PyPI`);
  requireFreeDisk(path.dirname(zig), 600);
  await inTemporaryFolder(path.dirname(zig), async (folder) => {
    const quiet = ["--no-cache-dir", "--disable-pip-version-check", "--progress-bar", "off"];
    const args = ["-m", "pip", "install", "--no-deps", "--only-binary=:all:", ...quiet, "--target", `${folder}/zig`];
    await runTool(python, [...args, `ziglang==${zigVersion}`], { env: { ...env, TMPDIR: folder } }).catch(noCompiler);
    renameSync(`${folder}/zig`, zig);
  });
  return compiler;
}

function noCompiler(error: unknown): never {
  const { reason } = explainToolError(error, "");
  throw new InstallError(
    `there is no C++ compiler (g++, clang++), and ziglang could not be fetched: ${reason}`,
    remedy,
  );
}

const remedy =
  "Install a C++ compiler (Debian or Ubuntu: `apt-get install g++`; Fedora: `dnf install gcc-c++`), or name one in CXX, and start again";
