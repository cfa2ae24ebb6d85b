import { createHash } from "node:crypto";

/** Numbers by name, as a file keeps them. */
export interface StoredTensor {
  name: string;
  values: Float32Array | Float64Array | Int32Array | Uint8Array;
  shape: readonly number[];
}

export interface TensorFile {
  tensors: Map<string, StoredTensor>;
  metadata: Record<string, string>;
}

interface Described {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

const types = { F32: Float32Array, F64: Float64Array, I32: Int32Array, BOOL: Uint8Array } as const;
/** Stands for the checksum while it is computed. */
const blank = "0".repeat(64);

/**
 * Tensors and texts in the layout of safetensors, which Python reads too: length of the header in 8 bytes, header in JSON, data.
 * The header's metadata begins with a SHA-256 of everything behind the length.
 * @returns what the file consists of, one part behind the other
 */
export function encodeTensors(tensors: readonly StoredTensor[], metadata: Record<string, string>): Uint8Array[] {
  let offset = 0;
  const described: Record<string, Described> = {};
  for (const { name, values, shape } of tensors) {
    described[name] = {
      dtype: dtypeOf(values),
      shape: [...shape],
      data_offsets: [offset, (offset += values.byteLength)],
    };
  }
  const data = tensors.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  const header = (sha256: string): Buffer => {
    const text = JSON.stringify({ __metadata__: { sha256, ...metadata }, ...described });
    const bytes = Buffer.byteLength(text);
    // Data begin at a multiple of 8 bytes.
    return Buffer.from(text + " ".repeat((8 - (bytes % 8)) % 8));
  };
  const sealed = header(checksum([header(blank), ...data]));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(sealed.length));
  return [length, sealed, ...data];
}

/**
 * What `encodeTensors` gave, whole and unchanged.
 * @returns undefined for anything else, such as a file that was cut off
 */
export function decodeTensors(file: Buffer): TensorFile | undefined {
  try {
    const begin = 8 + Number(file.readBigUInt64LE(0));
    const text = file.toString("utf8", 8, begin);
    const { __metadata__, ...described } = JSON.parse(text) as Record<string, Described> & {
      __metadata__: Record<string, string>;
    };
    const { sha256, ...metadata } = __metadata__;
    if (checksum([Buffer.from(text.replace(sha256, blank)), file.subarray(begin)]) !== sha256) return undefined;
    const tensors = Object.entries(described).map(([name, { dtype, shape, data_offsets }]) => {
      // A copy, since a view of numbers must begin at a multiple of their size.
      const bytes = file.subarray(begin + data_offsets[0], begin + data_offsets[1]);
      const values = new types[dtype as keyof typeof types](Uint8Array.from(bytes).buffer);
      return [name, { name, values, shape }] as const;
    });
    return { tensors: new Map(tensors), metadata };
  } catch {
    return undefined;
  }
}

function dtypeOf(values: StoredTensor["values"]): string {
  if (values instanceof Float32Array) return "F32";
  if (values instanceof Float64Array) return "F64";
  return values instanceof Int32Array ? "I32" : "BOOL";
}

function checksum(parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
