import { DataError } from "./dataError";
import { type Dataset, imageSize } from "./dataset";
import { readManifest } from "./manifest";
import type { PrepareOptions } from "./prepared";

export interface LoadOptions extends PrepareOptions {
  /** Default "train". */
  split?: "train" | "test";
}

/** One split of a decoded file, as views: nothing is copied. `asker` is who loads, for errors. */
export function loadSplit(
  { name, asker, prepare }: { name: string; asker: string; prepare: (options: PrepareOptions) => Buffer },
  options: LoadOptions,
): Dataset {
  const { split = "train" } = options;
  if (split !== "train" && split !== "test")
    throw new DataError(`${asker}: split is "${String(split)}"; it must be "train" or "test"`);
  const { shape, classNames, trainSize, testSize } = readManifest(name);
  const whole = prepare(options);
  const bytes = imageSize({ shape });
  const [first, size] = split === "train" ? [0, trainSize] : [trainSize, testSize];
  const labelsAt = (trainSize + testSize) * bytes + first;
  return {
    name: `${name}/${split}`,
    size,
    shape,
    images: whole.subarray(first * bytes, (first + size) * bytes),
    labels: whole.subarray(labelsAt, labelsAt + size),
    classNames,
  };
}
