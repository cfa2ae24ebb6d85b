import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { explainToolError } from "../../engine/install/explainToolError";
import { runTool } from "../../engine/install/runTool";
import type { Places } from "../places";
import type { Step } from "./step";
import { installingMark, venvVersion } from "./venvStep";

/** JupyterLab and the tools that run notebooks, in the versions the tests ran with. */
export function jupyterStep({ root, venv, python }: Places, env: NodeJS.ProcessEnv = process.env): Step {
  const stamp = path.join(venv, ".contrastbook-jupyter");
  const requirements = path.join(root, "src/workbook/python/requirements.txt");
  const constraints = path.join(root, "src/workbook/python/constraints.txt");
  // by which papermill sets parameters of TypeScript notebooks; built by itself, without a network
  const translator = path.join(root, "src/workbook/python/papermill");
  const wanted = (): string => {
    const hash = createHash("sha256").update(readFileSync(requirements)).update(readFileSync(constraints));
    for (const file of pythonFiles(translator)) hash.update(readFileSync(file));
    return hash.digest("hex");
  };
  return {
    name: "jupyter",
    needs: ["python"],
    check() {
      if (!existsSync(stamp)) return "installing JupyterLab into .venv";
      return readFileSync(stamp, "utf8") === wanted() ? undefined : "the pinned versions have changed";
    },
    async run(report) {
      // Some pinned releases need Python 3.11; on 3.10 pip chooses what fits the direct requirements.
      const constrained = venvVersion(venv) === "3.10" ? [] : ["-c", constraints];
      const quiet = ["--disable-pip-version-check", "--progress-bar", "off"];
      const args = ["-m", "pip", "install", ...quiet, "-r", requirements, ...constrained, translator];
      const onLine = (line: string): void => {
        if (line.startsWith("Installing collected packages")) report("downloaded, installing");
      };
      writeFileSync(installingMark(venv), "");
      try {
        await runTool(python, args, { env, onLine });
      } catch (error) {
        throw explainToolError(error, "Read pip's words above, and start again");
      } finally {
        rmSync(installingMark(venv), { force: true });
      }
      writeFileSync(stamp, wanted());
    },
    remedy: "Remove .venv and start again",
  };
}

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(py|toml)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}
