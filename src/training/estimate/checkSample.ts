import type { Pairs } from "../../data/samplers/pairSampler";
import { tf } from "../../engine/tf";
import { TrainingError } from "../trainingError";

/** @throws TrainingError in the name of estimateMI, for pairs that are no pairs of finite numbers */
export function checkSample({ x, z }: Pairs): void {
  for (const [name, rows] of Object.entries({ x, z })) {
    if (!(rows instanceof tf.Tensor))
      fail(`${name} is no tensor; one of [N, D] is needed, as tf.tensor2d(values, [N, D]) makes it`);
    if (rows.dtype !== "float32") fail(`${name} is ${rows.dtype}; float32 is needed, as ${name}.toFloat() gives it`);
  }
  if (x.rank !== 2 || z.rank !== 2 || z.shape[0] !== x.shape[0])
    fail(`x is [${x.shape.join(", ")}] but z is [${z.shape.join(", ")}]; [N, D] of as many rows are needed`);
  for (const [name, rows] of Object.entries({ x, z })) {
    const values = rows.dataSync();
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) fail(`number ${bad} of ${name} is ${values[bad]}; finite numbers are needed`);
  }
}

function fail(why: string): never {
  throw new TrainingError(`estimateMI: ${why}`);
}
