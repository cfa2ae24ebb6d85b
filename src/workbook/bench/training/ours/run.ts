import { readFileSync } from "node:fs";
import path from "node:path";
import { simclr } from "../../../../augment/simclr";
import { loadCifar10 } from "../../../../data/cifar10/load";
import type { Dataset } from "../../../../data/dataset";
import { subset } from "../../../../data/subset";
import { embed } from "../../../../training/embed";
import type { Features } from "../../../../training/features";
import { linearProbe } from "../../../../training/linearProbe";
import { pretrain } from "../../../../training/pretrain";
import { type GoldenArray, writeGolden } from "../../golden";
import { type Probed, type Trained, type TrainingJob } from "../trainingJob";
import { modelsOf, weightsOf } from "./models";

/** Images of pretraining, and as many others of the probe. */
const images = 10_000;

/** The images of a run: to pretrain on, to fit the probe on, to judge it on. */
function imagesOf(seed: number): { train: Dataset; probe: Dataset; test: Dataset } {
  const cifar = loadCifar10();
  return {
    train: subset(cifar, { size: images, seed }),
    probe: subset(cifar, { size: images, seed: 1_000_000 + seed }),
    test: loadCifar10({ split: "test" }),
  };
}

/** Writes what a run of the peer starts from: our initial weights of this seed, and the images. */
export function exportRun(folder: string, seed: number): void {
  const { encoder, head } = modelsOf(seed);
  const { train, probe, test } = imagesOf(seed);
  const bytes = ({ size, shape, images }: Dataset): GoldenArray => ({
    dtype: "uint8",
    shape: [size, ...shape],
    values: images,
  });
  const arrays = { images: bytes(train), probe: bytes(probe), test: bytes(test) };
  writeGolden(folder, { ...weightsOf([encoder, head]), ...arrays }, {});
}

/** Pretrains as our users do, and probes. */
export async function trainRun(job: TrainingJob): Promise<Trained & Probed> {
  const { seed = 0, epochs = 1, batchSize = 1, learningRate, temperature } = job;
  const { train, probe, test } = imagesOf(seed);
  const { encoder, head } = modelsOf(seed);
  const augment = simclr({ strength: 0.5 });
  const options = { epochs, batchSize, learningRate, temperature, seed };
  const { losses, seconds } = await pretrain({ ...options, encoder, head, data: train, augment });
  const features = { train: embed(encoder, probe), test: embed(encoder, test) };
  return { losses, seconds, ...probeOf(features, { probe, test }) };
}

/** Probes the features that a peer left in the golden folder, as ours are probed. */
export function probePeer(folder: string, seed: number): Probed {
  const { probe, test } = imagesOf(seed);
  const bytes = readFileSync(path.join(folder, "features.bin"));
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const columns = values.length / (probe.size + test.size);
  const rows = (from: number, rows: number): Features => ({
    values: values.slice(from * columns, (from + rows) * columns),
    rows,
    columns,
  });
  return probeOf({ train: rows(0, probe.size), test: rows(probe.size, test.size) }, { probe, test });
}

function probeOf(features: { train: Features; test: Features }, data: { probe: Dataset; test: Dataset }): Probed {
  const labels = { trainLabels: data.probe.labels, testLabels: data.test.labels, classes: 10 };
  const { testAccuracy, trainAccuracy, interval } = linearProbe({ ...features, ...labels });
  return { testAccuracy, trainAccuracy, low: interval.low, high: interval.high };
}
