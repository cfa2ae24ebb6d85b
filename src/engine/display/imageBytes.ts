import type { tf } from "../tf";

export interface ImageBytes {
  /** N, H, W and C (1 or 3). */
  count: number;
  height: number;
  width: number;
  channels: number;
  /** 0 to 255, `[N, H, W, C]`. */
  bytes: Uint8ClampedArray;
  /** How values became bytes, when it was not the plain way; for the reader. */
  note?: string;
}

/** Whether a tensor looks like a picture or a batch of them: `[H, W, 1|3]` or `[N, H, W, 1|3]`, at least 8 pixels high and wide. */
export function isImage(tensor: tf.Tensor): boolean {
  const { dtype, shape } = tensor;
  const [height, width, channels] = shape.slice(-3);
  const numeric = dtype === "float32" || dtype === "int32";
  return numeric && (shape.length === 3 || shape.length === 4) && height >= 8 && width >= 8 && (channels === 1 || channels === 3) && tensor.size > 0; // prettier-ignore
}

/**
 * The pixels of the first `limit` pictures as bytes. Floats in [0, 1] and integers in [0, 255] are taken as they are; other
 * values are stretched so that the least becomes black and the largest white, and the note says so.
 */
export function imageBytes(tensor: tf.Tensor, limit: number): ImageBytes {
  const [height, width, channels] = tensor.shape.slice(-3);
  const count = Math.min(limit, tensor.rank === 4 ? tensor.shape[0] : 1);
  const values = tensor.dataSync().subarray(0, count * height * width * channels);
  let [least, largest] = [Infinity, -Infinity];
  let broken = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) broken++;
    else if (value < least) least = value;
    if (Number.isFinite(value) && value > largest) largest = value;
  }
  const top = tensor.dtype === "float32" ? 1 : 255;
  // A resized picture may leave the range by a rounding error.
  const plain = broken === 0 && least >= -1e-5 * top && largest <= top * (1 + 1e-5);
  const [from, to] = plain ? [0, top] : [least, largest > least ? largest : least + 1];
  const notes = [
    plain ? "" : `values from ${short(least)} to ${short(largest)} stretched to black and white`,
    broken > 0 ? `${broken} not finite, shown black` : "",
  ];
  return {
    count,
    height,
    width,
    channels,
    bytes: Uint8ClampedArray.from(values, (value) =>
      Number.isFinite(value) ? ((value - from) / (to - from)) * 255 : 0,
    ),
    note: notes.filter(Boolean).join("; ") || undefined,
  };
}

const short = (value: number): string => String(Number(value.toPrecision(4)));
