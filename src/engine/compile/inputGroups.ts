import { graphFunctions, type Attribute, type NativeGraph } from "./nativeGraph";

/** One declared input of an op: single, or a list whose length is the attribute `length` (or the number of types in it). */
interface InputArgument {
  length?: string;
}

const known = new Map<string, InputArgument[]>();

/**
 * Which of an op's flat inputs belong together: -1 for an input of its own, n for a list of the next n.
 *
 * An eager op takes its inputs flat; a graph's node takes each declared list as one. The registry's definition says which
 * are lists, and the attributes how long they are; the length of a single list follows from the count.
 */
export function inputGroups(graph: NativeGraph, op: string, attributes: readonly Attribute[], count: number): number[] {
  let declared = known.get(op);
  if (declared === undefined) known.set(op, (declared = parse(graphFunctions().opDefinition(graph, op))));
  const lists = declared.filter(({ length }) => length !== undefined);
  if (lists.length === 0) return declared.map(() => -1);
  const rest = count - (declared.length - lists.length);
  return declared.map(({ length }) => {
    if (length === undefined) return -1;
    if (lists.length === 1) return rest;
    const value = attributes.find(({ name }) => name === length)?.value;
    return Array.isArray(value) ? value.length : Number(value);
  });
}

// OpDef (tensorflow/core/framework/op_def.proto): field 2 is an input's ArgDef, in which 5 is number_attr and 6 type_list_attr.
function parse(definition: Buffer): InputArgument[] {
  return fields(definition)
    .filter(({ field }) => field === 2)
    .map(({ bytes }) => {
      const length = fields(bytes).find(({ field }) => field === 5 || field === 6);
      return length === undefined ? {} : { length: length.bytes.toString() };
    });
}

/** The fields of a protocol buffer message; numbers come with no bytes. */
function fields(message: Buffer): { field: number; bytes: Buffer }[] {
  const found: { field: number; bytes: Buffer }[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    let bytes = Buffer.alloc(0);
    if ((tag & 7) === 0) varint();
    else if ((tag & 7) === 1) at += 8;
    else if ((tag & 7) === 5) at += 4;
    else {
      const length = varint();
      bytes = message.subarray(at, at + length) as Buffer<ArrayBuffer>;
      at += length;
    }
    found.push({ field: tag >> 3, bytes });
  }
  return found;
}
