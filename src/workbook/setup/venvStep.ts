import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { explainToolError } from "../../engine/install/explainToolError";
import { requireFreeDisk } from "../../engine/install/requireFreeDisk";
import { runTool } from "../../engine/install/runTool";
import type { Places } from "../places";
import { findPython } from "./findPython";
import type { Step } from "./step";

/** Written last: a venv without it was never finished. Holds the version of its Python. */
const stampName = ".contrastbook-venv";

/** Exists while pip installs into the venv: after a kill no one can say which packages are whole. */
export function installingMark(venv: string): string {
  return path.join(venv, ".contrastbook-installing");
}

/** "3.11", of a finished venv. */
export function venvVersion(venv: string): string {
  return readFileSync(path.join(venv, stampName), "utf8");
}

/** The project's own Python, in `.venv`. */
export function venvStep({ root, venv, python }: Places, env: NodeJS.ProcessEnv = process.env): Step {
  const stamp = path.join(venv, stampName);
  return {
    name: "python",
    needs: [],
    check() {
      if (!existsSync(venv)) return "making .venv";
      if (!existsSync(stamp)) return "making .venv anew: the one that is there was not finished";
      if (!existsSync(python)) return "making .venv anew: its Python has left the machine";
      return existsSync(installingMark(venv))
        ? "making .venv anew: an installation into it was interrupted"
        : undefined;
    },
    async run() {
      const { command, version } = await findPython(env);
      requireFreeDisk(root, 800);
      rmSync(venv, { recursive: true, force: true });
      await runTool(command, ["-m", "venv", venv], { env }).catch((error: unknown) => {
        throw explainToolError(
          error,
          "Check that `python3 -m venv` works (Debian: `apt-get install python3-venv`), and start again",
        );
      });
      writeFileSync(stamp, version);
    },
    remedy: "Remove .venv and start again",
  };
}
