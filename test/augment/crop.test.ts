import assert from "node:assert/strict";
import fc from "fast-check";
import { crop } from "../../src/augment/crop";
import { horizontalFlip } from "../../src/augment/horizontalFlip";
import { randomResizedCrop } from "../../src/augment/randomResizedCrop";
import { sampleBoxes } from "../../src/augment/sampleBoxes";
import { op } from "../../src/engine/op";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { kolmogorovSmirnov, mean } from "../random/statistics";
import { agree } from "../support/agree";
import { cropsInLoops } from "./drawn";
import { distance, randomImages, valuesOf } from "./images";
import { pillow, unit } from "./pillow";
import * as reference from "./reference";

/** A box inside an image of this size. */
const boxOf = (height: number, width: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: height - 1 }), fc.integer({ min: 0, max: width - 1 }))
    .chain(([top, left]) =>
      fc.tuple(
        fc.constant(top),
        fc.constant(left),
        fc.integer({ min: 1, max: height - top }),
        fc.integer({ min: 1, max: width - left }),
      ),
    );

describe("augment/crop", () => {
  it("equals cutting and bilinear resizing in plain loops, mirrored or not, for any boxes and sizes", () => {
    const side = fc.integer({ min: 1, max: 11 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(boxOf(7, 9), fc.boolean()), { minLength: 1, maxLength: 4 }),
        fc.tuple(side, side),
        fc.nat(1000),
        (cuts, size, seed) => {
          const images = randomImages(seed, [cuts.length, 7, 9]);
          const pixels = images.arraySync();
          const expected = cuts.map(([box, mirrored], n) => {
            const result = reference.crop(pixels[n], box, size);
            return mirrored ? reference.mirror(result) : result;
          });
          const actual = valuesOf(() =>
            crop(images, {
              boxes: tf.tensor2d(cuts.map(([box]) => box)),
              size,
              mirrored: tf.tensor1d(cuts.map(([, mirrored]) => Number(mirrored))),
            }),
          );
          images.dispose();
          agree({ of: "crop", with: "loops in float64" }, actual, expected.flat(3), 2e-6);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("equals Pillow's crop and bilinear resize, to the rounding of its bytes", () => {
    const { picture, size, crops } = pillow;
    for (const { box, pixels } of crops) {
      const actual = valuesOf(() =>
        crop(tf.tensor4d(picture, [1, size, size, 3]).div(255), { boxes: tf.tensor2d([box]), size: [size, size] }),
      );
      agree({ of: "crop", with: "Pillow 13.0.0" }, actual, unit(pixels), 1.01 / 255);
    }
  });

  it("bicubic equals Keys' kernel in plain loops, mirrored or not, for any boxes and sizes", () => {
    const side = fc.integer({ min: 1, max: 11 });
    fc.assert(
      fc.property(boxOf(7, 9), fc.boolean(), fc.tuple(side, side), fc.nat(1000), (box, mirrored, size, seed) => {
        const images = randomImages(seed, [1, 7, 9]);
        const [pixels] = images.arraySync();
        const expected = reference.cropBicubic(pixels, box, size);
        const options = { boxes: [box], mirrored: [Number(mirrored)] };
        const actual = valuesOf(() =>
          crop(images, {
            boxes: tf.tensor2d(options.boxes),
            size,
            mirrored: tf.tensor1d(options.mirrored),
            interpolation: "bicubic",
          }),
        );
        images.dispose();
        const flat = (mirrored ? reference.mirror(expected) : expected).flat(2);
        agree({ of: "crop", with: "loops in float64" }, actual, flat, 4e-6);
      }),
      { numRuns: 40 },
    );
  });

  it("bicubic is the resize of TensorFlow that the authors call, larger and smaller", () => {
    const images = randomImages(3, [2, 8, 6]);
    for (const size of [
      [13, 9],
      [5, 4],
      [8, 6],
    ] as [number, number][]) {
      const ours = valuesOf(() => {
        const boxes = tf.tensor2d([[0, 0, 8, 6]]).tile<tf.Tensor2D>([2, 1]);
        return crop(images, { boxes, size, interpolation: "bicubic" });
      });
      const theirs = valuesOf(() => {
        const attributes = { T: "float32", align_corners: false, half_pixel_centers: true };
        return op("ResizeBicubic", [images, tf.tensor1d(size, "int32")], attributes).clipByValue(0, 1);
      });
      // Its kernel looks weights up at 1024 places between pixels, and they change by less than 1.2 a pixel: 8 weights of 1.2 / 2048.
      agree({ of: "crop", with: "TensorFlow's ResizeBicubic" }, ours, theirs, (8 * 1.2) / 2048);
    }
    images.dispose();
  });

  it("refuses images that are not float32 of rank 4", () => {
    tf.tidy(() =>
      assert.throws(() => crop(tf.zeros([1, 4, 4, 3], "int32"), { boxes: tf.zeros([1, 4]), size: [4, 4] }), {
        name: "AugmentError",
        message: "crop: the images are int32 [1, 4, 4, 3]; they must be float32 [N, H, W, C] in [0, 1]",
      }),
    );
  });
});

describe("augment/sampleBoxes", () => {
  const rows = (values: number[]): number[][] =>
    Array.from({ length: values.length / 4 }, (_, n) => values.slice(4 * n, 4 * n + 4));
  const draw = (seed: number, options: Partial<Parameters<typeof sampleBoxes>[1]> = {}): number[][] =>
    rows(
      valuesOf(() =>
        sampleBoxes(key(seed), {
          count: 2000,
          imageSize: [224, 224],
          area: [0.08, 1],
          aspectRatio: [3 / 4, 4 / 3],
          ...options,
        }),
      ),
    );

  it("draws whole-pixel boxes inside the image, of the areas and aspect ratios asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 40 }), fc.integer({ min: 4, max: 40 }), fc.nat(), (H, W, seed) => {
        for (const box of draw(seed, { count: 50, imageSize: [H, W] })) {
          const [top, left, height, width] = box;
          assert.ok(box.every(Number.isInteger), box.join());
          assert.ok(top >= 0 && left >= 0 && height >= 1 && width >= 1, box.join());
          assert.ok(top + height <= H && left + width <= W, `${box.join()} in ${H} x ${W}`);
        }
      }),
      { numRuns: 30 },
    );
    for (const [, , height, width] of draw(1)) {
      // Half a pixel of rounding on each side.
      const [small, large] = [(0.5 + width) / (height - 0.5), (width - 0.5) / (height + 0.5)];
      assert.ok(small >= 3 / 4 && large <= 4 / 3, `${width} / ${height}`);
      assert.ok((height + 0.5) * (width + 0.5) >= 0.08 * 224 * 224);
    }
  });

  it("has uniform areas and log-uniform aspect ratios where every box fits", () => {
    const boxes = draw(2, { count: 20_000, imageSize: [2000, 2000], area: [0.1, 0.5] });
    const areas = boxes.map(([, , height, width]) => (height * width) / 2000 ** 2);
    assert.ok(kolmogorovSmirnov(areas, (area) => Math.min(1, Math.max(0, (area - 0.1) / 0.4))) < 2.23);
    const ratios = boxes.map(([, , height, width]) => Math.log(width / height) / Math.log(4 / 3));
    assert.ok(kolmogorovSmirnov(ratios, (ratio) => Math.min(1, Math.max(0, (ratio + 1) / 2))) < 2.23);
    const places = boxes.map(([top, , height]) => (top + 0.5) / (2000 - height + 1));
    assert.ok(kolmogorovSmirnov(places, (place) => place) < 2.23);
  });

  it("takes the aspect ratio for width by height, not the other way round", () => {
    for (const [, , height, width] of draw(5, { area: [0.1, 0.3], aspectRatio: [2, 3] }))
      assert.ok(width + 0.5 >= 2 * (height - 0.5) && width - 0.5 <= 3 * (height + 0.5), `${width} / ${height}`);
  });

  it("puts boxes at every place where they fit equally often, at the last one too", () => {
    const boxes = draw(6, { count: 6400, imageSize: [4, 5], area: [9 / 20, 9 / 20], aspectRatio: [1, 1] });
    for (let top = 0; top < 2; top++)
      for (let left = 0; left < 3; left++) {
        const share = mean(boxes.map((box) => Number(box.join() === [top, left, 3, 3].join())));
        assert.ok(Math.abs(share - 1 / 6) < 4 * Math.sqrt(5 / 36 / 6400), `${top}, ${left}: ${share}`);
      }
  });

  it("rejects what does not fit as ten attempts in plain loops do", () => {
    let state = 1;
    const random = (): number => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff;
    const loops = Array.from({ length: 20_000 }, () => {
      for (let attempt = 0; attempt < 10; attempt++) {
        const area = (0.08 + 0.92 * random()) * 1024;
        const ratio = Math.exp((2 * random() - 1) * Math.log(4 / 3));
        const [width, height] = [Math.round(Math.sqrt(area * ratio)), Math.round(Math.sqrt(area / ratio))];
        if (width <= 32 && height <= 32) return width * height;
      }
      return 1024;
    });
    const ours = draw(3, { count: 20_000, imageSize: [32, 32] }).map(([, , height, width]) => height * width);
    const deviation = Math.sqrt(mean(loops.map((area) => area ** 2)) - mean(loops) ** 2);
    const agreement = { of: "sampleBoxes", with: "loops in float64, mean of draws" };
    agree(agreement, mean(ours), mean(loops), (4 * deviation * Math.sqrt(2 / 20_000)) / mean(loops));
    const whole = (areas: number[]): number => mean(areas.map((area) => Number(area > 900)));
    agree(agreement, whole(ours), whole(loops), 4 * Math.sqrt((2 * 0.08) / 20_000));
  });

  it("takes the largest centred box when nothing fits", () => {
    const compare = (boxes: number[][], count: number, box: number[]): void =>
      agree({ of: "sampleBoxes", with: "closed form" }, boxes.flat(), Array<number[]>(count).fill(box).flat(), 0);
    const wide = draw(4, { count: 3, imageSize: [10, 100], area: [1, 1] });
    compare(wide, 3, [0, 43, 10, 13]);
    const tall = draw(4, { count: 3, imageSize: [100, 10], area: [1, 1] });
    compare(tall, 3, [43, 0, 13, 10]);
    const square = draw(4, { count: 2, imageSize: [32, 32], area: [1, 1], aspectRatio: [1.2, 1.3] });
    compare(square, 2, [2, 0, 27, 32]);
  });
});

describe("augment/randomResizedCrop", () => {
  it("changes nothing for the whole area, square, unflipped", () => {
    const images = randomImages(1, [5, 8, 8]);
    const transform = randomResizedCrop({ area: [1, 1], aspectRatio: [1, 1] });
    const actual = valuesOf(() => transform(images, key(1)));
    agree({ of: "randomResizedCrop", with: "closed form" }, actual, [...images.dataSync()], 1e-6);
    images.dispose();
  });

  it("cuts the boxes drawn and mirrors as often as drawn, as plain loops do", () => {
    const images = randomImages(3, [20, 9, 7]);
    for (const [flipProbability, size] of [
      [0, [9, 7]],
      [0.3, [5, 8]],
    ] as [number, [number, number]][]) {
      const expected = tf.tidy(() => cropsInLoops(images.arraySync(), key(8), { size, flipProbability }));
      const actual = valuesOf(() => randomResizedCrop({ size, flipProbability })(images, key(8)));
      agree({ of: "randomResizedCrop", with: "loops in float64" }, actual, expected.flat(3), 2e-6);
    }
    images.dispose();
  });

  it("stays in the range of the images, takes a size, repeats itself for a key and differs for another", () => {
    const images = randomImages(2, [6, 10, 8]);
    const transform = randomResizedCrop({ size: [5, 7], flipProbability: 0.5 });
    const draw = (seed: number): number[] =>
      valuesOf(() => {
        const result = transform(images, key(seed));
        assert.deepEqual(result.shape, [6, 5, 7, 3]);
        return result;
      });
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const values = draw(seed);
        assert.ok(values.every((value) => value > -1e-6 && value < 1 + 1e-6));
        assert.deepEqual(draw(seed), values);
        assert.ok(distance(draw(seed + 1), values) > 1e-3);
      }),
      { numRuns: 20 },
    );
    images.dispose();
  });

  it("refuses empty ranges, with the exact message", () => {
    const cubic = randomResizedCrop({ interpolation: "cubic" as "bicubic" });
    assert.throws(() => tf.tidy(() => cubic(tf.zeros([1, 4, 4, 3]), key(1))), {
      name: "AugmentError",
      message: 'crop: interpolation is "cubic"; it must be "bilinear" or "bicubic"',
    });
    assert.throws(() => randomResizedCrop({ area: [0, 1] }), {
      name: "AugmentError",
      message: "randomResizedCrop: area is [0, 1]; it must be [smallest, largest] above 0 and up to 1",
    });
    assert.throws(() => randomResizedCrop({ aspectRatio: [2, 1] }), {
      message: "randomResizedCrop: aspectRatio is [2, 1]; it must be [smallest, largest] above 0 and up to Infinity",
    });
    assert.throws(() => randomResizedCrop({ flipProbability: 1.5 }), {
      message: "randomResizedCrop: flipProbability is 1.5; it must be between 0 and 1",
    });
  });
});

describe("augment/horizontalFlip", () => {
  it("is Pillow's mirror image, and twice is the image itself, bit for bit", () => {
    const { picture, size, mirrored } = pillow;
    const image = tf.tensor4d(picture, [1, size, size, 3]);
    const flip = horizontalFlip({ probability: 1 });
    const once = valuesOf(() => flip(image, key(1)));
    agree({ of: "horizontalFlip", with: "Pillow 13.0.0" }, once, mirrored, 0);
    const twice = valuesOf(() => flip(flip(image, key(1)), key(2)));
    agree({ of: "horizontalFlip", with: "itself applied twice" }, twice, picture, 0);
    image.dispose();
  });

  it("mirrors about half of the images and leaves the others as they are", () => {
    const images = tf.tidy(() => tf.tile(tf.tensor4d([0, 1], [1, 1, 2, 1]), [1000, 1, 1, 1]));
    const values = valuesOf(() => horizontalFlip()(images, key(1)));
    images.dispose();
    const flipped = values.filter((_, i) => i % 2 === 0);
    assert.ok(values.every((value, i) => i % 2 === 0 || value === 1 - values[i - 1]));
    assert.ok(Math.abs(mean(flipped) - 0.5) < 4 * Math.sqrt(0.25 / 1000));
  });

  it("refuses a probability outside [0, 1]", () => {
    assert.throws(() => horizontalFlip({ probability: 2 }), {
      name: "AugmentError",
      message: "horizontalFlip: probability is 2; it must be between 0 and 1",
    });
  });
});
