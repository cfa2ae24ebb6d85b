import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { explainToolError } from "../../../engine/install/explainToolError";
import { runTool } from "../../../engine/install/runTool";
import type { Places } from "../../places";
import type { Step } from "../../setup/step";

const packages = { deno: "2.9.6" };

/** The folder that holds the kernels which the bench runs beside ours. */
export function peerKernelsFolder({ home }: Pick<Places, "home">): string {
  return path.join(home, "bench", "kernels");
}

/** Deno from npm, in a folder that only the bench uses. tslab and ipykernel are there anyway. */
export function peerKernelsStep(places: Pick<Places, "home">, env: NodeJS.ProcessEnv = process.env): Step {
  const folder = peerKernelsFolder(places);
  const wanted = JSON.stringify({ private: true, dependencies: packages });
  // written last: a folder without it was never finished
  const stamp = path.join(folder, `.installed-deno-${packages.deno}`);
  return {
    name: "peer kernels",
    needs: [],
    check: () => (existsSync(stamp) ? undefined : "installing Deno, for the bench only"),
    async run() {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "package.json"), wanted);
      try {
        await runTool("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder], { env });
      } catch (error) {
        throw explainToolError(error, "The bench needs Deno: read the words above, and start again");
      }
      writeFileSync(stamp, "");
    },
    remedy: `Remove ${folder} and start again`,
  };
}
