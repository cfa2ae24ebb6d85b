import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { explainToolError } from "../../engine/install/explainToolError";
import { requireFreeDisk } from "../../engine/install/requireFreeDisk";
import { runTool } from "../../engine/install/runTool";
import type { Places } from "../places";
import { findPython } from "../setup/findPython";
import type { Step } from "../setup/step";

/** The Python of the environment that holds PyTorch. */
export function torchPython({ home }: Pick<Places, "home">): string {
  return path.join(home, "bench", "venv", "bin", "python");
}

/** PyTorch and torchvision, in an environment that only the bench uses. */
export function torchStep({ root, home }: Places, env: NodeJS.ProcessEnv = process.env): Step {
  const python = torchPython({ home });
  const venv = path.resolve(python, "../..");
  // Written last: an environment without it was never finished.
  const stamp = path.join(venv, ".contrastbook-torch");
  const requirements = path.join(root, "src/workbook/bench/peers/requirements.txt");
  const wanted = (): string => createHash("sha256").update(readFileSync(requirements)).digest("hex");
  return {
    name: "torch",
    needs: [],
    check() {
      const versions = readFileSync(requirements, "utf8").trim().split("\n").join(", ");
      if (!existsSync(stamp)) return `installing ${versions}, several gigabytes, for the bench only`;
      if (!existsSync(python)) return "installing PyTorch anew: its Python has left the machine";
      return readFileSync(stamp, "utf8") === wanted() ? undefined : `the pinned versions are now ${versions}`;
    },
    async run(report) {
      const { command } = await findPython(env);
      requireFreeDisk(home, 12_000);
      rmSync(venv, { recursive: true, force: true });
      const onLine = (line: string): void => {
        const file = /^\s*(?:Downloading|Processing|Using cached) (?:\S*\/)?(\S+\.whl)/.exec(line)?.[1];
        if (file) report(file);
        else if (line.startsWith("Installing collected packages")) report("downloaded, installing");
      };
      const quiet = ["--disable-pip-version-check", "--progress-bar", "off"];
      try {
        await runTool(command, ["-m", "venv", venv], { env });
        await runTool(python, ["-m", "pip", "install", ...quiet, "-r", requirements], { env, onLine });
        report("importing");
        await runTool(python, ["-c", "import torch, torchvision"], { env });
      } catch (error) {
        throw explainToolError(error, "The bench needs PyTorch: read the words above, and start again");
      }
      writeFileSync(stamp, wanted());
    },
    remedy: `Remove ${venv} and start again`,
  };
}
