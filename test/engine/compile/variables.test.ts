import assert from "node:assert/strict";
import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { agree, free, variable } from "./agree";

const read = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
const take = (tensor: tf.Tensor): number[] => {
  const values = read(tensor);
  tensor.dispose();
  return values;
};

describe("variables of a compiled step", () => {
  it("may be assigned twice and read in between: the last value stays", () => {
    const v = variable(tf.scalar(1));
    const step = compile(() => {
      v.assign(v.add(1));
      const between = v.mul(10);
      v.assign(v.mul(3));
      return [between, v.clone(), v.mul(100)];
    });
    assert.deepEqual(step().map(take), [[20], [6], [600]]);
    assert.deepEqual(step().map(take), [[70], [21], [2100]]);
    assert.deepEqual(read(v), [21]);
    assert.equal(step.traces[0].assigns, 1);
    step.dispose();
    v.dispose();
  });

  it("may be assigned without being read, a constant too", () => {
    const [a, b] = [variable(tf.scalar(1)), variable(tf.tensor1d([1, 2]))];
    const step = compile((x: tf.Scalar) => {
      a.assign(x);
      b.assign(tf.tensor1d([3, 4]));
    });
    step(7);
    assert.deepEqual([read(a), read(b)], [[7], [3, 4]]);
    tf.tidy(() => b.assign(b.mul(0)));
    const { numTensors } = tf.memory();
    step(8);
    assert.deepEqual([read(a), read(b)], [[8], [3, 4]]);
    assert.equal(tf.memory().numTensors, numTensors);
    assert.equal(step.traces[0].reads, 0);
    step.dispose();
    free(a, b);
  });

  it("may swap their values", () => {
    const [a, b] = [variable(tf.scalar(1)), variable(tf.scalar(2))];
    const step = compile(() => {
      const old = a.clone();
      a.assign(b);
      b.assign(old);
    });
    step();
    assert.deepEqual([read(a), read(b)], [[2], [1]]);
    step();
    assert.deepEqual([read(a), read(b)], [[1], [2]]);
    step.dispose();
    free(a, b);
  });

  it("that get their own value back are not assigned", () => {
    const v = variable(tf.scalar(1));
    const step = compile(() => {
      const old = v.clone();
      v.assign(v.add(1));
      v.assign(old);
      return v.add<tf.Scalar>(0);
    });
    assert.deepEqual([take(step()), take(step())], [[1], [1]]);
    assert.equal(step.traces[0].assigns, 0);
    step.dispose();
    v.dispose();
  });

  it("are seen by the next call when something outside assigned them", () => {
    const v = variable(tf.tensor1d([1, 2]));
    const step = compile(() => v.mul(10));
    assert.deepEqual(take(step()), [10, 20]);
    const next = tf.tensor1d([3, 4]);
    v.assign(next);
    next.dispose();
    assert.deepEqual(take(step()), [30, 40]);
    assert.equal(step.traces.length, 1);
    step.dispose();
    v.dispose();
  });

  it("leave clones, and tensors they were assigned from, as they were", () => {
    const v = variable(tf.tensor1d([1, 2]));
    const step = compile((x: tf.Tensor1D) => {
      v.assign(x);
      v.assign(v.add(1));
      return v;
    });
    const x = tf.tensor1d([5, 6]);
    const first = v.clone();
    const second = step(x);
    const third = v.clone();
    v.assign(x);
    const fourth = step(x);
    assert.deepEqual([first, second, third, fourth, x, v].map(read), [
      [1, 2],
      [6, 7],
      [6, 7],
      [6, 7],
      [5, 6],
      [6, 7],
    ]);
    step.dispose();
    free(first, second, third, fourth, x, v);
  });

  it("that the step makes are made once, start at the value computed there, and live on", () => {
    let made = 0;
    let total: tf.Variable | undefined;
    const before = tf.memory().numTensors;
    const step = compile((x: tf.Tensor1D) => {
      if (total === undefined) made++;
      total ??= tf.variable(x.mul(10), false, "compiled.total");
      total.assign(total.add(x));
      return total.mul(1);
    });
    const x = tf.tensor1d([1, 2]);
    assert.deepEqual(
      [take(step(x)), take(step(x))],
      [
        [11, 22],
        [12, 24],
      ],
    );
    assert.equal(made, 1);
    assert.equal(tf.memory().numTensors, before + 2);
    assert.deepEqual(read(total as unknown as tf.Tensor), [12, 24]);
    step.dispose();
    assert.deepEqual(take(step(x)), [13, 26]);
    step.dispose();
    free(total, x);
  });

  it("that the step makes of numbers may be large: they are no constants of the step", () => {
    let table: tf.Variable | undefined;
    const step = compile(() => {
      table ??= tf.variable(tf.tensor1d(Float32Array.from({ length: 10_000 }, (_, i) => i)));
      table.assign(table.add(1));
      return table.sum();
    });
    const sum = (10_000 * 9_999) / 2;
    assert.deepEqual([take(step()), take(step())], [[Math.fround(sum + 10_000)], [Math.fround(sum + 20_000)]]);
    step.dispose();
    free(table);
  });

  it("of several signatures are the same ones", () => {
    let total: tf.Variable | undefined;
    const step = compile((x: tf.Tensor) => {
      total ??= tf.variable(tf.scalar(0));
      total.assign(total.add(x.sum()));
      return total.mul(1);
    });
    const [x, y] = [tf.tensor1d([1, 2]), tf.tensor1d([1, 2, 3])];
    assert.deepEqual([take(step(x)), take(step(y)), take(step(x))], [[3], [9], [12]]);
    step.dispose();
    free(total, x, y);
  });

  it("that are disposed of between calls are a clear error, and leave the others as they were", () => {
    const [gone, stays] = [variable(tf.scalar(1), "compiled.gone"), variable(tf.scalar(2))];
    const step = compile((x: tf.Scalar) => {
      stays.assign(gone.add(x));
      return stays.mul(1);
    });
    assert.deepEqual(take(step(1)), [2]);
    const { numTensors } = tf.memory();
    gone.dispose();
    assert.throws(() => step(5), {
      name: "CompileError",
      message: "compile: the variable compiled.gone of a compiled step is disposed of",
    });
    assert.deepEqual(read(stays), [2]);
    assert.equal(tf.memory().numTensors, numTensors - 1);
    step.dispose();
    stays.dispose();
  });

  it("that are only assigned and disposed of between calls are a clear error too", () => {
    const [gone, stays] = [variable(tf.scalar(1), "compiled.goneUnread"), variable(tf.scalar(2))];
    const step = compile((x: tf.Scalar) => {
      stays.assign(x);
      gone.assign(x);
    });
    step(3);
    gone.dispose();
    assert.throws(() => step(5), /compile: the variable compiled.goneUnread of a compiled step is disposed of/);
    assert.deepEqual(read(stays), [3]);
    step.dispose();
    stays.dispose();
  });

  it("must not be disposed of in the step", () => {
    const v = variable(tf.scalar(1), "compiled.disposed");
    const step = compile(() => {
      const value = v.mul(2);
      v.dispose();
      return value;
    });
    assert.throws(
      () => step(),
      /compile: the step disposes of the variable compiled\.disposed at .*variables\.test\.[jt]s:\d+:\d+/,
    );
    assert.equal(v.isDisposed, false);
    assert.deepEqual(read(v), [1]);
    tf.tidy(() => v.assign(v.add(1)));
    assert.deepEqual(read(v), [2]);
    v.dispose();
  });

  it("that are renamed, and new ones of an old name, are each their own", () => {
    const first = variable(tf.scalar(1), "compiled.name");
    const step = compile((v: tf.Variable) => v.mul(10));
    assert.deepEqual(take(step(first)), [10]);
    first.dispose();
    const second = variable(tf.scalar(2), "compiled.name");
    assert.deepEqual(take(step(second)), [20]);
    (second as { name: string }).name = "compiled.renamed";
    assert.deepEqual(take(step(second)), [20]);
    assert.equal(step.traces.length, 2);
    step.dispose();
    second.dispose();
  });

  it("keep int32 and bool", () => {
    const [count, seen] = [variable(tf.scalar(0, "int32")), variable(tf.tensor1d([false, false], "bool"))];
    const step = compile((x: tf.Tensor1D) => {
      count.assign(count.add(tf.scalar(1, "int32")));
      seen.assign(seen.logicalOr(x.greater(0)));
      return { count, seen: seen };
    });
    const x = tf.tensor1d([1, -1]);
    free(step(x));
    const [compiled, eager] = [step(x), step.eager(x)];
    assert.deepEqual([read(count), read(seen)], [[3], [1, 0]]);
    agree(compiled.seen, eager.seen);
    step.dispose();
    free(compiled, eager, x, count, seen);
  });
});
