import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A value that TensorBoard shows. */
export interface Point {
  tag: string;
  step: number;
  value: number;
}

/** The points of all event files of a folder, in the order of their names, as TensorBoard reads them. */
export function pointsIn(folder: string): Point[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith("events.out.tfevents."))
    .sort()
    .flatMap((name) => records(readFileSync(path.join(folder, name))).flatMap(pointsOf));
}

/** The records of a TFRecord file: length, its checksum, data, its checksum. */
export function records(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < file.length;) {
    const length = Number(file.readBigUInt64LE(at));
    const data = file.subarray(at + 12, at + 12 + length);
    assert.equal(file.readUInt32LE(at + 8), masked(crc32c(file.subarray(at, at + 8))), "checksum of a length");
    assert.equal(file.readUInt32LE(at + 12 + length), masked(crc32c(data)), "checksum of a record");
    found.push(data);
    at += 16 + length;
  }
  return found;
}

/** Castagnoli's polynomial, bit by bit. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** Event: 2 is the step, 5 the summary; in it 1 is a value, of which 1 is the tag and 2 the number. */
function pointsOf(event: Buffer): Point[] {
  const fields = fieldsOf(event);
  const step = Number(fields.find(({ number }) => number === 2)?.whole ?? 0);
  return fields
    .filter(({ number }) => number === 5)
    .flatMap(({ bytes }) => fieldsOf(bytes!))
    .map(({ bytes }) => {
      const parts = fieldsOf(bytes!);
      const tag = parts.find(({ number }) => number === 1)!.bytes!.toString();
      return { tag, step, value: parts.find(({ number }) => number === 2)!.bytes!.readFloatLE() };
    });
}

interface Field {
  number: number;
  whole?: bigint;
  bytes?: Buffer;
}

/** The fields of a protocol buffer, whatever they mean. */
function fieldsOf(message: Buffer): Field[] {
  let at = 0;
  const varint = (): bigint => {
    let [value, shift] = [0n, 0n];
    for (;;) {
      const byte = message[at++];
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7n;
    }
  };
  const bytes = (length: number): Buffer => message.subarray(at, (at += length));
  const fields: Field[] = [];
  while (at < message.length) {
    const key = Number(varint());
    const [number, wire] = [key >> 3, key & 7];
    if (wire === 0) fields.push({ number, whole: varint() });
    else if (wire === 1) fields.push({ number, bytes: bytes(8) });
    else if (wire === 2) fields.push({ number, bytes: bytes(Number(varint())) });
    else if (wire === 5) fields.push({ number, bytes: bytes(4) });
    else assert.fail(`wire type ${wire}`);
  }
  return fields;
}
