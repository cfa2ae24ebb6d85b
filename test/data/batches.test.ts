import assert from "node:assert/strict";
import fc from "fast-check";
import { batches } from "../../src/data/batches";
import { DataError } from "../../src/data/dataError";
import type { Dataset } from "../../src/data/dataset";
import { gather } from "../../src/data/gather";
import { holdOut } from "../../src/data/holdOut";
import { subset } from "../../src/data/subset";
import { take } from "../../src/data/take";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { foldedWords, orderOfWords } from "../random/philox";
import { agree } from "../support/agree";

/** `size` images of 1 x 2 x 1 pixels; image n has the bytes n and 255 - n and the class n mod 3. */
const tiny = (size: number): Dataset => ({
  name: "tiny",
  size,
  shape: [1, 2, 1],
  images: Uint8Array.from({ length: 2 * size }, (_, i) => (i % 2 === 0 ? i / 2 : 255 - (i - 1) / 2)),
  labels: Uint8Array.from({ length: size }, (_, n) => n % 3),
  classNames: ["a", "b", "c"],
});

const idsOf = (dataset: Dataset): number[] => [...dataset.images].filter((_, i) => i % 2 === 0);

const numbersTo = (size: number): number[] => Array.from({ length: size }, (_, n) => n);

/** The order of a seed's stream by Philox in loops. */
const streamOf = (size: number, seed: number, stream: number): number[] =>
  orderOfWords(foldedWords([...tf.tidy(() => key(seed).dataSync())], stream), size);

/** The definition by filter and index: in each round the next image of each class, in the order of stream 0. */
const byTurns = (dataset: Dataset, seed: number): number[] => {
  const order = streamOf(dataset.size, seed, 0);
  const queues = dataset.classNames.map((_, label) => order.filter((n) => dataset.labels[n] === label));
  return order.flatMap((_, round) =>
    queues.flatMap((queue) => queue.slice(round, round + 1)).sort((a, b) => order.indexOf(a) - order.indexOf(b)),
  );
};

describe("subset", () => {
  it("balances the classes, repeats itself for a seed and holds no image twice", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 2 ** 40 }), (size, seed) => {
        const part = subset(tiny(60), { size, seed });
        const counts = [0, 0, 0];
        for (const label of part.labels) counts[label]++;
        assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, counts.join());
        const even = [0, 1, 2].map((rest) => Math.floor((size + rest) / 3));
        agree(
          { of: "subset", with: "closed form, counts of classes" },
          counts.sort((a, b) => a - b),
          even,
          0,
        );
        const ids = idsOf(part);
        assert.equal(new Set(ids).size, size);
        assert.deepEqual(
          ids.map((id) => id % 3),
          [...part.labels],
        );
        assert.deepEqual(subset(tiny(60), { size, seed }).images, part.images);
      }),
      { numRuns: 30 },
    );
  });

  it("is the beginning of classes that take turns", () => {
    for (const [size, seed] of [
      [1, 0],
      [20, 5],
      [59, 2 ** 40],
    ])
      agree(
        { of: "subset", with: "filter and index" },
        idsOf(subset(tiny(60), { size, seed })),
        byTurns(tiny(60), seed).slice(0, size),
        0,
      );
  });

  it("differs between seeds, seed 0 included", () => {
    const of = (seed: number): string => subset(tiny(60), { size: 12, seed }).images.join();
    assert.equal(new Set([0, 1, 2, 3].map(of)).size, 4);
  });

  it("refuses a size that the data set does not have", () => {
    assert.throws(
      () => subset(tiny(6), { size: 7, seed: 1 }),
      new DataError("subset: size is 7 but tiny has 6 images; a size from 1 to 6 is needed"),
    );
    assert.throws(() => subset(tiny(6), { size: 1.5, seed: 1 }), DataError);
  });
});

describe("holdOut", () => {
  it("parts the set in two: every image once, both parts in balance, the held-out one that of subset", () => {
    const { kept, heldOut } = holdOut(tiny(60), { size: 15, seed: 3 });
    assert.deepEqual([kept.size, heldOut.size], [45, 15]);
    const all = [...idsOf(kept), ...idsOf(heldOut)].sort((a, b) => a - b);
    agree({ of: "holdOut", with: "closed form, every image once" }, all, numbersTo(60), 0);
    for (const part of [kept, heldOut]) {
      const counts = [0, 1, 2].map((label) => part.labels.filter((l) => l === label).length);
      agree(
        { of: "holdOut", with: "closed form, counts of classes" },
        counts,
        counts.map(() => part.size / 3),
        0,
      );
    }
    const order = byTurns(tiny(60), 3);
    agree({ of: "holdOut", with: "filter and index" }, [...idsOf(heldOut), ...idsOf(kept)], order, 0);
    assert.deepEqual(heldOut.images, subset(tiny(60), { size: 15, seed: 3 }).images);
  });

  it("refuses to hold out nothing or everything", () => {
    const refused = (size: number) =>
      new DataError(`holdOut: size is ${size} but tiny has 6 images; a size from 1 to 5 is needed`);
    for (const size of [0, 6, 2.5]) assert.throws(() => holdOut(tiny(6), { size, seed: 1 }), refused(size));
  });
});

describe("batches", () => {
  it("visits every image once an epoch when the batch divides the set", () => {
    const epoch = batches(tiny(60), { batchSize: 12, seed: 0, epoch: 0 });
    assert.equal(epoch.length, 5);
    const all = epoch.flatMap((batch) => [...batch]);
    agree(
      { of: "batches", with: "closed form, every image once" },
      all.sort((a, b) => a - b),
      numbersTo(60),
      0,
    );
  });

  it("cuts the order of Philox's words, a stream for each epoch", () => {
    for (const [seed, epoch] of [
      [0, 0],
      [3, 7],
    ])
      batches(tiny(10), { batchSize: 4, seed, epoch, dropRemainder: false }).forEach((batch, i) => {
        const expected = streamOf(10, seed, epoch + 1).filter((_, n) => Math.floor(n / 4) === i);
        agree({ of: "batches", with: "filter and index of Philox in loops" }, batch, expected, 0);
      });
  });

  it("keeps a smaller last batch when asked, and visits every image once", () => {
    const epoch = batches(tiny(10), { batchSize: 4, seed: 1, epoch: 0, dropRemainder: false });
    assert.deepEqual(
      epoch.map((batch) => batch.length),
      [4, 4, 2],
    );
    assert.equal(new Set(epoch.flatMap((batch) => [...batch])).size, 10);
  });

  it("leaves out what does not fill a batch", () => {
    assert.deepEqual(
      batches(tiny(10), { batchSize: 4, seed: 1, epoch: 0 }).map((batch) => batch.length),
      [4, 4],
    );
  });

  it("has an order of its own for every seed and epoch, and the same one again", () => {
    const of = (seed: number, epoch: number): string => batches(tiny(60), { batchSize: 60, seed, epoch })[0].join();
    assert.equal(new Set([of(0, 0), of(0, 1), of(1, 0), of(1, 1)]).size, 4);
    assert.equal(of(3, 4), of(3, 4));
  });

  it("refuses a batch larger than the set", () => {
    assert.throws(
      () => batches(tiny(6), { batchSize: 8, seed: 1, epoch: 0 }),
      new DataError("batches: batchSize is 8 but tiny has 6 images; a batch size from 1 to 6 is needed"),
    );
  });
});

describe("gather", () => {
  it("gives bytes as shares of 255, in the order of the indices", () => {
    const images = gather(tiny(9), [4, 0]);
    assert.deepEqual(images.shape, [2, 1, 2, 1]);
    const expected = [4, 251, 0, 255].map((byte) => Math.fround(byte / 255));
    agree({ of: "gather", with: "closed form" }, images.dataSync(), expected, 0);
    images.dispose();
  });

  it("agrees with take", () => {
    const data = tiny(9);
    const there = gather(data, [7, 2, 2]);
    const here = gather(take(data, [7, 2, 2]), [0, 1, 2]);
    assert.deepEqual(there.dataSync(), here.dataSync());
    const bytes = tf.tidy(() => tf.tensor2d(Float32Array.from(data.images), [9, 2]).gather([7, 2, 2]).dataSync());
    agree(
      { of: "gather", with: "tf.gather" },
      there.dataSync(),
      Array.from(bytes, (byte) => byte / 255),
      1e-7,
    );
    agree({ of: "take", with: "tf.gather" }, take(data, [7, 2, 2]).images, bytes, 0);
    there.dispose();
    here.dispose();
  });

  it("and take agree with their definition by index", () => {
    const data = tiny(9);
    const indices = [8, 0, 5, 5];
    const images = indices.flatMap((n) => [...data.images].filter((_, i) => Math.floor(i / 2) === n));
    const taken = take(data, indices);
    const definition = { of: "take", with: "filter and index" };
    agree(definition, taken.images, images, 0);
    agree(
      definition,
      taken.labels,
      indices.map((n) => data.labels[n]),
      0,
    );
    agree(definition, taken.size, indices.length, 0);
    const gathered = tf.tidy(() => gather(data, indices).dataSync());
    agree(
      { of: "gather", with: "filter and index" },
      gathered,
      images.map((byte) => Math.fround(byte / 255)),
      0,
    );
  });

  it("refuses an index outside the set", () => {
    assert.throws(() => gather(tiny(3), [3]), new DataError("gather: index 3 is not in tiny, which has 3 images"));
    assert.throws(() => gather(tiny(3), [1.5]), DataError);
    assert.throws(() => take(tiny(3), [-1]), new DataError("take: index -1 is not in tiny, which has 3 images"));
  });
});
