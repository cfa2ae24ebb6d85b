import assert from "node:assert/strict";
import { tf } from "../../../src/engine/tf";

/**
 * Asserts that two nested results are the same structure of tensors of the same dtype and shape, with numbers within
 * |a - b| <= tolerance * (1 + |b|). Without a fusing pass they are equal to the bit; 1e-6 leaves room for one.
 */
export function agree(actual: unknown, expected: unknown, tolerance = 1e-6, path = "result"): void {
  if (expected instanceof tf.Tensor) {
    assert.ok(actual instanceof tf.Tensor, `${path} is not a tensor`);
    assert.deepEqual([actual.dtype, actual.shape], [expected.dtype, expected.shape], path);
    close(actual.dataSync(), expected.dataSync(), { tolerance, path });
  } else if (typeof expected === "object" && expected !== null) {
    assert.deepEqual(Object.keys(actual as object), Object.keys(expected), path);
    for (const [name, value] of Object.entries(expected))
      agree((actual as Record<string, unknown>)[name], value, tolerance, `${path}.${name}`);
  } else {
    assert.equal(actual, expected, path);
  }
}

function close(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { tolerance, path }: { tolerance: number; path: string },
): void {
  assert.equal(actual.length, expected.length, path);
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [actual[i], expected[i]];
    if (!Object.is(a, b) && !(Math.abs(a - b) <= tolerance * (1 + Math.abs(b))))
      assert.fail(`${path}, entry ${i}: ${a} is not ${b}`);
  }
}

/** Reproducible numbers in (-1, 1) that no structure of an op repeats. */
export function wave<R extends tf.Rank>(shape: tf.ShapeMap[R], phase = 1): tf.Tensor<R> {
  const size = (shape as number[]).reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(i * i + phase)),
    shape,
  );
}

/** Variables and an optimizer are tensors too: frees all of them, whatever holds them. */
export function free(...held: unknown[]): void {
  tf.dispose(held as tf.TensorContainer);
}

/** A variable that owns its value: frees the tensor it was made from. */
export function variable<R extends tf.Rank>(initial: tf.Tensor<R>, name?: string): tf.Variable<R> {
  const made = tf.variable(initial, true, name);
  initial.dispose();
  return made;
}
