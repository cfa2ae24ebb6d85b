import assert from "node:assert/strict";
import { transformTask, type TransformTaskName } from "../../src/augment/transformTask";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { key, type Key } from "../../src/random/key";
import { mean } from "../random/statistics";
import { agree } from "../support/agree";
import { distance, randomImages } from "./images";
import * as reference from "./reference";

const count = 2000;

function applied(name: TransformTaskName) {
  const images = randomImages(1, [count, 4, 4]);
  const result = tf.tidy(() => ({ ...transformTask(name).apply(images, key(3)) }));
  const read = {
    before: images.arraySync(),
    after: result.images.arraySync(),
    labels: [...result.labels.dataSync()],
    dtype: result.labels.dtype,
  };
  tf.dispose([images, result.images, result.labels]);
  return read;
}

describe("augment/transformTask", () => {
  it("labels each image by the transform that plain loops find it went through", () => {
    const found: Record<TransformTaskName, (image: reference.Pixels, label: number) => reference.Pixels | undefined> = {
      rotation: (image, label) => reference.rotate(image, label),
      grayscale: (image, label) => (label ? reference.grayscale(image) : image),
      sobel: (image, label) => (label ? reference.sobel(image) : image),
      noise: (image, label) => (label ? undefined : image),
    };
    for (const [name, transformed] of Object.entries(found)) {
      const { before, after, labels, dtype } = applied(name as TransformTaskName);
      assert.equal(dtype, "int32");
      const exact = labels.flatMap((label, n) => {
        const expected = transformed(before[n], label);
        if (expected === undefined) assert.ok(distance(after[n].flat(2), before[n].flat(2)) > 0.01);
        return expected === undefined ? [] : [[after[n].flat(2), expected.flat(2)]];
      });
      // A root is steep at 0: √(2e-6) in the worst case, of edges that are none.
      const tolerance = name === "sobel" ? 1.5e-3 : 1e-6;
      const [ours, theirs] = [0, 1].map((which) => exact.flatMap((pair) => pair[which]));
      agree({ of: "transformTask", with: "loops in float64" }, ours, theirs, tolerance);
    }
  });

  it("draws classes as often as the paper, and says what the most frequent one is worth", () => {
    const shares: Record<TransformTaskName, number[]> = {
      rotation: [0.25, 0.25, 0.25, 0.25],
      grayscale: [0.8, 0.2],
      noise: [0.5, 0.5],
      sobel: [0.5, 0.5],
    };
    for (const [name, expected] of Object.entries(shares)) {
      const task = transformTask(name as TransformTaskName);
      const { labels } = applied(task.name);
      expected.forEach((share, label) => {
        const drawn = mean(labels.map((each) => Number(each === label)));
        assert.ok(Math.abs(drawn - share) < 4 * Math.sqrt((share * (1 - share)) / count), `${name} ${label}: ${drawn}`);
      });
      assert.equal(task.classNames.length, expected.length);
      assert.equal(task.chance, Math.max(...expected));
    }
  });

  it("can be part of a compiled step", () => {
    for (const name of ["rotation", "grayscale", "noise", "sobel"] as const) {
      const { apply } = transformTask(name);
      const step = compile((images: tf.Tensor4D, one: Key) => ({ ...apply(images, one) }));
      const [images, one] = [randomImages(4, [8, 6, 6]), key(1)];
      const [compiled, eager] = [step(images, one), step.eager(images, one)];
      assert.deepEqual(compiled.labels.dataSync(), eager.labels.dataSync());
      assert.deepEqual(compiled.images.dataSync(), eager.images.dataSync());
      tf.dispose([images, one, compiled, eager]);
      step.dispose();
    }
  });

  it("refuses a task that it does not know", () => {
    assert.throws(() => transformTask("colour" as TransformTaskName), {
      name: "AugmentError",
      message: 'transformTask: "colour" is no task; grayscale, rotation, noise or sobel is needed',
    });
  });
});
