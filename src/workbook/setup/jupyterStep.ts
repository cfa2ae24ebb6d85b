import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  const wanted = (): string =>
    createHash("sha256").update(readFileSync(requirements)).update(readFileSync(constraints)).digest("hex");
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
      const args = ["-m", "pip", "install", ...quiet, "-r", requirements, ...constrained];
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
