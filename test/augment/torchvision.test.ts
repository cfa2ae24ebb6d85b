import assert from "node:assert/strict";
import { adjustColor } from "../../src/augment/adjustColor";
import { adjustHue } from "../../src/augment/adjustHue";
import { blur } from "../../src/augment/blur";
import { centerCrop } from "../../src/augment/centerCrop";
import { sampleColors } from "../../src/augment/colorJitter";
import { crop } from "../../src/augment/crop";
import { erase } from "../../src/augment/erase";
import { gaussianBlur } from "../../src/augment/gaussianBlur";
import { horizontalFlip } from "../../src/augment/horizontalFlip";
import { randomGrayscale } from "../../src/augment/randomGrayscale";
import { rotateQuarters } from "../../src/augment/rotateQuarters";
import { sampleBoxes } from "../../src/augment/sampleBoxes";
import { transformTask, type TransformTaskName } from "../../src/augment/transformTask";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { agree } from "../support/agree";
import { valuesOf } from "./images";
import { torchvision, type Moments } from "./torchvision";

const peer = "torchvision 0.29.1";
/** The fixture has six digits; sums of some tens of products in float32 add as much. */
const rounding = 2e-6;
/** torchvision's grey weighs red 0.2989, not 0.299: off by at most this, and by (1 - factor) times it after an adjustment. */
const grey = 1e-4 + rounding;

const { picture, shape } = torchvision;
const image = (): tf.Tensor4D => tf.tensor4d(picture, [1, ...shape]);

describe("transforms beside torchvision", () => {
  it("crop is resized_crop, bilinear without antialiasing and bicubic", () => {
    const ours = (box: number[], size: [number, number], interpolation: "bilinear" | "bicubic"): number[] =>
      valuesOf(() => crop(image(), { boxes: tf.tensor2d([box]), size, interpolation }));
    for (const { box, size, pixels } of torchvision.bilinear)
      agree({ of: "crop", with: peer }, ours(box, size, "bilinear"), pixels, rounding);
    const clipped = (pixels: number[]): number[] => pixels.map((value) => Math.min(1, Math.max(0, value)));
    for (const { box, size, pixels } of torchvision.bicubic)
      agree({ of: "crop", with: peer }, ours(box, size, "bicubic"), clipped(pixels), rounding);
  });

  it("adjustColor is adjust_brightness, adjust_contrast and adjust_saturation", () => {
    for (const { kind, factor, pixels } of torchvision.adjusted) {
      const factors = ["brightness", "contrast", "saturation"].map((each) => (each === kind ? factor : 1));
      const actual = valuesOf(() => adjustColor(image(), { factors: tf.tensor2d([factors]), hue: tf.tensor1d([0]) }));
      agree({ of: "adjustColor", with: peer }, actual, pixels, kind === "brightness" ? rounding : grey);
    }
  });

  it("adjustHue is adjust_hue", () => {
    for (const { turns, pixels } of torchvision.turned)
      agree({ of: "adjustHue", with: peer }, valuesOf(() => adjustHue(image(), tf.tensor1d([turns]))), pixels, 5e-6); // prettier-ignore
  });

  it("blur is gaussian_blur, at the borders too", () => {
    for (const { sigma, kernelSize, pixels } of torchvision.blurred) {
      const actual = valuesOf(() => blur(image(), { sigma: tf.tensor1d([sigma]), kernelSize }));
      agree({ of: "blur", with: peer }, actual, pixels, rounding);
      const always = gaussianBlur({ sigma: [sigma, sigma], kernelSize, probability: 1 });
      agree({ of: "gaussianBlur", with: peer }, valuesOf(() => always(image(), key(1))), pixels, rounding); // prettier-ignore
    }
  });

  it("grey, mirror, patch, quarter turns and the middle are torchvision's", () => {
    const compare = (of: string, make: () => tf.Tensor, expected: number[], tolerance = rounding): void =>
      agree({ of, with: peer }, valuesOf(make), expected, tolerance);
    const always = { probability: 1 };
    compare("randomGrayscale", () => randomGrayscale(always)(image(), key(1)), torchvision.grey, grey);
    compare("horizontalFlip", () => horizontalFlip(always)(image(), key(1)), torchvision.mirrored);
    const patch = { side: 4, fill: 0.5 };
    compare("erase", () => erase(image(), { corners: tf.tensor2d([[2, 3]]), ...patch }), torchvision.erased);
    torchvision.rotated.forEach((expected, quarters) => {
      const square = (): tf.Tensor4D => image().slice([0, 0, 0, 0], [1, shape[0], shape[0], 3]);
      compare("rotateQuarters", () => rotateQuarters(square(), tf.tensor1d([quarters], "int32")), expected);
    });
    // 5 x 6 of 7 x 8 pixels: cut alone, nothing is resized.
    compare("centerCrop", () => centerCrop(image(), { size: [5, 6], proportion: 5 / 7 }), torchvision.centerCrop);
  });
});

describe("tasks beside torchvision", () => {
  it("rotation and grey have the labels of torchvision's pictures", () => {
    const [side] = shape;
    const compare = (name: TransformTaskName, width: number, pictures: number[][], tolerance: number): void => {
      const { images, labels } = tf.tidy(() => {
        const batch = image().slice([0, 0, 0, 0], [1, side, width, 3]).tile<tf.Tensor4D>([60, 1, 1, 1]);
        const result = transformTask(name).apply(batch, key(2));
        return { images: result.images.dataSync(), labels: [...result.labels.dataSync()] };
      });
      assert.equal(new Set(labels).size, pictures.length);
      const expected = labels.flatMap((label) => pictures[label]);
      agree({ of: "transformTask", with: peer }, images, expected, tolerance);
    };
    compare("rotation", side, torchvision.rotated, rounding);
    compare("grayscale", shape[1], [picture, torchvision.grey], grey);
  });
});

describe("draws beside torchvision", () => {
  const count = 20_000;

  /** The difference of the means in standard errors of it, of which 4 happen once in 16,000 times. */
  const compare = (of: string, drawn: number[], theirs: Moments): void => {
    const error = theirs.deviation * Math.sqrt(1 / theirs.count + 1 / drawn.length);
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    agree({ of, with: `${peer}, mean of draws` }, mean, theirs.mean, (4 * error) / Math.max(1, Math.abs(theirs.mean)));
  };

  for (const { side, ...theirs } of torchvision.boxes)
    it(`sampleBoxes has the places, sizes, areas and ratios of RandomResizedCrop for ${side} pixels`, () => {
      const boxes = tf.tidy(() =>
        sampleBoxes(key(20), {
          count,
          imageSize: [side, side],
          area: [0.08, 1],
          aspectRatio: [3 / 4, 4 / 3],
        }).arraySync(),
      );
      const areas = boxes.map(([, , height, width]) => (height * width) / side ** 2);
      ["top", "left", "height", "width"].forEach((name, i) =>
        compare(
          "sampleBoxes",
          boxes.map((box) => box[i]),
          theirs[name as "top"],
        ),
      );
      compare("sampleBoxes", areas, theirs.area);
      compare(
        "sampleBoxes",
        areas.map((area) => area ** 2),
        theirs.areaSquared,
      );
      // Of 224 pixels hardly any box is the whole image, and nothing is known of how many.
      const whole = areas.map((area) => Number(area === 1));
      if (side === 32) compare("sampleBoxes", whole, theirs.whole);
      compare(
        "sampleBoxes",
        boxes.map(([, , height, width]) => Math.log(width / height)),
        theirs.logRatio,
      );
    });

  for (const { strength, factors, squares, hueFirst } of torchvision.jitters)
    it(`colorJitter of strength ${strength} draws as ColorJitter does, with orders as often`, () => {
      const settings = { brightness: 0.8, contrast: 0.8, saturation: 0.8, hue: 0.2 };
      const scaled = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value * strength]));
      const tensors = tf.tidy(() => ({
        ...sampleColors(key(21), count, { ...(scaled as typeof settings), probability: 1, order: "random" }),
      }));
      const drawn = tensors.factors.arraySync().map((row, n) => [...row, tensors.hue.dataSync()[n]]);
      const firsts = (tensors.order as tf.Tensor2D).arraySync().map(([first]) => Number(first === 3));
      tf.dispose([tensors.factors, tensors.hue, tensors.order]);
      factors.forEach((moments, i) =>
        compare(
          "colorJitter",
          drawn.map((row) => row[i]),
          moments,
        ),
      );
      squares.forEach((moments, i) =>
        compare(
          "colorJitter",
          drawn.map((row) => row[i] ** 2),
          moments,
        ),
      );
      compare("colorJitter", firsts, hueFirst);
    });
});
