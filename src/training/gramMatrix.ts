import { tf } from "../engine/tf";
import type { Features } from "./features";

/** Rows whose products are summed in float32 before they go to the float64 sum. */
const chunk = 256;

/** Xᵀ X, `[D, D]`, the products of columns; or X Xᵀ, `[N, N]`, those of rows. */
export function gramMatrix({ values, rows, columns }: Features, of: "rows" | "columns"): Float64Array {
  const [length, size] = of === "rows" ? [columns, rows] : [rows, columns];
  const sum = new Float64Array(size * size);
  const whole = tf.tensor2d(values, [rows, columns]);
  for (let first = 0; first < length; first += chunk) {
    const count = Math.min(chunk, length - first);
    const products = tf.tidy(() => {
      const part = of === "rows" ? whole.slice([0, first], [rows, count]) : whole.slice([first, 0], [count, columns]);
      return tf.matMul(part, part, of === "columns", of === "rows");
    });
    products.dataSync().forEach((value, i) => (sum[i] += value));
    products.dispose();
  }
  whole.dispose();
  return sum;
}
