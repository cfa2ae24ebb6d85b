import assert from "node:assert/strict";
import fc from "fast-check";
import { DataError } from "../../src/data/dataError";
import type { Dataset } from "../../src/data/dataset";
import { labelFraction, labelIndices } from "../../src/data/labelFraction";
import { agree } from "../support/agree";

/** Of so many images a class, in turns; image n is the byte n. */
function dataOf(counts: number[]): Dataset {
  const left = [...counts];
  const labels: number[] = [];
  while (left.some((count) => count > 0))
    left.forEach((count, label) => {
      if (count > 0) labels.push(label);
      left[label]--;
    });
  return {
    name: "toy",
    size: labels.length,
    shape: [1, 1, 1],
    images: Uint8Array.from(labels, (_, n) => n),
    labels: Uint8Array.from(labels),
    classNames: counts.map((_, label) => `class ${label}`),
  };
}

function countsOf(data: Dataset, indices: ArrayLike<number>): number[] {
  const counts = data.classNames.map(() => 0);
  for (const n of Array.from(indices)) counts[data.labels[n]]++;
  return counts;
}

describe("labelIndices", () => {
  it("takes the share of every class, rounded, at least one, and none of a class without images", () => {
    const data = dataOf([100, 50, 25, 3, 0]);
    agree(
      { of: "labelIndices", with: "closed form" },
      countsOf(data, labelIndices(data, { fraction: 0.1, seed: 1 })),
      [10, 5, 3, 1, 0],
      0,
    );
    agree(
      { of: "labelIndices", with: "closed form" },
      countsOf(data, labelIndices(data, { fraction: 0.001, seed: 1 })),
      [1, 1, 1, 1, 0],
      0,
    );
    agree(
      { of: "labelIndices", with: "closed form" },
      countsOf(data, labelIndices(data, { fraction: 1, seed: 1 })),
      [100, 50, 25, 3, 0],
      0,
    );
    agree(
      { of: "labelIndices", with: "closed form" },
      countsOf(data, labelIndices(data, { perClass: 2, seed: 1 })),
      [2, 2, 2, 2, 0],
      0,
    );
  });

  it("gives each image at most once, in ascending order, and smaller draws of a seed within larger ones", () => {
    const seeds = fc.integer({ min: 0, max: 2 ** 31 });
    const shares = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
        seeds,
        shares,
        shares,
        (counts, seed, a, b) => {
          const data = dataOf(counts);
          const [fewer, more] = [Math.min(a, b), Math.max(a, b)].map((fraction) =>
            labelIndices(data, { fraction, seed }),
          );
          assert.deepEqual(
            [...more],
            [...new Set(more)].sort((x, y) => x - y),
          );
          const within = new Set(more);
          assert.ok(fewer.every((n) => within.has(n)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("draws the same for a seed, otherwise for another, and every image as often", () => {
    const data = dataOf([10, 10]);
    const draw = (seed: number): number[] => [...labelIndices(data, { perClass: 3, seed })];
    assert.deepEqual(draw(4), draw(4));
    assert.notDeepEqual(draw(4), draw(5));
    const times = new Array<number>(data.size).fill(0);
    const draws = 400;
    for (let seed = 0; seed < draws; seed++) for (const n of draw(seed)) times[n]++;
    // 5 standard deviations of a binomial.
    const deviation = Math.sqrt((0.3 * 0.7) / draws);
    const shares = times.map((count) => count / draws);
    agree(
      { of: "labelIndices", with: "the expectation" },
      shares,
      shares.map(() => 0.3),
      5 * deviation,
    );
  });

  it("refuses shares and numbers that cannot be had", () => {
    const data = dataOf([5, 3]);
    const refuse = (options: { fraction?: number; perClass?: number }, message: string): void =>
      assert.throws(() => labelIndices(data, { ...options, seed: 1 }), new DataError(`labelIndices: ${message}`));
    refuse({ fraction: 0 }, "fraction is 0; it must be above 0 and at most 1");
    refuse({ fraction: NaN }, "fraction is NaN; it must be above 0 and at most 1");
    refuse({ fraction: 1.5 }, "fraction is 1.5; it must be above 0 and at most 1");
    refuse(
      { perClass: 4 },
      "perClass is 4 but the smallest class of toy has 3 images; a whole number from 1 to 3 is needed",
    );
    refuse(
      { perClass: 1.5 },
      "perClass is 1.5 but the smallest class of toy has 3 images; a whole number from 1 to 3 is needed",
    );
    refuse({}, "give either fraction or perClass");
    refuse({ fraction: 0.5, perClass: 1 }, "give either fraction or perClass");
  });
});

describe("labelFraction", () => {
  it("is the data set of those images", () => {
    const data = dataOf([6, 6]);
    const indices = labelIndices(data, { fraction: 0.5, seed: 2 });
    const some = labelFraction(data, { fraction: 0.5, seed: 2 });
    assert.deepEqual([...some.images], [...indices]);
    assert.deepEqual(
      [...some.labels],
      Array.from(indices, (n) => data.labels[n]),
    );
    assert.equal(some.size, 6);
  });
});
