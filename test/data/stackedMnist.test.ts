import assert from "node:assert/strict";
import { DataError } from "../../src/data/dataError";
import { loadMnist } from "../../src/data/mnist/load";
import { stackedMnist } from "../../src/data/stackedMnist";
import { subset } from "../../src/data/subset";
import { take } from "../../src/data/take";
import { loadCifar10 } from "../../src/data/cifar10/load";
import { agree } from "../support/agree";

describe("stackedMnist", () => {
  const digits = loadMnist();
  /** Digits by their bytes. */
  const known = new Map(
    Array.from({ length: digits.size }, (_, n) => [
      Buffer.from(digits.images.subarray(n * 784, (n + 1) * 784)).toString("latin1"),
      digits.labels[n],
    ]),
  );

  it("has a digit of the data in every channel, and their number as its label", () => {
    for (const channels of [2, 3]) {
      const stacked = stackedMnist({ digits, channels, size: 40, seed: 5 });
      assert.deepEqual(stacked.shape, [28, 28, channels]);
      assert.equal(stacked.classNames.length, 10 ** channels);
      for (let n = 0; n < stacked.size; n++) {
        const planes = Array.from({ length: channels }, (_, c) =>
          stacked.images.subarray(n * 784 * channels, (n + 1) * 784 * channels).filter((_, i) => i % channels === c),
        );
        const name = planes.map((plane) => known.get(Buffer.from(plane).toString("latin1"))).join("");
        assert.equal(stacked.classNames[stacked.labels[n]], name);
        agree({ of: "stackedMnist", with: "the digits, found by their bytes" }, stacked.labels[n], Number(name), 0);
      }
    }
  });

  it("reaches nearly all modes, as often as independent digits do", () => {
    const { labels } = stackedMnist({ digits, channels: 2, size: 20_000, seed: 0 });
    const shares = Array.from({ length: 10 }, (_, d) => Array.from(digits.labels).filter((x) => x === d).length / 8000);
    const expected = shares.flatMap((a) => shares.map((b) => a * b * 20_000));
    const counts = Array.from({ length: 100 }, () => 0);
    for (const label of labels) counts[label]++;
    const chiSquare = counts.reduce((sum, count, mode) => sum + (count - expected[mode]) ** 2 / expected[mode], 0);
    assert.ok(chiSquare < 99 + 6 * Math.sqrt(198), `${chiSquare}`);
    // An entry's share of at most 0.0135 deviates by 0.0008.
    const [found, due] = [counts, expected].map((list) => list.map((count) => count / 20_000));
    agree({ of: "stackedMnist", with: "closed form" }, found, due, 0.005);
  });

  it("is the same for the same seed, and keeps its labels in parts of it", () => {
    const [a, b, c] = [1, 1, 2].map((seed) => stackedMnist({ digits, size: 300, seed }));
    assert.deepEqual(a, b);
    assert.notDeepEqual(a.labels, c.labels);
    assert.ok(a.labels.some((label) => label > 255));
    assert.deepEqual(take(a, [7, 3]).labels, Uint16Array.of(a.labels[7], a.labels[3]));
    assert.equal(subset(a, { size: 10, seed: 0 }).size, 10);
  });

  it("refuses what cannot be stacked", () => {
    assert.throws(
      () => stackedMnist({ digits: loadCifar10({ split: "test" }), size: 1, seed: 0 }),
      new DataError("stackedMnist: digits have 3 channels; images with 1 are needed"),
    );
    assert.throws(
      () => stackedMnist({ digits, size: 0, seed: 0 }),
      new DataError("stackedMnist: size is 0; it must be a whole number from 1"),
    );
    assert.throws(
      () => stackedMnist({ digits, channels: 5, size: 1, seed: 0 }),
      new DataError("stackedMnist: channels is 5; it must be a whole number from 1 to 4"),
    );
  });
});
