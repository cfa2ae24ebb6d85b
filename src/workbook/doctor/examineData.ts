import path from "node:path";
import { datasetNames, readManifest } from "../../data/manifest";
import { runTool } from "../../engine/install/runTool";
import type { Places } from "../places";
import type { Finding } from "./finding";

const script = `
const { preparations } = require(process.argv[1]);
for (const [name, { check }] of Object.entries(preparations))
  console.log(JSON.stringify([name, check({ cacheDir: process.argv[2] }) ?? "whole"]));
`;

/** The data sets with their checksums, computed now, in a process of its own: the reader of images needs the engine. */
export async function examineData({ home }: Places): Promise<Finding[]> {
  const preparations = path.resolve(__dirname, "../../data/preparations.js");
  const answer = await runTool(process.execPath, ["-e", script, preparations, path.join(home, "data")]).catch(() => "");
  const lines = answer.split("\n").filter((line) => line.startsWith("["));
  const faults = new Map(lines.map((line) => JSON.parse(line) as [name: string, fault: string]));
  return datasetNames.map((name) => {
    const subject = `data: ${name}`;
    const fault = faults.get(name) ?? "cannot be read before the engine opens";
    if (fault !== "whole") return { subject, state: "broken", value: fault, remedy: "npm run setup" };
    const { source, trainSize, testSize, sha256 } = readManifest(name);
    return { subject, state: "ok", value: `${trainSize} + ${testSize} images of ${source}, sha256 ${sha256} checked` };
  });
}
