import assert from "node:assert/strict";
import fc from "fast-check";
import { histogramRetrieval, type HistogramRetrieval } from "../../src/metrics/histogramRetrieval";
import { MetricError } from "../../src/metrics/metricError";
import { agree } from "../support/agree";
import { golden } from "./golden";
import { embeddings, mean, type Rows } from "./someEmbeddings";

const of = "histogramRetrieval";
const numbers = ({ retrieval, sameDistance, otherDistance }: HistogramRetrieval): number[] => [
  retrieval,
  sameDistance,
  otherDistance,
];
const measured = async (a: Rows, b: Rows, channels?: number): Promise<number[]> =>
  numbers(await histogramRetrieval(embeddings(a), embeddings(b), { channels }));

/** One channel of two bins, whose distance is that of these shares. */
const shares = (...of: number[]): Rows => of.map((x) => [x, 1 - x]);

/** Every distance by itself, channel by channel, in float64. */
function byTheDefinition(a: Rows, b: Rows, channels: number): number[] {
  const bins = a[0].length / channels;
  const distance = (p: number[], q: number[]): number =>
    mean(
      Array.from({ length: channels }, (_, c) => {
        const [pc, qc] = [p, q].map((row) => row.slice(c * bins, (c + 1) * bins));
        return pc.reduce((sum, x, i) => sum + Math.abs(x - qc[i]), 0) / 2;
      }),
    );
  const anchors = [
    ...a.map((view, n) => ({ view, n, candidates: b })),
    ...b.map((view, n) => ({ view, n, candidates: a })),
  ];
  const looks = anchors.map(({ view, n, candidates }) => {
    const all = candidates.map((candidate) => distance(view, candidate));
    return { own: all[n], others: all.filter((_, m) => m !== n) };
  });
  return [
    mean(looks.map(({ own, others }) => (others.every((other) => own < other) ? 1 : 0))),
    mean(looks.map(({ own }) => own)),
    mean(looks.flatMap(({ others }) => others)),
  ];
}

/** Views of 16 pixels, whose shares and sums are exact in either precision; one in three is much like its partner. */
const problem = fc
  .record({
    images: fc.integer({ min: 2, max: 8 }),
    channels: fc.constantFrom(1, 2, 4),
    bins: fc.integer({ min: 1, max: 5 }),
    seed: fc.nat(100_000),
  })
  .map(({ images, channels, bins, seed }): { a: Rows; b: Rows; channels: number } => {
    let state = seed;
    const draw = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const row = (): number[] =>
      Array.from({ length: channels }, () => {
        const counts = Array<number>(bins).fill(0);
        for (let pixel = 0; pixel < 16; pixel++) counts[draw(bins)]++;
        return counts.map((count) => count / 16);
      }).flat();
    const a = Array.from({ length: images }, row);
    return { a, b: a.map((own) => (draw(3) === 0 ? own : row())), channels };
  });

describe("histogramRetrieval", () => {
  it("finds all where views of an image are alike and images share no bin, and none where all are alike", async () => {
    const basis = Array.from({ length: 4 }, (_, n) => Array.from({ length: 4 }, (_bin, bin) => (n === bin ? 1 : 0)));
    agree({ of, with: "closed form" }, await measured(basis, basis, 1), [1, 0, 1], 0);
    const same = shares(0.25, 0.25, 0.25);
    agree({ of, with: "closed form" }, await measured(same, same, 1), [0, 0, 0], 0);
    // Two images, each nearest to the other's other view.
    agree({ of, with: "closed form" }, await measured(shares(0, 1), shares(1, 0), 1), [0, 1, 0], 0);
  });

  it("looks from both sides, and does not count a partner that is just as near as another view", async () => {
    // From the second view of image 0 both first views are equally near, or that of image 1 is the nearer one.
    for (const b0 of [0.25, 0.3125]) {
      const other = (0.375 + (0.5 - b0)) / 2;
      const found = await measured(shares(0, 0.5), shares(b0, 0.375), 1);
      agree({ of, with: "closed form" }, found, [0.75, (b0 + 0.125) / 2, other], 1e-12);
    }
  });

  it("is what plain loops give", async () => {
    await fc.assert(
      fc.asyncProperty(problem, async ({ a, b, channels }) => {
        agree({ of, with: "loops in float64" }, await measured(a, b, channels), byTheDefinition(a, b, channels), 1e-12);
      }),
    );
  });

  it("is what NumPy gives", async () => {
    const { shape, cases } = golden<{ shape: number[]; cases: NumpyCase[] }>("numpy/histograms");
    for (const { a, b, bins, ...expected } of cases) {
      const columns = 3 * bins;
      const [viewsA, viewsB] = [a, b].map((values) => ({ values: Float32Array.from(values), rows: shape[0], columns }));
      agree({ of, with: "NumPy 2.4.6" }, numbers(await histogramRetrieval(viewsA, viewsB)), numbers(expected), 1e-12);
    }
  });

  it("does not change with the order of images, of views or of bins", async () => {
    await fc.assert(
      fc.asyncProperty(problem, async ({ a, b, channels }) => {
        const before = await measured(a, b, channels);
        const reversed = (rows: Rows): Rows => [...rows].reverse();
        const turned = (rows: Rows): Rows => rows.map((row) => [...row].reverse());
        for (const [first, second] of [
          [b, a],
          [reversed(a), reversed(b)],
          [turned(a), turned(b)],
        ])
          agree({ of, with: "invariance" }, await measured(first, second, channels), before, 1e-12);
      }),
    );
  });

  it("tells how far it is and stops when the signal has fired", async () => {
    const views = embeddings(shares(0.1, 0.2, 0.3));
    const told: number[] = [];
    await histogramRetrieval(views, views, { channels: 1, onCompared: (count) => told.push(count) });
    assert.deepEqual(told, [3]);
    await assert.rejects(histogramRetrieval(views, views, { channels: 1, signal: AbortSignal.abort() }), {
      name: "InterruptedError",
      message: "histogramRetrieval: interrupted",
    });
  });

  it("refuses unequal views, a single image, and columns that are not those of its channels", async () => {
    const refused = (a: Rows, b: Rows, channels: number, message: string): Promise<void> =>
      assert.rejects(measured(a, b, channels), new MetricError(`histogramRetrieval: ${message}`));
    const six = Array.from({ length: 2 }, () => Array<number>(6).fill(1 / 2));
    await refused(six, shares(0, 1), 1, "a is [2, 6] but b is [2, 2]; both views need the same shape");
    await refused([six[0]], [six[0]], 3, "1 image; at least 2 are needed");
    for (const channels of [4, 0, 1.5])
      await refused(six, six, channels, `6 columns are not those of ${channels} channels; a multiple of it is needed`);
  });
});

interface NumpyCase extends HistogramRetrieval {
  bins: number;
  a: number[];
  b: number[];
}
