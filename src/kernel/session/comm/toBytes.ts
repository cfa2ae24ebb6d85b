import type { Bytes } from "./comm";

/** A copy, so that what is sent is what was there at the call, and no more than that of a larger buffer. */
export function toBytes(bytes: Bytes): Uint8Array {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  return Uint8Array.from(view);
}

/** Whether a value is binary data: what `toBytes` takes. */
export function isBytes(value: unknown): value is Bytes {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;
}
