import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { explainToolError } from "../../engine/install/explainToolError";
import { requireFreeDisk } from "../../engine/install/requireFreeDisk";
import { runTool } from "../../engine/install/runTool";
import type { Places } from "../places";
import { findPython } from "../setup/findPython";
import type { Step } from "../setup/step";

/** The Python of the environment that holds PyTorch and the other peers. */
export function torchPython({ home }: Pick<Places, "home">): string {
  return path.join(home, "bench", "venv", "bin", "python");
}

/** PyTorch and the other libraries that ours is compared with, in an environment that only the bench and the fixtures use. */
export function torchStep({ root, home }: Places, env: NodeJS.ProcessEnv = process.env): Step {
  const python = torchPython({ home });
  const venv = path.resolve(python, "../..");
  // Written last: an environment without it was never finished.
  const stamp = path.join(venv, ".contrastbook-torch");
  const peers = path.join(root, "src/workbook/bench/peers");
  const requirements = path.join(peers, "requirements.txt");
  const alone = path.join(peers, "requirements-without-dependencies.txt");
  const contents = (): string => [requirements, alone].map((file) => readFileSync(file, "utf8")).join("\n");
  const pins = (): string => (contents().match(/^\w[^\s#]*/gm) ?? []).join(", ");
  const wanted = (): string => createHash("sha256").update(contents()).digest("hex");
  return {
    name: "torch",
    needs: [],
    check() {
      if (!existsSync(stamp)) return `installing ${pins()}, several gigabytes, for the bench and the fixtures only`;
      if (!existsSync(python)) return "installing PyTorch anew: its Python has left the machine";
      return readFileSync(stamp, "utf8") === wanted() ? undefined : `the pinned versions are now ${pins()}`;
    },
    async run(report) {
      // One that was finished only needs what has changed.
      const upgrade = existsSync(stamp) && existsSync(python);
      requireFreeDisk(home, upgrade ? 6_000 : 12_000);
      const onLine = (line: string): void => {
        const file = /^\s*(?:Downloading|Processing|Using cached) (?:\S*\/)?(\S+\.whl)/.exec(line)?.[1];
        if (file) report(file);
        else if (line.startsWith("Installing collected packages")) report("downloaded, installing");
      };
      const pip = (...what: string[]): Promise<string> => {
        const quiet = ["--disable-pip-version-check", "--progress-bar", "off"];
        return runTool(python, ["-m", "pip", "install", ...quiet, ...what], { env, onLine });
      };
      try {
        if (upgrade) rmSync(stamp);
        else {
          const { command } = await findPython(env);
          rmSync(venv, { recursive: true, force: true });
          await runTool(command, ["-m", "venv", venv], { env });
        }
        await pip("-r", requirements);
        await pip("--no-deps", "-r", alone);
        report("importing");
        await runTool(python, ["-c", "import torch, torchvision, lightly.loss, sklearn, skimage"], { env });
      } catch (error) {
        throw explainToolError(error, "PyTorch and its peers are needed: read the words above, and start again");
      }
      writeFileSync(stamp, wanted());
    },
    remedy: `Remove ${venv} and start again`,
  };
}
