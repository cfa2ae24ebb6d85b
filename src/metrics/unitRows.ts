import type { Embeddings } from "./embeddings";

/** The values of the embeddings divided by their lengths, in float64; one of length 0 stays at 0. */
export function unitRows({ values, rows, columns }: Embeddings): Float64Array {
  const unit = Float64Array.from(values);
  for (let n = 0; n < rows; n++) {
    const row = unit.subarray(n * columns, (n + 1) * columns);
    let square = 0;
    for (const value of row) square += value ** 2;
    const length = Math.sqrt(square);
    if (length > 0) for (let d = 0; d < columns; d++) row[d] /= length;
  }
  return unit;
}
