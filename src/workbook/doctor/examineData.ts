import path from "node:path";
import { readManifest } from "../../data/manifest";
import { runTool } from "../../engine/install/runTool";
import type { Places } from "../places";
import type { Finding } from "./finding";

const script = `
const { checkCifar10 } = require(process.argv[1]);
console.log(checkCifar10({ cacheDir: process.argv[2] }) ?? "whole");
`;

/** The data sets with their checksums, computed now, in a process of its own: the reader of images needs the engine. */
export async function examineData({ home }: Places): Promise<Finding[]> {
  const { name, source, trainSize, testSize, sha256 } = readManifest("cifar10");
  const subject = `data: ${name}`;
  const prepare = path.resolve(__dirname, "../../data/cifar10/prepare.js");
  const answer = await runTool(process.execPath, ["-e", script, prepare, path.join(home, "data")]).catch(
    () => "cannot be read before the engine opens",
  );
  const fault = answer.trim();
  if (fault !== "whole") return [{ subject, state: "broken", value: fault, remedy: "npm run setup" }];
  return [{ subject, state: "ok", value: `${trainSize} + ${testSize} images of ${source}, sha256 ${sha256} checked` }];
}
