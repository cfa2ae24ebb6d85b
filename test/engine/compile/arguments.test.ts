import assert from "node:assert/strict";
import { compile, CompileError } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { agree, free, variable } from "./agree";

const list = (tensor: tf.Tensor): number[] => {
  const values = [...tensor.dataSync()];
  tensor.dispose();
  return values;
};

describe("arguments of a compiled step", () => {
  it("are tensors and numbers, nested in arrays and records at will", () => {
    const step = compile((given: { pair: [tf.Tensor, { deep: tf.Tensor }]; scale: tf.Scalar }, more: tf.Scalar[]) =>
      given.pair[0].mul(given.scale).add(given.pair[1].deep).sub(more[0]).div(more[1]),
    );
    const [a, b] = [tf.tensor1d([1, 2]), tf.tensor1d([10, 20])];
    for (const scale of [2, 3]) {
      const given = [{ pair: [a, { deep: b }] as [tf.Tensor, { deep: tf.Tensor }], scale }, [1, 2]] as const;
      const compiled = step(given[0], [...given[1]]);
      const eager = step.eager(given[0], [...given[1]]);
      agree(compiled, eager);
      assert.deepEqual(list(compiled), [(scale + 10 - 1) / 2, (2 * scale + 20 - 1) / 2]);
      eager.dispose();
    }
    assert.equal(step.traces.length, 1);
    step.dispose();
    free(a, b);
  });

  it("keep their dtype: int32 and bool", () => {
    const step = compile((x: tf.Tensor, mask: tf.Tensor) => ({ doubled: x.add(x), kept: mask.logicalNot() }));
    const [x, mask] = [tf.tensor1d([1, 2], "int32"), tf.tensor1d([true, false], "bool")];
    const [compiled, eager] = [step(x, mask), step.eager(x, mask)];
    agree(compiled, eager);
    assert.deepEqual([compiled.doubled.dtype, compiled.kept.dtype], ["int32", "bool"]);
    assert.deepEqual(
      [list(compiled.doubled), list(compiled.kept)],
      [
        [2, 4],
        [0, 1],
      ],
    );
    step.dispose();
    free(x, mask, eager);
  });

  it("that are booleans, strings, null or undefined stay what they are and choose the trace", () => {
    const step = compile((x: tf.Tensor, how: boolean | string | null | undefined) => {
      if (how === true) return x.mul(2);
      if (how === "negative") return x.neg();
      return how === null ? x.add(100) : x.sub(100);
    });
    const x = tf.tensor1d([1, 2]);
    const run = (how: boolean | string | null | undefined): number[] => list(step(x, how));
    assert.deepEqual([true, "negative", null, undefined, true, "negative"].map(run), [
      [2, 4],
      [-1, -2],
      [101, 102],
      [-99, -98],
      [2, 4],
      [-1, -2],
    ]);
    assert.equal(step.traces.length, 4);
    step.dispose();
    x.dispose();
  });

  it("of different structure never share a trace, though they hold the same leaves", () => {
    const step = compile((...given: unknown[]) =>
      tf.scalar(JSON.stringify(given, (_, v: unknown) => (v instanceof tf.Tensor ? 0 : v)).length),
    );
    const x = tf.scalar(1);
    const calls: unknown[][] = [
      [],
      [[]],
      [{}],
      [[], []],
      [x],
      [x, []],
      [[x]],
      [{ a: { b: x } }],
      [{ "a.b": x }],
      ["a,1,arguments[1],string b", "c"],
      ["a", "b,1,arguments[1],string c"],
    ];
    for (const given of calls) {
      const [compiled, eager] = [step(...given), step.eager(...given)];
      agree(compiled, eager);
      free(compiled, eager);
    }
    assert.equal(step.traces.length, calls.length);
    step.dispose();
    x.dispose();
  });

  it("may be the same tensor twice, and the trace does not take the two for one", () => {
    const step = compile((a: tf.Tensor, b: tf.Tensor) => a.sub(b));
    const [x, y] = [tf.tensor1d([5, 6]), tf.tensor1d([1, 2])];
    assert.deepEqual(list(step(x, x)), [0, 0]);
    assert.deepEqual(list(step(x, y)), [4, 4]);
    assert.equal(step.traces.length, 1);
    step.dispose();
    free(x, y);
  });

  it("may be variables, which the step may assign", () => {
    const step = compile((v: tf.Variable, by: tf.Scalar) => {
      v.assign(v.add(by));
      return v.mul(10);
    });
    const [a, b] = [variable(tf.scalar(1)), variable(tf.scalar(100))];
    assert.deepEqual([list(step(a, 1)), list(step(b, 2)), list(step(a, 3))], [[20], [1020], [50]]);
    assert.deepEqual([a.dataSync()[0], b.dataSync()[0]], [5, 102]);
    assert.equal(step.traces.length, 2);
    step.dispose();
    free(a, b);
  });

  it("that are numbers are float32 with all their range: -0, infinities and NaN", () => {
    const step = compile((x: tf.Scalar) => tf.stack([x, tf.div(1, x)]));
    const seen = [-0, Infinity, NaN, 0.1].map((x) => list(step(x)));
    assert.deepEqual(seen, [
      [-0, -Infinity],
      [Infinity, 0],
      [NaN, NaN],
      [Math.fround(0.1), 10],
    ]);
    assert.equal(step.traces.length, 1);
    step.dispose();
  });

  it("are refused by name when they are neither tensors nor plain data", () => {
    const step = compile((x: unknown) => x as tf.Tensor);
    const message = (given: unknown): string => {
      try {
        step(given);
      } catch (error) {
        assert.ok(error instanceof CompileError);
        return error.message;
      }
      throw new Error("it was taken");
    };
    assert.match(
      message({ images: new Float32Array(4) }),
      /arguments\[0\]\.images is a Float32Array.*make a tensor of it/,
    );
    assert.match(message([new Map()]), /arguments\[0\]\[0\] is a Map/);
    assert.match(
      message(() => 1),
      /arguments\[0\] is a function/,
    );
    assert.match(message(10n), /arguments\[0\] is a BigInt/);
    assert.match(message(Promise.resolve()), /arguments\[0\] is a promise/);
    const gone = tf.scalar(1);
    gone.dispose();
    assert.match(message([{ gone }]), /arguments\[0\]\[0\]\.gone is a tensor that is disposed of/);
    const unheld = variable(tf.scalar(1));
    unheld.dispose();
    assert.match(message(unheld), /arguments\[0\] is a tensor that is disposed of/);
    assert.equal(step.traces.length, 0);
  });
});
