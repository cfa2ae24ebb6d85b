import { entryOfBytes, isBytes } from "../bytes";
import { tf } from "../tf";
import { CompileError } from "./compileError";
import { mapLeaves, type Leaf } from "./structure";

/**
 * Several steps as one function, to compile: with a small network the way from JavaScript to TensorFlow takes longer than
 * the step, and this goes it once for all of them.
 *
 * const steps = compile(repeat(step, 16)); steps(batches, 0.001), with batches `[16, N, D]`
 *
 * @param step what to do once
 * @param times how often, a whole number from 1; the steps are recorded one after the other, so tracing takes as many times as long
 * @returns a function that takes tensors with one entry a step along the first axis and gives all results stacked likewise (of a
 *   plain number in the result, that of the first step); scalars
 *   and numbers are the same for all steps
 * @throws CompileError `repeat: arguments[0] is float32 [8, 256, 40]; its first length must be 16, one entry for each step`
 */
export function repeat<A extends unknown[], R>(step: (...given: A) => R, times: number): (...given: A) => R {
  if (!Number.isInteger(times) || times < 1)
    throw new CompileError(`repeat: times is ${times}; it must be a whole number from 1`);
  const repeated = (...given: A): R =>
    tf.tidy(() => {
      const results = Array.from({ length: times }, (_, at) => {
        const own = mapLeaves(given, "arguments", (leaf, path) => entryOf(leaf, { at, times, path }));
        return step(...(own as A));
      });
      const leaves = results.map((result) => {
        const found: Leaf[] = [];
        mapLeaves(result, "the result", (leaf) => found.push(leaf));
        return found;
      });
      let index = 0;
      return mapLeaves(results[0], "the result", () =>
        stack(
          leaves.map((found) => found[index]),
          index++,
        ),
      ) as tf.TensorContainer;
    }) as R;
  return Object.defineProperty(repeated, "name", { value: step.name });
}

function entryOf(leaf: Leaf, { at, times, path }: { at: number; times: number; path: string }): Leaf {
  if (!(leaf instanceof tf.Tensor) || leaf instanceof tf.Variable) return leaf;
  const { dtype, shape } = leaf;
  if (shape.length === 0) return leaf;
  if (shape[0] !== times)
    throw new CompileError(
      `repeat: ${path} is ${dtype} [${shape.join(", ")}]; its first length must be ${times}, one entry for each step`,
    );
  if (isBytes(leaf)) return entryOfBytes(leaf, at);
  const start = [at, ...shape.slice(1).map(() => 0)];
  const size = [1, ...shape.slice(1)];
  return leaf.slice(start, size).reshape(shape.slice(1));
}

function stack(entries: Leaf[], index: number): unknown {
  if (entries.every((entry) => entry instanceof tf.Tensor)) return tf.stack(entries);
  if (entries.some((entry) => entry instanceof tf.Tensor))
    throw new CompileError(`repeat: result ${index} of the step is a tensor in some steps and none in others`);
  return entries[0];
}
