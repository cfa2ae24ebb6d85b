import { readFile } from "node:fs/promises";
import path from "node:path";
import { tf } from "../engine/tf";
import { freezeParts } from "./frozenParts";
import { ModelError } from "./modelError";
import { folderOf, type ModelFile, modelFile, weightsFile } from "./modelFolder";

/**
 * Loads the model that `saveModel`, or `model.save("file://...")`, put into a folder. Its outputs are those of the saved one to the bit.
 *
 * @param folder a path, or `file://` and a path as tfjs has it.
 * @returns a model of its own; of what `saveModel` put there, what was frozen is, be it a layer or a model within the model.
 * @throws ModelError `loadModel: there is no model in runs/7; saveModel puts one there`;
 *   `loadModel: runs/7/model.json is not the description of a layers model`;
 *   `loadModel: runs/7/weights.bin is missing; save the model again`;
 *   `loadModel: the weights in runs/7 are 40 bytes, but the model needs 44; save the model again`;
 *   `loadModel: runs/7/weights-0123456789abcdef.bin is damaged; save the model again`;
 *   `loadModel: the model in runs/7 cannot be built: Unknown layer: Mystery`.
 * @cost builds the model and reads the weights; 11 million (ResNet-18 of width 64): about 0.4 s.
 */
export async function loadModel(folder: string): Promise<tf.LayersModel> {
  const { description, data } = await readFolder(folderOf(folder));
  const weightSpecs = description.weightsManifest.flatMap(({ weights }) => weights);
  const needed = weightSpecs.reduce((sum, { shape, dtype }) => sum + tf.util.sizeFromShape(shape) * bytesOf(dtype), 0);
  if (data.byteLength !== needed)
    throw new ModelError(
      `loadModel: the weights in ${folder} are ${data.byteLength} bytes, but the model needs ${needed}; save the model again`,
    );
  const { modelTopology, userDefinedMetadata, frozen } = description;
  const artifacts = { modelTopology, weightSpecs, weightData: data, userDefinedMetadata };
  try {
    const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
    if (frozen) freezeParts(model, frozen);
    return model;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ModelError(`loadModel: the model in ${folder} cannot be built: ${reason}`, { cause: error });
  }
}

interface Contents {
  description: ModelFile;
  data: ArrayBuffer;
}

async function readFolder(folder: string): Promise<Contents> {
  const file = path.join(folder, modelFile);
  const text = await readIfThere(file);
  if (text === undefined) throw new ModelError(`loadModel: there is no model in ${folder}; saveModel puts one there`);
  const description = parse(file, text.toString("utf8"));
  const parts: Buffer[] = [];
  for (const name of description.weightsManifest.flatMap(({ paths }) => paths)) {
    const part = await readIfThere(path.join(folder, name));
    if (part === undefined) {
      // Somebody may have saved a new model since the description was read.
      const again = await readIfThere(file);
      if (again && !again.equals(text)) return readFolder(folder);
      throw new ModelError(`loadModel: ${path.join(folder, name)} is missing; save the model again`);
    }
    if (/^weights-[0-9a-f]{16}\.bin$/.test(name) && weightsFile(part) !== name)
      throw new ModelError(`loadModel: ${path.join(folder, name)} is damaged; save the model again`);
    parts.push(part);
  }
  const whole = Buffer.concat(parts);
  return {
    description,
    data: whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.byteLength),
  };
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

function parse(file: string, text: string): ModelFile {
  try {
    const value = JSON.parse(text) as Partial<ModelFile> | null;
    const groups = value?.weightsManifest;
    const whole =
      typeof value?.modelTopology === "object" &&
      Array.isArray(groups) &&
      groups.every(({ paths, weights }) => Array.isArray(paths) && Array.isArray(weights));
    if (whole) return value as ModelFile;
  } catch {
    // Told below.
  }
  throw new ModelError(`loadModel: ${file} is not the description of a layers model`);
}

/** Of a weight in the file; of a text there is no telling, but no layer has one. */
function bytesOf(dtype: string): number {
  return dtype === "bool" || dtype === "uint8" ? 1 : 4;
}
