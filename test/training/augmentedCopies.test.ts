import assert from "node:assert/strict";
import type { Transform } from "../../src/augment/transform";
import { gather } from "../../src/data/gather";
import { take } from "../../src/data/take";
import { tf } from "../../src/engine/tf";
import { uniform } from "../../src/random/uniform";
import { augmentedCopies } from "../../src/training/augmentedCopies";
import { TrainingError } from "../../src/training/trainingError";
import { formulaImages } from "./support/classifiers";

const data = formulaImages(7);
const identity: Transform = (images) => images.clone();

describe("augmentedCopies", () => {
  it("gives every image so many times, with its label, unchanged where the augmentation changes nothing", () => {
    const copies = augmentedCopies(data, { augment: identity, copies: 3, seed: 1 });
    assert.equal(copies.size, 21);
    for (let copy = 0; copy < 3; copy++) {
      const one = take(
        copies,
        Array.from({ length: 7 }, (_, n) => 7 * copy + n),
      );
      assert.deepEqual(one.images, data.images);
      assert.deepEqual(one.labels, data.labels);
    }
  });

  it("augments each copy by itself, the same for a seed, and rounds to the nearest byte", () => {
    const shift: Transform = (images, key) =>
      tf.tidy(() => images.add(uniform(key, [images.shape[0], 1, 1, 1]).mul(2).sub(1)));
    const make = (seed: number) => augmentedCopies(data, { augment: shift, copies: 2, seed });
    assert.deepEqual(make(5), make(5));
    assert.notDeepEqual(make(5).images, make(6).images);
    const half = make(5).images.length / 2;
    assert.notDeepEqual(make(5).images.subarray(0, half), make(5).images.subarray(half));
    const tenth: Transform = (images) => images.mul(0.1);
    const dark = augmentedCopies(data, { augment: tenth, copies: 1, seed: 0 });
    const [values, dimmed] = [gather(data, [0, 1]), gather(dark, [0, 1])].map((images) => {
      const numbers = [...images.dataSync()];
      images.dispose();
      return numbers;
    });
    values.forEach((value, n) => assert.ok(Math.abs(0.1 * value - dimmed[n]) <= 0.5 / 255 + 1e-6));
  });

  it("refuses no copies, and an augmentation that changes the shape", () => {
    assert.throws(
      () => augmentedCopies(data, { augment: identity, copies: 0, seed: 1 }),
      new TrainingError("augmentedCopies: copies is 0; it must be a whole number from 1"),
    );
    assert.throws(
      () =>
        augmentedCopies(data, { augment: (images) => images.slice([0, 0, 0, 0], [-1, 3, 3, -1]), copies: 1, seed: 1 }),
      new TrainingError("augmentedCopies: augment gives [3, 3, 2] of [5, 5, 2]; it must keep the shape"),
    );
  });
});
