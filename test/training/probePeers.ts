import { readFileSync } from "node:fs";
import path from "node:path";
import type { Features } from "../../src/training/features";
import type { ProbeData } from "../../src/training/probeData";

const read = (file: string): unknown =>
  JSON.parse(readFileSync(path.resolve(__dirname, "../../../test/fixtures", file), "utf8"));

interface Problem {
  rows: number;
  columns: number;
  train: number[];
  trainLabels: number[];
  test: number[];
  testLabels: number[];
  ridge: { l2: number; scores: number[] }[];
  logistic: { l2: number; predictions: number[]; accuracy: number }[];
  neighbours: {
    k: number;
    weights: "equal" | "similarity";
    temperature: number;
    votes: number[];
    predictions: number[];
  }[];
}

interface LightlyKnn {
  classes: number;
  columns: number;
  train: number[];
  trainLabels: number[];
  test: number[];
  runs: { k: number; temperature: number; predictions: number[] }[];
}

/** What scikit-learn makes of two problems; test/fixtures/scikit-learn/probes.py made the file. */
export const scikitLearn = read("scikit-learn/probes.json") as { classes: number; problems: Problem[] };

/** What lightly makes of another; test/fixtures/lightly/knn.py made the file. */
export const lightlyKnn = read("lightly/knn.json") as LightlyKnn;

export const featuresOf = (values: number[], columns: number): Features => ({
  values: Float32Array.from(values),
  rows: values.length / columns,
  columns,
});

export const dataOf = ({ train, trainLabels, test, testLabels, columns }: Problem): ProbeData => ({
  train: featuresOf(train, columns),
  trainLabels,
  test: featuresOf(test, columns),
  testLabels,
  classes: scikitLearn.classes,
});
