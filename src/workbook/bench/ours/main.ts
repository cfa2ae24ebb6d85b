import { createInterface } from "node:readline";
import { device } from "../../../engine/device";
import type { Job, Task } from "../job";
import { openAugmentation } from "./augmentation";
import { openMatmul } from "./matmul";
import { openMineStep } from "./mineStep";
import { peakMiB } from "./peakMiB";
import type { Session } from "./session";
import { openSimclrEndToEnd } from "./simclrEndToEnd";
import { openSimclrStep } from "./simclrStep";

// Our side of the bench, a process of its own; what it says and hears is what peers/peer.py says and hears.

const openers: Record<Task, (job: Job) => Session> = {
  "simclr-step": openSimclrStep,
  "simclr-end-to-end": openSimclrEndToEnd,
  augmentation: openAugmentation,
  "mine-step": openMineStep,
  matmul: openMatmul,
};

const say = (message: object): void => console.log(JSON.stringify(message));

const job = JSON.parse(process.argv[2]) as Job;
const session = openers[job.task](job);
say({ event: "ready", threads: device().threads.intraOp, ...session.facts });
createInterface({ input: process.stdin }).on("line", (line) => {
  const steps = Number(line.split(" ")[1]);
  say({ event: "done", steps, ms: session.run(steps), peakMiB: peakMiB() });
});
