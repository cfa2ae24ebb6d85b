import path from "node:path";
import { explainToolError } from "./explainToolError";
import { findExecutable } from "./findExecutable";
import { runTool } from "./runTool";

/** A C++ compiler: the program and the arguments that come before all others. */
export interface Compiler {
  command: string;
  args: readonly string[];
  /** Whether its linker knows `-z initfirst`; zig's does not, and TensorFlow's greeting stays on stderr with it. */
  initFirst: boolean;
}

const zigVersion = "0.15.2";

/** The machine's own C++ compiler: CXX if set, else g++ or clang++ on the search path. */
export function findCompiler(env: NodeJS.ProcessEnv = process.env): Compiler | undefined {
  const named = env.CXX?.trim().split(/\s+/) ?? [];
  for (const [name = "", ...args] of [named, ["g++"], ["clang++"]]) {
    const command = name && findExecutable(name, env.PATH);
    if (command) return { command, args, initFirst: true };
  }
  return undefined;
}

/**
 * The machine's compiler, or else the one in the PyPI wheel `ziglang`, installed into the project's venv.
 * @throws {InstallError} when there is neither.
 */
export async function requireCompiler(
  python: string,
  report: (message: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Compiler> {
  const found = findCompiler(env);
  if (found) return found;
  report(
    `no C++ compiler on this machine: installing ziglang ${zigVersion} from PyPI into ${path.dirname(path.dirname(python))}`,
  );
  const args = ["-m", "pip", "install", "--only-binary=:all:", "--progress-bar", "off", `ziglang==${zigVersion}`];
  await runTool(python, args, { env }).catch((error: unknown) => {
    throw explainToolError(error, compilerRemedy);
  });
  return { command: python, args: ["-m", "ziglang", "c++"], initFirst: false };
}

const compilerRemedy =
  "Install a C++ compiler (Debian or Ubuntu: `apt-get install g++`; Fedora: `dnf install gcc-c++`), or name one in CXX, and start again";
