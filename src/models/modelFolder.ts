import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { tf } from "../engine/tf";
import type { Frozen } from "./frozenParts";

/** A model as tfjs hands it to who saves it. tfjs exports the functions that take one, and not the type. */
export type ModelArtifacts = Parameters<Parameters<typeof tf.io.withSaveHandler>[0]>[0];

/** What tfjs' `model.json` holds; every tfjs reads it. */
export interface ModelFile {
  format: "layers-model";
  generatedBy?: string;
  convertedBy?: string | null;
  modelTopology: object;
  /** What is frozen, where something is: ours, and passed over by other readers. */
  frozen?: Frozen;
  /** What the user noted in the model. */
  userDefinedMetadata?: object;
  weightsManifest: { paths: string[]; weights: NonNullable<ModelArtifacts["weightSpecs"]> }[];
}

/** The file that says which weights belong to the model. */
export const modelFile = "model.json";

/** The name of a file with these weights: other weights have another, and a file that is not what it was betrays itself. */
export function weightsFile(data: Uint8Array): string {
  return `weights-${createHash("sha256").update(data).digest("hex").slice(0, 16)}.bin`;
}

/** The folder that a path names, or a `file://` address, as tfjs takes it: what follows may be relative. */
export function folderOf(given: string): string {
  if (/^file:\/\/\//.test(given)) return fileURLToPath(given);
  return given.replace(/^file:\/\//, "");
}
