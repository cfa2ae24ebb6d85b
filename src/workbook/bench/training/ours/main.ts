import type { TrainingJob } from "../trainingJob";
import { exportCurves, trainCurves } from "./curves";
import { exportSamples, type SamplesRequest } from "./samples";
import { exportRun, probePeer, trainRun } from "./run";

// Our side of the comparison of trainings, a process of its own for each piece of work: main.js WORK, a JSON object, prints one
// line of JSON.

/** What this side can be asked for. */
export type Asked =
  | { ask: "export curves"; folder: string }
  | { ask: "export run"; folder: string; seed: number }
  | ({ ask: "export samples" } & SamplesRequest)
  | { ask: "train"; job: TrainingJob }
  | { ask: "probe"; folder: string; seed: number };

async function answer(asked: Asked): Promise<object> {
  switch (asked.ask) {
    case "export curves":
      exportCurves(asked.folder);
      return {};
    case "export run":
      exportRun(asked.folder, asked.seed);
      return {};
    case "export samples":
      exportSamples(asked);
      return {};
    case "train":
      return asked.job.task === "curves" ? trainCurves(asked.job) : trainRun(asked.job);
    case "probe":
      return probePeer(asked.folder, asked.seed);
  }
}

void answer(JSON.parse(process.argv[2]) as Asked).then((result) => console.log(JSON.stringify(result)));
