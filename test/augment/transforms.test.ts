import assert from "node:assert/strict";
import { colorJitter } from "../../src/augment/colorJitter";
import { cutout } from "../../src/augment/cutout";
import { gaussianBlur } from "../../src/augment/gaussianBlur";
import { gaussianNoise } from "../../src/augment/gaussianNoise";
import { horizontalFlip } from "../../src/augment/horizontalFlip";
import { randomGrayscale } from "../../src/augment/randomGrayscale";
import { randomResizedCrop } from "../../src/augment/randomResizedCrop";
import { rotate } from "../../src/augment/rotate";
import { sobel } from "../../src/augment/sobel";
import type { Transform } from "../../src/augment/transform";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { type Key, key } from "../../src/random/key";
import { distance, randomImages, valuesOf } from "./images";
import { watchEngine } from "./watchEngine";

const transforms: Record<string, Transform> = {
  colorJitter: colorJitter(),
  "colorJitter in fixed order": colorJitter({ order: "fixed" }),
  cutout: cutout(),
  gaussianBlur: gaussianBlur({ kernelSize: 5 }),
  gaussianNoise: gaussianNoise(),
  horizontalFlip: horizontalFlip(),
  randomGrayscale: randomGrayscale({ probability: 0.5 }),
  randomResizedCrop: randomResizedCrop(),
  rotate: rotate(),
  sobel: sobel({ probability: 0.5 }),
};

for (const [name, transform] of Object.entries(transforms))
  describe(`augment/${name}, as every transform`, () => {
    it("gives the same images for the same key, bit for bit, and others for another", () => {
      const images = randomImages(1, [32, 8, 8]);
      const once = valuesOf(() => transform(images, key(1)));
      assert.deepEqual(valuesOf(() => transform(images, key(1))), once); // prettier-ignore
      assert.ok(distance(valuesOf(() => transform(images, key(2))), once) > 1e-3); // prettier-ignore
      images.dispose();
    });

    it("keeps the shape and [0, 1], of black and white images too", () => {
      tf.tidy(() => {
        for (const images of [randomImages(2, [16, 8, 8]), tf.zeros([4, 8, 8, 3]), tf.ones([4, 8, 8, 3])]) {
          const result = transform(images as tf.Tensor4D, key(3));
          assert.deepEqual(result.shape, images.shape);
          assert.equal(result.dtype, "float32");
          assert.ok(Array.from(result.dataSync()).every((value) => value >= -1e-6 && value <= 1 + 1e-6));
        }
      });
    });

    it("treats the images of a batch apart: what one is does not change another", () => {
      const images = randomImages(4, [6, 8, 8]);
      const others = tf.tidy(() => tf.concat([images.slice(0, 3), randomImages(5, [3, 8, 8])]));
      const [a, b] = [images, others].map((batch) => valuesOf(() => transform(batch, key(4)).slice(0, 3)));
      assert.deepEqual(a, b);
      tf.dispose([images, others]);
    });

    it("reads no value and makes no large tensor outside TensorFlow, so that it can be traced", () => {
      const images = randomImages(6, [64, 8, 8]);
      const one = key(5);
      const { reads, largest } = watchEngine([images, one], () => transform(images, one));
      tf.dispose([images, one]);
      assert.equal(reads, 0);
      assert.ok(largest <= 12, `${largest}`);
    });

    it("compiled gives what it gives eagerly, bit for bit, for every key", () => {
      const images = randomImages(7, [64, 8, 8]);
      const compiled = compile((batch: tf.Tensor4D, one: Key) => transform(batch, one));
      for (const seed of [6, 7])
        assert.deepEqual(
          valuesOf(() => compiled(images, key(seed))),
          valuesOf(() => transform(images, key(seed))),
        );
      compiled.dispose();
      images.dispose();
    });

    it("refuses images that are not float32 of rank 4, in its own name", () => {
      const asker = name.split(" ")[0];
      tf.tidy(() =>
        assert.throws(() => transform(tf.zeros([2, 8, 8, 3], "int32"), key(1)), {
          name: "AugmentError",
          message: `${asker}: the images are int32 [2, 8, 8, 3]; they must be float32 [N, H, W, C] in [0, 1]`,
        }),
      );
    });
  });
