import assert from "node:assert/strict";
import fc from "fast-check";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { adaptiveClipping } from "../../src/optimizers/adaptiveClipping";
import { clipByGlobalNorm } from "../../src/optimizers/clipByGlobalNorm";
import { globalNorm } from "../../src/optimizers/globalNorm";
import { OptimizerError } from "../../src/optimizers/optimizerError";
import { agree } from "../support/agree";

type Lists = Record<string, number[] | null>;

const float64 = "loops in float64";
/** Sums of some ten squares in float32. */
const rounding = 1e-6;

/** The lists of what `make` gives, with everything disposed of. */
function ours(make: (given: (lists: Lists) => tf.NamedTensorMap) => tf.NamedTensorMap): Lists {
  const made = tf.tidy(() => make(tensors)) as Record<string, tf.Tensor | null>;
  const lists = Object.entries(made).map(([name, tensor]) => [name, tensor && [...tensor.dataSync()]]);
  tf.dispose(Object.values(made).filter((tensor) => tensor !== null));
  return Object.fromEntries(lists) as Lists;
}

function tensors(lists: Lists): tf.NamedTensorMap {
  const entries = Object.entries(lists).map(([name, list]) => [name, list && tf.tensor1d(list)]);
  return Object.fromEntries(entries) as tf.NamedTensorMap;
}

const all = (lists: Lists): number[] => Object.values(lists).flatMap((list) => list ?? []);
const norm = (lists: Lists): number => Math.sqrt(all(lists).reduce((sum, x) => sum + x * x, 0));
const scaled = (lists: Lists, factor: number): Lists =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list && list.map((x) => x * factor)]));

const list = fc.array(fc.double({ min: -8, max: 8, noNaN: true }).map(Math.fround), { minLength: 3, maxLength: 3 });
const lists = fc.record({ kernel: list, bias: list, unused: fc.constant(null) });

describe("globalNorm", () => {
  it("is the length of all gradients as one vector", () => {
    const length = (given: Lists): number => tf.tidy(() => globalNorm(tensors(given)).dataSync()[0]);
    agree({ of: "globalNorm", with: "closed form" }, length({ a: [3, 0], b: [-4], c: [12] }), 13, rounding);
    assert.equal(length({}), 0);
    assert.equal(length({ unused: null }), 0);
    fc.assert(
      fc.property(lists, (given) => agree({ of: "globalNorm", with: float64 }, length(given), norm(given), rounding)),
      { numRuns: 50 },
    );
  });
});

describe("clipByGlobalNorm", () => {
  const clip = (given: Lists, maxNorm: number): Lists => ours((make) => clipByGlobalNorm(make(given), maxNorm));

  it("multiplies all gradients by the one factor that loops in float64 do", () => {
    fc.assert(
      fc.property(lists, fc.double({ min: 0.1, max: 20, noNaN: true }), (given, maxNorm) => {
        const expected = scaled(given, Math.min(1, maxNorm / norm(given)));
        const actual = clip(given, maxNorm);
        agree({ of: "clipByGlobalNorm", with: float64 }, all(actual), all(expected), 2 * rounding);
        assert.equal(actual.unused, null);
      }),
      { numRuns: 50 },
    );
  });

  it("gives gradients of exactly the largest length, in the same direction", () => {
    const actual = clip({ a: [3, 0], b: [-4], c: [12] }, 6.5);
    agree({ of: "clipByGlobalNorm", with: "closed form" }, all(actual), [1.5, 0, -2, 6], rounding);
  });

  it("leaves gradients that are short enough bit for bit, zeros too", () => {
    const short = { a: [0.3, -0.4], b: [0] };
    assert.deepEqual(clip(short, 0.51), scaled(tidied(short), 1));
    assert.deepEqual(clip({ a: [0, 0] }, 1), { a: [0, 0] });
  });

  it("gives NaN, not zeros, where a gradient is infinite", () => {
    assert.ok(all(clip({ a: [Infinity, 1], b: [2] }, 1)).every(Number.isNaN));
  });

  it("is part of a compiled step of any optimizer", () => {
    const move = (compiled: boolean): number[] => {
      const x = tf.tidy(() => tf.variable(tf.tensor1d([3, 4])));
      const optimizer = tf.train.sgd(1);
      const step = compile((): void => {
        const { value, grads } = tf.variableGrads(() => x.square().sum<tf.Scalar>(), [x]);
        optimizer.applyGradients(clipByGlobalNorm(grads, 5));
        tf.dispose([value, grads]);
      });
      if (compiled) step();
      else step.eager();
      const moved = [...x.dataSync()];
      step.dispose();
      optimizer.dispose();
      x.dispose();
      return moved;
    };
    // The gradient (6, 8) of length 10 becomes (3, 4).
    for (const compiled of [false, true])
      agree({ of: "clipByGlobalNorm", with: "closed form" }, move(compiled), [0, 0], rounding);
  });

  it("refuses a largest length that is not positive", () => {
    for (const maxNorm of [0, -1, NaN])
      assert.throws(
        () => clipByGlobalNorm({}, maxNorm),
        new OptimizerError(`clipByGlobalNorm: maxNorm is ${maxNorm}; it must be above 0`),
      );
  });
});

describe("adaptiveClipping", () => {
  const combine = (u: Lists, m: Lists): Lists => ours((make) => adaptiveClipping(make(u), make(m)));

  it("adds what loops in float64 add", () => {
    fc.assert(
      fc.property(lists, lists, fc.constantFrom(0.01, 1, 100), (u, information, factor) => {
        const m = scaled(information, factor);
        fc.pre(norm(m) > 1e-3);
        const share = Math.min(norm(u), norm(m)) / norm(m);
        const expected = all(u).map((x, i) => x + share * all(m)[i]);
        // The two parts may cancel: the error is relative to their size.
        const actual = combine(u, m);
        agree({ of: "adaptiveClipping", with: float64 }, all(actual), expected, 1e-6 * (1 + norm(u)));
        assert.equal(actual.unused, null);
      }),
      { numRuns: 50 },
    );
  });

  it("adds an information gradient that is shorter as it is, and of a longer one as much as the other is long", () => {
    const u = { a: [3, 0], b: [-4] };
    const short = combine(u, { a: [0, 1], b: [2] });
    agree({ of: "adaptiveClipping", with: "closed form" }, all(short), [3, 1, -2], rounding);
    // Of length 10, cut to 5.
    const long = combine(u, { a: [0, 6], b: [8] });
    agree({ of: "adaptiveClipping", with: "closed form" }, all(long), [3, 3, 0], rounding);
  });

  it("never adds more than the adversarial gradient is long, however the information is scaled", () => {
    fc.assert(
      fc.property(lists, lists, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (u, m, factor) => {
        const sum = combine(u, scaled(m, factor));
        const added = { all: all(sum).map((x, i) => x - all(u)[i]) };
        assert.ok(norm(added) <= norm(u) * (1 + 1e-5) + 1e-5);
      }),
      { numRuns: 50 },
    );
  });

  it("is the adversarial gradient where there is no information, and nothing where there is no game", () => {
    const u = { a: [1.5, -2] };
    assert.deepEqual(combine(u, { a: [0, 0] }), u);
    assert.deepEqual(combine(u, { a: null }), u);
    assert.deepEqual(combine({ a: [0, 0] }, u), { a: [0, 0] });
  });

  it("takes variables that only one of the two reaches", () => {
    assert.deepEqual(combine({ a: [3], b: null }, { a: null, b: [4], c: [0] }), { a: [3], b: [3], c: [0] });
  });
});

/** As float32 has them. */
const tidied = (given: Lists): Lists =>
  Object.fromEntries(Object.entries(given).map(([name, values]) => [name, values && values.map(Math.fround)]));
