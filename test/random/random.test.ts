import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { bernoulli } from "../../src/random/bernoulli";
import { categorical } from "../../src/random/categorical";
import { foldIn } from "../../src/random/foldIn";
import { key, type Key } from "../../src/random/key";
import { normal } from "../../src/random/normal";
import { permutation } from "../../src/random/permutation";
import { split } from "../../src/random/split";
import { uniform } from "../../src/random/uniform";
import { child, engineFolder } from "../engine/child";
import { agree } from "../support/agree";
import { foldedWords, orderOfWords, philox, statelessWords } from "./philox";
import { correlation, kolmogorovSmirnov, mean, normalCumulative, variance } from "./statistics";

/** The values of a tensor made inside, with everything disposed of. */
const valuesOf = (make: () => tf.Tensor): number[] => {
  const tensor = tf.tidy(make);
  const values = Array.from(tensor.dataSync());
  tensor.dispose();
  return values;
};

const critical = 2.23;

describe("random/key", () => {
  it("scrambles the seed by SplitMix64, with the published first output for seed 0", () => {
    // 0xe220a8397b1dcdaf as int32 words, low word first.
    const published = { of: "key", with: "SplitMix64's published first outputs" };
    agree(
      published,
      valuesOf(() => key(0)),
      [0x7b1dcdaf | 0, 0xe220a839 | 0],
      0,
    );
    // Of seed 1234567: 6457827717110365317.
    const words = [6457827717110365317n & 0xffffffffn, 6457827717110365317n >> 32n].map((word) => Number(word) | 0);
    agree(
      published,
      valuesOf(() => key(1234567)),
      words,
      0,
    );
  });

  it("sets each of its 64 bits for half of the seeds", () => {
    const seeds = 4000;
    const keys = Array.from({ length: seeds }, (_, seed) => valuesOf(() => key(seed)));
    const shares = Array.from({ length: 64 }, (_, bit) =>
      mean(keys.map((words) => (words[bit >> 5] >>> (bit & 31)) & 1)),
    );
    // 4.5 standard deviations of a binomial, 64 times: a chance of 5e-4.
    agree(
      { of: "key", with: "closed form, share of seeds" },
      shares,
      shares.map(() => 0.5),
      2.25 / Math.sqrt(seeds),
    );
  });

  it("is another one for every seed, large seeds included", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (a, b) => {
        fc.pre(a !== b);
        assert.notDeepEqual(
          valuesOf(() => key(a)),
          valuesOf(() => key(b)),
        );
      }),
    );
  });

  it("refuses what is not a whole number from 0, with the exact message", () => {
    const refused = (seed: number) => ({
      name: "RandomError",
      message: `key: the seed is ${seed}; it must be a whole number from 0 to 9007199254740991`,
    });
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) assert.throws(() => key(seed), refused(seed));
  });
});

describe("random: known answers", () => {
  it("has Philox right in the reference: the vectors of the authors' Random123", () => {
    const hex = (words: number[]) => words.map((word) => word.toString(16).padStart(8, "0")).join(" ");
    assert.equal(hex(philox([0, 0, 0, 0], [0, 0])), "6627e8d5 e169c58d bc57ac4c 9b00dbd8");
    const pi = philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]);
    assert.equal(hex(pi), "d16cfe09 94fdcceb 5001e420 24126ea1");
  });

  it("draws exactly the reference's Philox words, so every machine draws the same", () => {
    for (const seed of [0, 1, 2020]) {
      const words = statelessWords(
        valuesOf(() => key(seed)),
        1001,
      );
      // TensorFlow keeps the low 23 bits as the fraction of a float in [1, 2).
      const expected = words.map((word) => (word & 0x7fffff) / 2 ** 23);
      const drawn = valuesOf(() => uniform(key(seed), [1001]));
      agree({ of: "uniform", with: "Philox in loops" }, drawn, expected, 0);
    }
  });

  it("splits and folds by the same words", () => {
    const words = statelessWords(
      valuesOf(() => key(7)),
      6,
    ).map((word) => word | 0);
    const parts = valuesOf(() => tf.stack(split(key(7), 3)));
    agree({ of: "split", with: "Philox in loops" }, parts, words, 0);
    const folded = foldedWords(
      valuesOf(() => key(7)),
      5,
    );
    const one = valuesOf(() => foldIn(key(7), 5));
    agree({ of: "foldIn", with: "Philox in loops" }, one, folded, 0);
  });

  it("throws coins and orders numbers by the same words", () => {
    for (const seed of [0, 1, 2020]) {
      const words = valuesOf(() => key(seed));
      const coins = statelessWords(words, 1001).map((word) => Number((word & 0x7fffff) / 2 ** 23 < Math.fround(0.2)));
      const thrown = valuesOf(() => bernoulli(key(seed), [1001], { probability: 0.2 }));
      agree({ of: "bernoulli", with: "Philox in loops" }, thrown, coins, 0);
      const order = valuesOf(() => permutation(key(seed), 1001));
      agree({ of: "permutation", with: "Philox in loops" }, order, orderOfWords(words, 1001), 0);
    }
  });

  it("gives the same numbers in another process and with another thread count", () => {
    const modules = JSON.stringify(engineFolder.replace(/engine$/, "random"));
    const code = `
      const take = (name) => require(${modules} + "/" + name + ".js")[name];
      const k = take("foldIn")(take("key")(3), 4);
      console.log(Array.from(take("normal")(k, [3000]).dataSync()).join(), take("permutation")(k, 999).dataSync().join());`;
    const one = child(code, { env: { CONTRASTBOOK_THREADS: "1" } });
    const two = child(code, { env: { CONTRASTBOOK_THREADS: "2" } });
    const here = [() => normal(foldIn(key(3), 4), [3000]), () => permutation(foldIn(key(3), 4), 999)].map(valuesOf);
    assert.equal(one.stdout, here.map((values) => values.join()).join(" "), one.stderr);
    assert.equal(two.stdout, one.stdout);
  });
});

describe("random: keys are independent", () => {
  const n = 20_000;
  const draw = (make: () => Key) => valuesOf(() => uniform(make(), [n]));

  it("between neighbouring seeds, split keys, folded numbers and a key and its offspring", () => {
    const draws = [
      draw(() => key(0)),
      draw(() => key(1)),
      draw(() => split(key(0))[0]),
      draw(() => split(key(0))[1]),
      draw(() => foldIn(key(0), 0)),
      draw(() => foldIn(key(0), 1)),
      draw(() => foldIn(key(1), 0)),
      draw(() => foldIn(foldIn(key(0), 0), 0)),
    ];
    // Correlations of independent draws have standard deviation 1/√n; 28 pairs at 4.5 of them: a chance of 2e-4.
    for (let a = 0; a < draws.length; a++)
      for (let b = 0; b < a; b++)
        assert.ok(Math.abs(correlation(draws[a], draws[b])) < 4.5 / Math.sqrt(n), `${a}, ${b}`);
  });

  it("and different: no two of 2,000 folded or split keys are the same", () => {
    const keys = tf.tidy(() => {
      const parent = key(1);
      const folded = Array.from({ length: 1000 }, (_, i) => foldIn(parent, i));
      return [...folded, ...split(parent, 1000)].map((k) => k.dataSync().join());
    });
    assert.equal(new Set(keys).size, 2000);
  });

  it("and made of words as uniform as draws", () => {
    const count = 2000;
    const share = (keys: () => Key[]): number[] => valuesOf(() => tf.concat(keys())).map((word) => word / 2 ** 32);
    const made = {
      split: share(() => split(key(2), count)),
      foldIn: share(() => Array.from({ length: count }, (_, i) => foldIn(key(2), i))),
    };
    // Of numbers uniform in [-1/2, 1/2): the variance is 1/12, that of the squares 1/180. Four deviations of each mean.
    for (const [of, shares] of Object.entries(made)) {
      const moments = { of, with: "closed form, moments of draws" };
      agree(moments, mean(shares), 0, 4 / Math.sqrt(12 * shares.length));
      agree(moments, variance(shares), 1 / 12, 4 / Math.sqrt(180 * shares.length));
    }
  });

  it("foldIn takes a number and a scalar tensor alike", () => {
    const number = valuesOf(() => foldIn(key(1), 12));
    for (const dtype of ["int32", "float32"] as const)
      assert.deepEqual(
        valuesOf(() => foldIn(key(1), tf.scalar(12, dtype))),
        number,
      );
  });
});

describe("random: distributions", () => {
  const n = 50_000;

  it("uniform is uniform, in [0, 1) and in a range asked for", () => {
    const unit = valuesOf(() => uniform(key(1), [n]));
    assert.ok(Math.min(...unit) >= 0 && Math.max(...unit) < 1);
    assert.ok(kolmogorovSmirnov(unit, (x) => x) < critical);
    const ranged = valuesOf(() => uniform(key(2), [n], { min: -2, max: 3 }));
    assert.ok(kolmogorovSmirnov(ranged, (x) => (x + 2) / 5) < critical);
    const moments = { of: "uniform", with: "closed form, moments of draws" };
    agree(moments, mean(unit), 1 / 2, 4 / Math.sqrt(12 * n));
    agree(moments, variance(unit), 1 / 12, 4 / Math.sqrt(180 * n));
    agree(moments, mean(ranged) / 5, 0.1, 4 / Math.sqrt(12 * n));
    agree(moments, variance(ranged) / 25, 1 / 12, 4 / Math.sqrt(180 * n));
  });

  it("normal is normal, with the mean and the deviation asked for", () => {
    const standard = valuesOf(() => normal(key(3), [n]));
    assert.ok(kolmogorovSmirnov(standard, normalCumulative) < critical);
    const moments = { of: "normal", with: "closed form, moments of draws" };
    agree(moments, mean(standard), 0, 4 / Math.sqrt(n));
    agree(moments, variance(standard), 1, 4 * Math.sqrt(2 / n));
    const moved = valuesOf(() => normal(key(3), [n], { mean: 5, standardDeviation: 0.5 }));
    agree({ of: "normal", with: "closed form" }, moved, standard.map((x) => 5 + 0.5 * x), 1e-6); // prettier-ignore
  });

  it("bernoulli is true as often as asked, never for 0 and always for 1", () => {
    const share = (probability: number) => mean(valuesOf(() => bernoulli(key(4), [n], { probability })));
    agree({ of: "bernoulli", with: "closed form, share of draws" }, share(0.2), 0.2, 4 * Math.sqrt((0.2 * 0.8) / n));
    agree({ of: "bernoulli", with: "closed form, share of draws" }, [share(0), share(1)], [0, 1], 0);
  });

  it("permutation holds every number once, and all 24 orders of four equally often", () => {
    const order = valuesOf(() => permutation(key(5), 1000)).sort((a, b) => a - b);
    agree(
      { of: "permutation", with: "closed form, every number once" },
      order,
      Array.from({ length: 1000 }, (_, i) => i),
      0,
    );
    const trials = 4800;
    const counts = new Map<string, number>();
    for (let seed = 0; seed < trials; seed++) {
      const name = valuesOf(() => permutation(key(seed), 4)).join();
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    assert.equal(counts.size, 24);
    const expected = trials / 24;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 23 degrees of freedom: above 58.6 with probability 1e-4 / 1.6.
    assert.ok(chiSquare < 58.6, `${chiSquare}`);
    const shares = [...counts.values()].map((count) => count / trials);
    // 4.5 standard deviations of a binomial.
    const deviation = Math.sqrt(((1 / 24) * (23 / 24)) / trials);
    agree(
      { of: "permutation", with: "closed form, share of draws" },
      shares,
      shares.map(() => 1 / 24),
      4.5 * deviation,
    );
  });

  it("categorical draws each class with its softmax probability, row by row", () => {
    const [samples, k0] = [n, 6];
    const probabilities = [
      [0.1, 0.2, 0.7],
      [0.5, 0.5, 0],
    ];
    const drawn = valuesOf(() => categorical(key(k0), tf.log(tf.tensor2d(probabilities)), { samples }));
    probabilities.forEach((row, n0) =>
      row.forEach((p, k) => {
        const share = mean(drawn.slice(n0 * samples, (n0 + 1) * samples).map((value) => Number(value === k)));
        agree(
          { of: "categorical", with: "closed form, share of draws" },
          share,
          p,
          4 * Math.sqrt((p * (1 - p)) / samples),
        );
      }),
    );
  });
});

describe("random: invariances", () => {
  it("categorical draws the same from logits that are all moved by as much", () => {
    // Moved without rounding.
    const logits = [
      [0, 1, -2, 0.5],
      [3, 3, -1, 2.25],
    ];
    const draw = (by: number): number[] =>
      valuesOf(() => categorical(key(8), tf.tensor2d(logits).add<tf.Tensor2D>(by), { samples: 2000 }));
    for (const by of [-64, 16])
      agree({ of: "categorical", with: "invariance to a shift of the logits" }, draw(by), draw(0), 0);
  });
});

describe("random: bad input", () => {
  const refuses = (make: (k: Key) => unknown, message: string) =>
    tf.tidy(() => assert.throws(() => void make(key(1)), { name: "RandomError", message }));

  it("is named with who, what was given and what is needed", () => {
    refuses((k) => split(k, 0), "split: count is 0; it must be a whole number from 1");
    refuses((k) => foldIn(k, -1), "foldIn: data is -1; it must be a whole number from 0 to 2147483647");
    refuses(
      (k) => foldIn(k, tf.scalar(true, "bool")),
      "foldIn: data is bool []; it must be a scalar, int32 or float32",
    );
    refuses((k) => uniform(k, [2], { min: 1, max: 1 }), "uniform: min is 1 and max is 1; max must be above min");
    refuses((k) => uniform(k, [2.5]), "uniform: the shape is [2.5]; its sizes must be whole numbers from 0");
    refuses((k) => normal(k, [2], { standardDeviation: -1 }), "normal: standardDeviation is -1; it must be 0 or more");
    refuses((k) => bernoulli(k, [2], { probability: 2 }), "bernoulli: probability is 2; it must be between 0 and 1");
    refuses((k) => permutation(k, 0), "permutation: size is 0; it must be a whole number from 1");
    refuses(
      (k) => categorical(k, tf.zeros([2, 2]), { samples: 0 }),
      "categorical: samples is 0; it must be a whole number from 1",
    );
    refuses(
      () => uniform(tf.tensor1d([1, 2]), [2]),
      "uniform: the key is float32 [2]; it must be int32 [2], made by key(seed)",
    );
  });
});
