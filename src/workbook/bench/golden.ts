import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BenchError } from "./benchError";

/** A plain array as both sides read it. */
export interface GoldenArray {
  dtype: "float32" | "uint8";
  shape: readonly number[];
  values: Float32Array | Uint8Array;
}

export type GoldenArrays = Record<string, GoldenArray>;

/** What our eager side computed from the arrays; the other sides have to find the same. */
export interface GoldenFacts {
  /** Losses of the first steps. */
  losses?: number[];
  /** Of augmented views. */
  pixels?: Pixels;
  /** Floating point operations of a training step. */
  flops?: number;
}

/** Mean and standard deviation of all pixels. */
export interface Pixels {
  mean: number;
  deviation: number;
}

interface Entry {
  dtype: GoldenArray["dtype"];
  shape: readonly number[];
  offset: number;
}

interface Index {
  arrays: Record<string, Entry>;
  facts: GoldenFacts;
}

/** Writes arrays (little-endian, row-major, one after the other) and facts into an existing folder. */
export function writeGolden(folder: string, arrays: GoldenArrays, facts: GoldenFacts): void {
  const entries: Record<string, Entry> = {};
  const chunks: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { dtype, shape, values }] of Object.entries(arrays)) {
    // A multiple of 4, where a float may begin.
    const chunk = new Uint8Array(Math.ceil(values.byteLength / 4) * 4);
    chunk.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    entries[name] = { dtype, shape, offset };
    chunks.push(chunk);
    offset += chunk.byteLength;
  }
  writeFileSync(path.join(folder, "golden.bin"), Buffer.concat(chunks));
  writeFileSync(path.join(folder, "golden.json"), JSON.stringify({ arrays: entries, facts } satisfies Index));
}

/** Reads what `writeGolden` wrote. The function gives the array of a name, a copy. */
export function readGolden(folder: string): { facts: GoldenFacts; array: (name: string) => GoldenArray } {
  const { arrays, facts } = JSON.parse(readFileSync(path.join(folder, "golden.json"), "utf8")) as Index;
  const data = readFileSync(path.join(folder, "golden.bin"));
  const array = (name: string): GoldenArray => {
    if (!Object.hasOwn(arrays, name))
      throw new BenchError(`readGolden: ${folder} holds no "${name}"; it holds ${Object.keys(arrays).join(", ")}`);
    const { dtype, shape, offset } = arrays[name];
    const count = shape.reduce((product, size) => product * size, 1);
    const bytes = Uint8Array.from(data.subarray(offset, offset + count * (dtype === "uint8" ? 1 : 4)));
    return { dtype, shape, values: dtype === "uint8" ? bytes : new Float32Array(bytes.buffer) };
  };
  return { facts, array };
}
