import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { KernelSpecError } from "./kernelSpecError";

const askPython = ["-c", "import sys; print(sys.prefix)"];

/** The data folder that every Jupyter of this account reads: what `jupyter --data-dir` prints. */
export function userFolder(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  const home = env.HOME || homedir();
  if (env.JUPYTER_DATA_DIR) return resolve(env.JUPYTER_DATA_DIR);
  if (platform === "darwin") return join(home, "Library", "Jupyter");
  if (platform === "win32") return join(env.APPDATA || join(home, "AppData", "Roaming"), "jupyter");
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}

/** The data folder below the prefix of a Python environment. */
export function prefixFolder(prefix: string): string {
  return join(resolve(prefix), "share", "jupyter");
}

/**
 * The data folder of the Python environment in use: the activated one, else that of the first Python on the path.
 * @throws {KernelSpecError} no environment is active and no Python is found
 */
export function environmentFolder(env: NodeJS.ProcessEnv = process.env): string {
  const prefix = env.VIRTUAL_ENV || env.CONDA_PREFIX || pythonPrefix(env);
  if (prefix) return prefixFolder(prefix);
  throw new KernelSpecError(
    "kernelspec: no Python environment is active and there is no python3 on the path; " +
      "activate the one with Jupyter, or name it: --prefix <its folder>",
  );
}

/** Every data folder in which a Jupyter started from here may look, without those that were said twice. */
export function knownFolders(env: NodeJS.ProcessEnv = process.env): string[] {
  const prefixes = [env.VIRTUAL_ENV, env.CONDA_PREFIX, pythonPrefix(env), "/usr/local", "/usr"];
  const named = (env.JUPYTER_PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const folders = [
    ...named.map((folder) => resolve(folder)),
    userFolder(env),
    ...prefixes.flatMap((prefix) => (prefix ? [prefixFolder(prefix)] : [])),
  ];
  return [...new Set(folders)];
}

function pythonPrefix(env: NodeJS.ProcessEnv): string | undefined {
  for (const python of ["python3", "python"]) {
    const { status, stdout } = spawnSync(python, askPython, { env, encoding: "utf8" });
    if (status === 0 && stdout.trim() !== "") return stdout.trim();
  }
  return undefined;
}
