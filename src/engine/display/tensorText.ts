import { tf } from "../tf";

/** What a notebook says of a tensor: dtype and shape, the range of its values, and the first of them. */
export function tensorText(tensor: tf.Tensor): string {
  const { dtype, shape, size } = tensor;
  const name = tensor instanceof tf.Variable ? `Variable ${tensor.name}: ` : "";
  const head = `${name}${dtype} [${shape.join(", ")}]`;
  if (tensor.isDisposed) return `${head}, disposed`;
  const numeric = dtype === "float32" || dtype === "int32";
  const range = numeric && size > 1 ? `\n${rangeOf(tensor.dataSync())}` : "";
  return `${head}${range}\n${numeric && shape.length > 2 ? firstValues(tensor) : matrixText(tensor)}`;
}

/** A scalar, a vector or a matrix as tfjs writes it, which leaves out the middle of long axes. */
function matrixText(tensor: tf.Tensor): string {
  const [, ...lines] = tensor.toString().split("\n");
  return lines.map((line) => line.replace(/^ {4}/, "")).join("\n");
}

function firstValues(tensor: tf.Tensor): string {
  const shown = Array.from(tensor.dataSync().subarray(0, 8), short);
  return `[${shown.join(", ")}${tensor.size > shown.length ? ", ..." : ""}]`;
}

function rangeOf(values: ArrayLike<number>): string {
  let [least, largest, sum, broken] = [Infinity, -Infinity, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) broken++;
    else {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
      sum += value;
    }
  }
  const finite = values.length - broken;
  const range = finite === 0 ? "" : `min ${short(least)}, mean ${short(sum / finite)}, max ${short(largest)}`;
  const rest = broken === 0 ? "" : `${broken} not finite`;
  return [range, rest].filter(Boolean).join("; ");
}

const short = (value: number): string => String(Number(value.toPrecision(4)));
