import assert from "node:assert/strict";
import fc from "fast-check";
import { cutout, sampleCorners } from "../../src/augment/cutout";
import { erase } from "../../src/augment/erase";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { correlation, mean } from "../random/statistics";
import { agree } from "../support/agree";
import { distance, randomImages, valuesOf } from "./images";
import * as reference from "./reference";

describe("augment/erase", () => {
  it("equals plain loops for any patches, inside, across the border and outside", () => {
    const place = fc.integer({ min: -6, max: 10 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 8 }),
        fc.constantFrom(0, 0.5, 1),
        fc.nat(),
        (corners, side, fill, seed) => {
          const images = randomImages(seed, [corners.length, 5, 7]);
          const pixels = images.arraySync();
          const expected = corners.map((corner, n) => reference.erase(pixels[n], corner, { side, fill }));
          const actual = valuesOf(() => erase(images, { corners: tf.tensor2d(corners), side, fill }));
          images.dispose();
          agree({ of: "erase", with: "loops in float64" }, actual, expected.flat(3), 0);
        },
      ),
    );
  });
});

describe("augment/cutout", () => {
  const draw = (options: Partial<Parameters<typeof sampleCorners>[1]> = {}): number[][] => {
    const settings = { count: 20_000, imageSize: [100, 40] as [number, number], side: 7, probability: 1, ...options };
    return tf.tidy(() => sampleCorners(key(2), settings).arraySync());
  };

  it("draws the centre of the patch uniformly over the pixels, rows and columns apart", () => {
    const corners = draw();
    for (const [axis, size] of [100, 40].entries()) {
      const centers = corners.map((corner) => corner[axis] + 3);
      assert.deepEqual([Math.min(...centers), Math.max(...centers)], [0, size - 1]);
      const counts = Array.from({ length: size }, (_, i) => centers.filter((center) => center === i).length);
      const expected = 20_000 / size;
      const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      // Close to normal with mean size - 1 and variance 2 (size - 1).
      assert.ok(Math.abs(chiSquare - (size - 1)) < 5 * Math.sqrt(2 * (size - 1)), `${axis}: ${chiSquare}`);
    }
    const [tops, lefts] = [0, 1].map((axis) => corners.map((corner) => corner[axis]));
    assert.ok(Math.abs(correlation(tops, lefts)) < 4 / Math.sqrt(20_000));
  });

  it("covers as much of an image as a centre anywhere in it leaves inside", () => {
    // 2 of 10 pixels along each axis, or 1 when the centre is the first: 1.9 on average, 3.7 squared.
    const covered = tf.tidy(() => cutout({ size: 0.2, fill: 1 })(tf.zeros([4000, 10, 10, 1]), key(6)).sum([1, 2, 3]));
    const share = mean([...covered.dataSync()]) / 100;
    covered.dispose();
    const error = Math.sqrt((3.7 ** 2 - 1.9 ** 4) / 4000) / 100;
    agree({ of: "cutout", with: "closed form, share of draws" }, share, 1.9 ** 2 / 100, 4 * error);
  });

  it("leaves an image alone as often as asked, bit for bit", () => {
    const images = randomImages(3, [500, 6, 6]);
    const pixels = images.arraySync();
    const actual = tf.tidy(() => cutout({ probability: 0.3 })(images, key(1)).arraySync());
    images.dispose();
    const cut = actual.map((image, n) => {
      const same = JSON.stringify(image) === JSON.stringify(pixels[n]);
      return Number(!same);
    });
    assert.ok(Math.abs(mean(cut) - 0.3) < 4 * Math.sqrt(0.21 / 500));
  });

  it("cuts the patches drawn, half as wide as the image and grey unless told otherwise", () => {
    const images = randomImages(4, [30, 8, 12]);
    const pixels = images.arraySync();
    const compare = (options: Parameters<typeof cutout>[0], { side, fill }: { side: number; fill: number }): void => {
      const settings = { count: 30, imageSize: [8, 12] as [number, number], side, probability: 1 };
      const corners = tf.tidy(() => sampleCorners(key(5), settings).arraySync());
      const expected = corners.map((corner, n) => reference.erase(pixels[n], corner, { side, fill }));
      const actual = valuesOf(() => cutout(options)(images, key(5)));
      agree({ of: "cutout", with: "loops in float64" }, actual, expected.flat(3), 0);
    };
    compare({}, { side: 4, fill: 0.5 });
    compare({ size: 0.35, fill: 0 }, { side: 3, fill: 0 });
    const untouched = valuesOf(() => cutout({ size: 0 })(images, key(5)));
    assert.ok(distance(untouched, Array.from(images.dataSync())) === 0);
    images.dispose();
  });

  it("refuses numbers outside their range, with the exact message", () => {
    const refuses = (options: Parameters<typeof cutout>[0], message: string) =>
      assert.throws(() => cutout(options), { name: "AugmentError", message });
    refuses({ size: 2 }, "cutout: size is 2; it must be between 0 and 1");
    refuses({ fill: -1 }, "cutout: fill is -1; it must be between 0 and 1");
    refuses({ probability: 1.5 }, "cutout: probability is 1.5; it must be between 0 and 1");
  });
});
