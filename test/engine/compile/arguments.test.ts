import assert from "node:assert/strict";
import { compile, CompileError } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { agree, free, wave, variable } from "./agree";

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

describe("results of a compiled step", () => {
  it("are nested as the step nests them, plain values included", () => {
    const step = compile((x: tf.Tensor) => ({
      all: [x.add(1), { deep: x.mul(2) }],
      text: "kept",
      none: null,
      count: 3,
    }));
    const x = wave<tf.Rank.R1>([3]);
    const [compiled, eager] = [step(x), step.eager(x)];
    agree(compiled, eager);
    step.dispose();
    free(x, compiled, eager);
  });

  it("may be one tensor twice, an argument, a variable's value, a constant and a tensor from outside: each owns its memory", () => {
    const [outside, held, x] = [tf.tensor1d([7, 8]), variable(tf.tensor1d([5, 6])), tf.tensor1d([1, 2])];
    const step = compile((given: tf.Tensor1D) => {
      const twice = given.mul<tf.Tensor1D>(3);
      return [twice, twice, given, given, held, tf.tensor1d([9, 10]), outside, given.reshape<tf.Tensor1D>([2])];
    });
    const results = [step(x), step.eager(x), step(x)];
    results[0][0].dispose();
    results[1][0].dispose();
    held.assign(outside);
    free(outside, held, x);
    step.dispose();
    for (const [, ...rest] of results)
      assert.deepEqual(rest.map(list), [
        [3, 6],
        [1, 2],
        [1, 2],
        [5, 6],
        [9, 10],
        [7, 8],
        [1, 2],
      ]);
    results[2][0].dispose();
  });

  it("may be nothing at all", () => {
    const held = variable(tf.scalar(1));
    const nothing = compile(() => undefined);
    const assigns = compile((by: tf.Scalar) => {
      held.assign(held.add(by));
    });
    assert.equal(nothing(), undefined);
    assert.equal(nothing(), undefined);
    assert.equal(assigns(2), undefined);
    assert.equal(held.dataSync()[0], 3);
    nothing.dispose();
    assigns.dispose();
    held.dispose();
  });

  it("belong to the caller's tidy", () => {
    const step = compile((x: tf.Tensor) => x.add(1));
    const x = tf.scalar(1);
    const before = tf.memory().numTensors;
    const kept = tf.tidy(() => {
      step(x);
      return step(x);
    });
    assert.equal(tf.memory().numTensors, before + 1);
    assert.deepEqual(list(kept), [2]);
    step.dispose();
    x.dispose();
  });

  it("are refused by name when they are neither tensors nor plain data", () => {
    const x = tf.scalar(1);
    const step = compile(() => ({ inner: new Map() }) as unknown as tf.Tensor);
    assert.throws(() => step(), /compile: the result\.inner is a Map; a step takes and gives tensors/);
    assert.throws(() => step.eager(), /compile: the result\.inner is a Map/);
    x.dispose();
  });

  it("keep the sign of zero and every NaN of a constant made in the step", () => {
    const step = compile(() => {
      const zeros = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0 : -0));
      return [tf.tensor1d(zeros), tf.tensor1d([0]), tf.tensor1d([-0]), tf.fill([20], NaN), tf.fill([20], -0)];
    });
    const [compiled, eager] = [step(), step.eager()];
    compiled.forEach((tensor, at) => {
      const [a, b] = [tensor.dataSync(), eager[at].dataSync()];
      assert.ok(
        b.every((value, i) => Object.is(value, a[i])),
        `result ${at}: ${a.join()}`,
      );
    });
    step.dispose();
    free(compiled, eager);
  });
});
