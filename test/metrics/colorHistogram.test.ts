import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { colorHistogram } from "../../src/metrics/colorHistogram";
import { MetricError } from "../../src/metrics/metricError";
import { agree } from "../support/agree";
import { golden } from "./golden";

const of = "colorHistogram";
type Shape = [number, number, number, number];

function histogramOf(values: ArrayLike<number>, shape: Shape, bins?: number): number[] {
  const images = tf.tensor4d(Float32Array.from(values), shape);
  const histogram = colorHistogram(images, bins === undefined ? {} : { bins });
  images.dispose();
  assert.deepEqual([histogram.rows, histogram.columns], [shape[0], shape[3] * (bins ?? 32)]);
  return [...histogram.values];
}

/** Bin by bin, with the edges of each, in float64. */
function byTheDefinition(values: ArrayLike<number>, [size, height, width, channels]: Shape, bins: number): number[] {
  const all = Array.from(Float32Array.from(values));
  return Array.from({ length: size * channels * bins }, (_, i) => {
    const [image, channel, bin] = [Math.floor(i / (channels * bins)), Math.floor(i / bins) % channels, i % bins];
    const own = all
      .slice(image * height * width * channels, (image + 1) * height * width * channels)
      .filter((_value, n) => n % channels === channel);
    const last = bin === bins - 1;
    return own.filter((x) => x >= bin / bins && (x < (bin + 1) / bins || last)).length / (height * width);
  });
}

const problem = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
  .chain(([size, side, channels]) =>
    fc.record({
      shape: fc.constant<Shape>([size, side, side + 1, channels]),
      values: fc.array(
        fc.oneof(
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.integer({ min: 0, max: 32 }).map((n) => n / 32),
        ),
        { minLength: size * side * (side + 1) * channels, maxLength: size * side * (side + 1) * channels },
      ),
    }),
  );
const someBins = fc.constantFrom(1, 2, 5, 10, 32);

describe("colorHistogram", () => {
  it("counts pixels channel by channel, an edge into the upper bin and 1 into the last", () => {
    // Red 0, 0.25, 0.5, 1 and green always 0.3.
    const red = [0, 0.25, 0.5, 1];
    const values = red.flatMap((x) => [x, 0.3]);
    agree({ of, with: "closed form" }, histogramOf(values, [1, 2, 2, 2], 4), [0.25, 0.25, 0.25, 0.25, 0, 1, 0, 0], 0);
    agree({ of, with: "closed form" }, histogramOf(red, [4, 1, 1, 1], 2), [1, 0, 1, 0, 0, 1, 0, 1], 0);
  });

  it("is what its definition gives, bin by bin", () => {
    fc.assert(
      fc.property(problem, someBins, ({ shape, values }, bins) => {
        agree(
          { of, with: "loops in float64" },
          histogramOf(values, shape, bins),
          byTheDefinition(values, shape, bins),
          1e-7,
        );
      }),
    );
  });

  it("is what NumPy counts", () => {
    const { shape, views, cases } = golden<NumpyHistograms>("numpy/histograms");
    for (const { bins, a, b } of cases) {
      agree({ of, with: "NumPy 2.4.6" }, histogramOf(views[0], shape, bins), a, 0);
      agree({ of, with: "NumPy 2.4.6" }, histogramOf(views[1], shape, bins), b, 0);
    }
  });

  it("sums to 1 a channel, and pairs of its bins to those of half as many, 32 being the default", () => {
    fc.assert(
      fc.property(problem, ({ shape, values }) => {
        const fine = histogramOf(values, shape);
        const coarse = histogramOf(values, shape, 16);
        const pairs = coarse.map((_, i) => fine[2 * i] + fine[2 * i + 1]);
        agree({ of, with: "invariance" }, coarse, pairs, 1e-6);
        const sums = histogramOf(values, shape, 1);
        agree(
          { of, with: "invariance" },
          sums,
          sums.map(() => 1),
          0,
        );
      }),
    );
  });

  it("does not depend on where pixels are, within an image", () => {
    fc.assert(
      fc.property(problem, ({ shape, values }) => {
        const [size, height, width, channels] = shape;
        // Each image's pixels the other way round, the channels of a pixel as they were.
        const turned = Array.from({ length: size }, (_, n) => {
          const own = values.slice(n * height * width * channels, (n + 1) * height * width * channels);
          const pixels = Array.from({ length: height * width }, (_pixel, p) =>
            own.slice(p * channels, (p + 1) * channels),
          );
          return pixels.reverse().flat();
        }).flat();
        const transposed: Shape = [size, width, height, channels];
        agree({ of, with: "invariance" }, histogramOf(turned, transposed, 8), histogramOf(values, shape, 8), 0);
      }),
    );
  });

  it("refuses no images, bins that are no number of them, and values outside of 0 to 1", () => {
    const refused = (values: number[], shape: Shape, bins: number, message: string): void => {
      const images = tf.tensor4d(values, shape);
      assert.throws(() => colorHistogram(images, { bins }), new MetricError(`colorHistogram: ${message}`));
      images.dispose();
    };
    refused([], [0, 2, 2, 3], 8, "images are [0, 2, 2, 3]; [N, H, W, C] without a 0 is needed");
    for (const bins of [0, 1.5, NaN])
      refused([0, 1], [2, 1, 1, 1], bins, `bins is ${bins}; it must be a whole number from 1`);
    for (const value of [1.5, -0.5, NaN])
      refused([0, 1, 1, value], [2, 1, 1, 2], 8, `image 1 has the value ${value}; all must be from 0 to 1`);
  });
});

interface NumpyHistograms {
  shape: Shape;
  views: number[][];
  cases: { bins: number; a: number[]; b: number[] }[];
}
