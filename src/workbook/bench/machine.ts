import os from "node:os";
import path from "node:path";
import { runTool } from "../../engine/install/runTool";

/** What the numbers of a bench were measured on. */
export interface Machine {
  processor: string;
  cores: number;
  memoryGiB: number;
  /** Mean number of running processes in the minute before the bench began: the machine was idle when it is near 0. */
  load: number;
  versions: Record<"node" | "tfjs" | "tensorflow" | "python" | "torch" | "torchvision", string>;
}

const ours = `
const { tf } = require(process.argv[1] + "/engine/tf.js");
const { device } = require(process.argv[1] + "/engine/device.js");
console.log(JSON.stringify({ tfjs: tf.version.tfjs, tensorflow: device().tensorflow }));
`;
const theirs = `
import importlib.metadata, json, platform
version = importlib.metadata.version
print(json.dumps({"python": platform.python_version(), "torch": version("torch"), "torchvision": version("torchvision")}))
`;

/** Describes this machine and what is installed on it for the bench. */
export async function describeMachine(python: string): Promise<Machine> {
  const load = os.loadavg()[0];
  const answers = await Promise.all([
    runTool(process.execPath, ["-e", ours, path.resolve(__dirname, "../..")]),
    runTool(python, ["-c", theirs]),
  ]);
  const [tensorflow, torch] = answers.map((answer) => JSON.parse(answer.trim().split("\n").pop() ?? "") as object);
  const versions = { node: process.versions.node, ...tensorflow, ...torch } as Machine["versions"];
  const { model } = os.cpus()[0] ?? { model: "unknown" };
  return {
    processor: model,
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    load,
    versions,
  };
}

/** The lines above the tables. */
export function headerOf({ processor, cores, memoryGiB, load, versions }: Machine): string {
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const busy = load > 0.5 ? `\nThe machine was not idle when the bench began: its load was ${load.toFixed(1)}.` : "";
  return `${processor}, ${cores} cores, ${memoryGiB} GiB\n${names.join(", ")}${busy}`;
}
