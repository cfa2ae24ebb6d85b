import assert from "node:assert/strict";
import { colorJitter } from "../../src/augment/colorJitter";
import { colorStrengths } from "../../src/augment/colorStrengths";
import { compose } from "../../src/augment/compose";
import { gaussianBlur } from "../../src/augment/gaussianBlur";
import { horizontalFlip } from "../../src/augment/horizontalFlip";
import { randomGrayscale } from "../../src/augment/randomGrayscale";
import { randomResizedCrop } from "../../src/augment/randomResizedCrop";
import { simclr, type SimclrOptions } from "../../src/augment/simclr";
import { simclrViews } from "../../src/augment/simclrViews";
import { tf } from "../../src/engine/tf";
import { bernoulli } from "../../src/random/bernoulli";
import { foldIn } from "../../src/random/foldIn";
import { key } from "../../src/random/key";
import { split } from "../../src/random/split";
import { mean } from "../random/statistics";
import { agree } from "../support/agree";
import { cropsInLoops, jitterInLoops } from "./drawn";
import { distance, randomImages, valuesOf } from "./images";
import * as reference from "./reference";
import { watchEngine } from "./watchEngine";

describe("augment/compose", () => {
  it("applies the transforms in order, each with its part of the key", () => {
    const images = randomImages(1, [4, 6, 6]);
    const [crop, jitter] = [randomResizedCrop(), colorJitter()];
    const byHand = valuesOf(() => {
      const [first, second] = split(key(5), 2);
      return jitter(crop(images, first), second);
    });
    assert.deepEqual(
      valuesOf(() => compose(crop, jitter)(images, key(5))),
      byHand,
    );
    images.dispose();
  });

  it("of nothing is the identity, and its result is a tensor of its own", () => {
    const images = randomImages(1, [1, 4, 4]);
    const result = tf.tidy(() => compose()(images, key(1)));
    const values = Array.from(images.dataSync());
    images.dispose();
    assert.deepEqual(Array.from(result.dataSync()), values);
    result.dispose();
  });
});

describe("augment/simclr", () => {
  it("is crop with flip, jitter and grey of the paper's CIFAR-10 setting, one after the other", () => {
    const images = randomImages(2, [32, 8, 8]);
    const parts = compose(
      randomResizedCrop({ flipProbability: 0.5 }),
      colorJitter({ strength: 0.5 }),
      randomGrayscale(),
    );
    const fused = valuesOf(() => simclr()(images, key(11)));
    agree({ of: "simclr", with: "its parts one by one" }, fused, valuesOf(() => parts(images, key(11))), 1e-6); // prettier-ignore
    images.dispose();
  });

  it("is its parts in plain loops, with what they draw", () => {
    const images = randomImages(9, [32, 9, 8]);
    const expected = tf.tidy(() => {
      const [cropKey, jitterKey, grayKey] = split(key(12), 3);
      const crops = cropsInLoops(images.arraySync(), cropKey, { size: [9, 8], flipProbability: 0.5 });
      const strengths = { brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.1 };
      const views = jitterInLoops(crops, jitterKey, { ...strengths, probability: 0.8, order: "random" });
      const grey = bernoulli(grayKey, [32], { probability: 0.2 }).dataSync();
      return views.map((view, n) => (grey[n] ? reference.grayscale(view) : view));
    });
    agree({ of: "simclr", with: "loops in float64" }, valuesOf(() => simclr()(images, key(12))), expected.flat(3), 1e-4); // prettier-ignore
    images.dispose();
  });

  it("with blur is the same views, half of them blurred, as after the other parts", () => {
    const images = randomImages(6, [64, 24, 24]);
    const [plain, blurred] = [false, true].map((blur) => tf.tidy(() => simclr({ blur })(images, key(11)).arraySync()));
    const byHand = tf.tidy(() => gaussianBlur()(simclr()(images, key(11)), foldIn(key(11), 0)).arraySync());
    agree({ of: "simclr", with: "its parts one by one" }, blurred.flat(3), byHand.flat(3), 1e-6);
    const changed = blurred.map((view, n) => Number(distance(view.flat(2), plain[n].flat(2)) > 1e-3));
    assert.ok(Math.abs(mean(changed) - 0.5) < 4 * Math.sqrt(0.25 / 64));
    images.dispose();
  });

  it("has the colour strengths of the paper's table, each its own transform", () => {
    assert.deepEqual(Object.keys(colorStrengths), ["1", "1/8", "1/4", "1/2", "1 + blur"]);
    const images = randomImages(7, [16, 24, 24]);
    const from = (options: SimclrOptions): number[] => valuesOf(() => simclr(options)(images, key(3)));
    const cropped = valuesOf(() => simclr({ strength: 0 })(images, key(3)));
    // What the jitter changes grows with its strength.
    const moved = [colorStrengths["1/8"], colorStrengths["1/4"], colorStrengths["1/2"], colorStrengths[1]].map(
      (options) => mean(from(options).map((value, i) => Math.abs(value - cropped[i]))),
    );
    moved.slice(1).forEach((change, i) => assert.ok(change > 1.3 * moved[i], moved.join(", ")));
    assert.ok(distance(from(colorStrengths["1 + blur"]), from(colorStrengths[1])) > 0.1);
    images.dispose();
  });

  it("gives views of the size asked for, in [0, 1]", () => {
    const images = randomImages(3, [8, 12, 12]);
    const values = valuesOf(() => {
      const view = simclr({ size: [6, 10], strength: 1 })(images, key(1));
      assert.deepEqual(view.shape, [8, 6, 10, 3]);
      return view;
    });
    assert.ok(values.every((value) => value >= -1e-6 && value <= 1 + 1e-6));
    images.dispose();
  });

  it("names itself when a number is out of range", () => {
    assert.throws(() => simclr({ strength: 3 }), {
      name: "AugmentError",
      message: "simclr: strength is 3; it must be between 0 and 2.5",
    });
    assert.throws(() => simclr({ area: [0.5, 2] }), {
      name: "AugmentError",
      message: "simclr: area is [0.5, 2]; it must be [smallest, largest] above 0 and up to 1",
    });
  });
});

describe("augment/simclrViews", () => {
  it("gives two different views of each image, the same ones again for the same key", () => {
    const images = randomImages(4, [6, 8, 8]);
    const one = key(1);
    const [a, b] = simclrViews(images, one);
    const again = simclrViews(images, one);
    assert.ok(distance(Array.from(a.dataSync()), Array.from(b.dataSync())) > 0.1);
    assert.deepEqual(a.dataSync(), again[0].dataSync());
    assert.deepEqual(b.dataSync(), again[1].dataSync());
    tf.dispose([images, one, a, b, ...again]);
  });

  it("makes the two views differently from one shared view, each with draws of its own", () => {
    const images = randomImages(8, [6, 8, 8]);
    const [shared, a] = [randomResizedCrop(), colorJitter({ probability: 1 })];
    const [first, second] = tf.tidy(() => simclrViews(images, key(1), { shared, a }));
    const expected = tf.tidy(() => {
      const [sharedKey, keyA] = split(key(1), 3);
      const seen = shared(images, sharedKey);
      return [a(seen, keyA), seen];
    });
    assert.deepEqual(first.dataSync(), expected[0].dataSync());
    assert.deepEqual(second.dataSync(), expected[1].dataSync());
    const [left, right] = tf.tidy(() => simclrViews(images, key(1), { a, b: a }));
    assert.ok(distance([...left.dataSync()], [...right.dataSync()]) > 0.1);
    tf.dispose([images, first, second, ...expected, left, right]);
  });

  it("keeps the pairs together: a view of image n comes from image n", () => {
    const grays = tf.tidy(() => tf.tile(tf.linspace(0, 1, 5).reshape([5, 1, 1, 1]), [1, 6, 6, 3]) as tf.Tensor4D);
    const one = key(1);
    const [a, b] = simclrViews(grays, one, compose(randomResizedCrop(), horizontalFlip(), randomGrayscale()));
    for (const view of [a, b]) assert.ok(distance(Array.from(view.dataSync()), Array.from(grays.dataSync())) < 1e-6);
    tf.dispose([grays, one, a, b]);
  });

  it("reads no value and makes no tensor larger than a few numbers outside TensorFlow, so that it can be traced", () => {
    const images = randomImages(5, [16, 8, 8]);
    const base = key(1);
    const { reads, largest } = watchEngine([images, base], () => simclrViews(images, foldIn(base, 3)));
    tf.dispose([images, base]);
    assert.equal(reads, 0);
    assert.ok(largest > 0 && largest <= 10, `${largest}`);
  });
});
