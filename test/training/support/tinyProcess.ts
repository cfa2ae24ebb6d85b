import { tinyTraining, type TinyOptions } from "./tinyTraining";

// A process that trains: told what in JSON, it prints a line at every step and what came of it.
const options = JSON.parse(process.argv[2]) as TinyOptions;
void tinyTraining({ ...options, onStep: (n) => void process.stdout.write(`step ${n}\n`) }).then(({ record, digest }) =>
  process.stdout.write(`${JSON.stringify({ digest, history: record.history, steps: record.steps })}\n`),
);
