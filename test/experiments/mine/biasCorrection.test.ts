import assert from "node:assert/strict";
import { biasCorrection } from "../../../src/experiments/mine/biasCorrection";
import type {
  BiasCorrectionConfig,
  BiasCorrectionMetrics,
  BiasCorrectionRow,
} from "../../../src/experiments/mine/biasCorrection/config";
import { criticsOf, exactSlopes } from "../../../src/experiments/mine/biasCorrection/critics";
import { biasExample, cellsOf } from "../../../src/experiments/mine/biasCorrection/example";
import { expectedSlopes } from "../../../src/experiments/mine/biasCorrection/expectedSlopes";
import { biasFigure } from "../../../src/experiments/mine/biasCorrection/figure";
import { silentProgress } from "../../../src/report/silentProgress";
import { liveOutcomesOf, madeRows, outcomesOf } from "../simclr/support/madeRows";

type Told = Pick<BiasCorrectionMetrics, "share" | "libraryError">;

/** What the claims ask for: at rest 1.2 times the rate, in motion a gain with batches of 8 and a loss with batches of 256. */
const asClaimed = ({ rate, batchSize, learningRate }: BiasCorrectionConfig): Told => ({
  share: rate === 1 ? 1 : learningRate === 0 ? 1.2 * rate : batchSize === 8 ? 0.25 : 0.03 / rate,
  libraryError: 1e-7,
});

/** Rows of a whole grid, each share a few percent off what it is told to be. */
function rowsOf(tell: (config: BiasCorrectionConfig) => Told, seeds?: readonly number[]): BiasCorrectionRow[] {
  const none = { bias: 0, plainBias: 0, share: 0, libraryError: 0, miNats: 0 };
  return madeRows(biasCorrection, () => none, { seeds }).map((row) => {
    const { share, libraryError } = tell(row.config);
    const metrics = { bias: 0.01 * share, plainBias: 0.01, share: share * (1 + row.metrics.share), libraryError };
    return { ...row, metrics: { ...metrics, miNats: 0.1 } };
  });
}

/** The same with one kind of run changed. */
const but =
  (changed: Partial<BiasCorrectionConfig>, told: Partial<Told>) =>
  (config: BiasCorrectionConfig): Told => {
    const entries = Object.entries(changed) as [keyof BiasCorrectionConfig, number][];
    return entries.every(([name, value]) => config[name] === value)
      ? { ...asClaimed(config), ...told }
      : asClaimed(config);
  };

const outcomes = (rows: readonly BiasCorrectionRow[]): string[] =>
  outcomesOf(biasCorrection, rows).map((text) => text.replace("M5 ", ""));
const [holds, refuted, notVisible] = ["holds", "refuted", "notVisible"];

describe("the claims of mine/bias-correction", () => {
  it("hold where a share of about a is left at rest, and in motion less with small batches and more with large ones", () => {
    assert.deepEqual(outcomes(rowsOf(asClaimed)), Array(4).fill(holds));
  });

  it("are refuted where one average at rest leaves three times its rate, or a third of it", () => {
    for (const factor of [3, 1 / 3])
      for (const rate of [0.3, 0.1, 0.03, 0.01])
        for (const batchSize of [8, 256]) {
          const tell = but({ rate, batchSize, learningRate: 0 }, { share: factor * rate });
          assert.deepEqual(outcomes(rowsOf(tell)), [refuted, holds, holds, holds]);
        }
  });

  it("are refuted where the library's gradient is not the formula's, in whichever run", () => {
    for (const config of biasCorrection.profiles.standard.configs)
      assert.equal(outcomes(rowsOf(but(config, { libraryError: 1e-4 })))[1], refuted);
  });

  it("judge the run in motion with batches of 8 and a rate of 0.1 by half of the bias", () => {
    const at = (share: number): string =>
      outcomes(rowsOf(but({ rate: 0.1, batchSize: 8, learningRate: 1 }, { share })))[2];
    assert.deepEqual([at(0.3), at(0.5), at(0.9)], [holds, notVisible, refuted]);
  });

  it("judge the run in motion with batches of 256 and a rate of 0.01 by all of the bias", () => {
    const at = (share: number): string =>
      outcomes(rowsOf(but({ rate: 0.01, batchSize: 256, learningRate: 1 }, { share })))[3];
    assert.deepEqual([at(1.5), at(1), at(0.6)], [holds, notVisible, refuted]);
  });

  it("see what is exact in one seed, what differs from example to example in several, and nothing in no rows", () => {
    assert.deepEqual(outcomes(rowsOf(asClaimed, [1])), [holds, holds, notVisible, notVisible]);
    assert.deepEqual(outcomes([]), Array(4).fill(notVisible));
  });

  it("hold live for one seed as claimed, and are refuted live where nothing is as claimed", () => {
    const live = (tell: (config: BiasCorrectionConfig) => Told): string[] =>
      liveOutcomesOf(biasCorrection, rowsOf(tell, [1])).map((text) => text.replace("M5 ", ""));
    assert.deepEqual(live(asClaimed), Array(4).fill(holds));
    const otherwise = ({ learningRate, batchSize }: BiasCorrectionConfig): Told => ({
      share: learningRate === 0 || batchSize === 8 ? 1.5 : 0.5,
      libraryError: 1e-4,
    });
    assert.deepEqual(live(otherwise), Array(4).fill(refuted));
  });
});

/** Every way to draw some cells, with its probability. */
function* allDraws(q: readonly number[], count: number): Generator<{ cells: number[]; p: number }> {
  if (count === 0) yield { cells: [], p: 1 };
  else
    for (const { cells, p } of allDraws(q, count - 1))
      for (let cell = 0; cell < q.length; cell++) yield { cells: [...cells, cell], p: p * q[cell] };
}

/** The mean slopes by enumeration of every draw of all batches, the average by its recursion. */
function enumerated(
  q: readonly number[],
  critics: readonly (readonly number[])[],
  { rate, batchSize }: { rate: number; batchSize: number },
): number[] {
  const slopes = q.map(() => 0);
  for (const { cells, p } of allDraws(q, batchSize * critics.length)) {
    let [average, weight, last] = [0, 0, [] as number[]];
    critics.forEach((critic, n) => {
      last = cells.slice(n * batchSize, (n + 1) * batchSize);
      const mean = last.reduce((sum, cell) => sum + Math.exp(critic[cell]), 0) / batchSize;
      weight = (1 - rate) * weight + rate;
      average += (rate / weight) * (mean - average);
    });
    for (const cell of last) slopes[cell] += (p * Math.exp(critics[critics.length - 1][cell])) / (batchSize * average);
  }
  return slopes;
}

const near = (actual: readonly number[], expected: readonly number[], tolerance: number): void => {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, n) => assert.ok(Math.abs(value - expected[n]) <= tolerance, `${value}, not ${expected[n]}`));
};

describe("the mean slopes of a moving average", () => {
  const q = [0.1, 0.2, 0.3, 0.4];
  const critics = [
    [0, 0.5, -1, 0.2],
    [0.3, 0.9, -1.5, 0],
    [1.2, 0.4, -2, -0.3],
  ];

  it("are those over all draws of three batches of two and over all of one of six", () => {
    for (const rate of [0.05, 0.3, 0.8]) {
      const options = { rate, batchSize: 2 };
      near(expectedSlopes(q, critics, options), enumerated(q, critics, options), 1e-13);
    }
    const alone = { rate: 1, batchSize: 6 };
    near(expectedSlopes(q, critics.slice(2), alone), enumerated(q, critics.slice(2), alone), 1e-13);
  });

  it("are the plain ones at a rate of 1, whatever came before", () => {
    const options = { rate: 1, batchSize: 5 };
    assert.deepEqual(expectedSlopes(q, critics, options), expectedSlopes(q, critics.slice(2), options));
  });

  it("do not depend on the critic in batches of one pair, each its own mean", () => {
    near(expectedSlopes(q, critics.slice(2), { rate: 1, batchSize: 1 }), q, 1e-13);
  });

  it("of endless batches lag behind by the ratio of the average to the present mean", () => {
    const mean = (critic: readonly number[]): number => q.reduce((sum, p, cell) => sum + p * Math.exp(critic[cell]), 0);
    const [oldest, middle, newest] = critics.map(mean);
    // Shares of 1/4, 1/2 and 1 over their sum, 7/4.
    const average = (oldest + 2 * middle + 4 * newest) / 7;
    const expected = exactSlopes(q, critics[2]).map((slope) => (slope * newest) / average);
    near(expectedSlopes(q, critics, { rate: 0.5, batchSize: 1e8 }), expected, 1e-7);
  });
});

describe("the examples of mine/bias-correction", () => {
  const table = biasExample(3);
  const cells = cellsOf(table);

  it("are tables of nine cells above 0, another for each seed", () => {
    assert.deepEqual(
      table.map((row) => row.length),
      [3, 3, 3],
    );
    assert.ok(table.flat().every((p) => p > 0));
    near([table.flat().reduce((sum, p) => sum + p)], [1], 1e-12);
    assert.deepEqual(biasExample(3), table);
    assert.notDeepEqual(biasExample(4), table);
  });

  it("have the products of their margins as marginal pairs", () => {
    assert.deepEqual(
      cellsOf([
        [0.1, 0.2],
        [0.3, 0.4],
      ]).marginal.map((p) => Number(p.toFixed(12))),
      [0.12, 0.18, 0.28, 0.42],
    );
  });

  it("have a critic at rest where the exact gradient is zero", () => {
    const critics = criticsOf(cells, { learningRate: 0, steps: 2 });
    for (const critic of critics) near(exactSlopes(cells.marginal, critic), cells.joint, 1e-14);
  });

  it("have one that climbs from zero to there by the exact gradient", () => {
    const critics = criticsOf(cells, { learningRate: 0.5, steps: 4000 });
    assert.deepEqual(critics[0], Array(9).fill(0));
    near(
      critics[1],
      cells.joint.map((p, cell) => 0.5 * (p - cells.marginal[cell])),
      1e-15,
    );
    near(exactSlopes(cells.marginal, critics[3999]), cells.joint, 1e-6);
  });
});

describe("a run of mine/bias-correction", () => {
  const seed = 7;
  const cells = cellsOf(biasExample(seed));
  const base = { rate: 0.3, batchSize: 2, steps: 3 };
  const run = (config: BiasCorrectionConfig) => biasCorrection.run(config, { seed, progress: silentProgress });

  const byHand = (critics: readonly (readonly number[])[], rate: number): number => {
    const exact = exactSlopes(cells.marginal, critics[critics.length - 1]);
    const slopes = enumerated(cells.marginal, critics, { rate, batchSize: base.batchSize });
    return Math.hypot(...slopes.map((slope, cell) => slope - exact[cell]));
  };

  it("measures at every step of a critic that moves what all draws of the batches give", async () => {
    const critics = criticsOf(cells, { learningRate: 1, steps: 3 });
    const biases = [1, 2, 3].map((n) => byHand(critics.slice(0, n), base.rate));
    const plain = critics.map((critic) => byHand([critic], 1));
    const { metrics, curve } = await run({ ...base, learningRate: 1 });
    const [bias, plainBias] = [biases, plain].map((of) => Math.hypot(...of) / Math.sqrt(3));
    near([metrics.bias, metrics.plainBias, metrics.share], [bias, plainBias, bias / plainBias], 1e-12);
    // At the first step all scores are zero, and the bias is but rounding.
    for (const [told, expected] of [
      [curve?.bias, biases],
      [curve?.plainBias, plain],
    ] as const) {
      assert.deepEqual(
        told?.map(([at]) => at),
        [1, 2, 3],
      );
      near(told?.map(([, value]) => value) ?? [], expected, 1e-6);
    }
  });

  it("measures one at rest after the last step", async () => {
    const critics = criticsOf(cells, { learningRate: 0, steps: 3 });
    const { metrics, curve } = await run({ ...base, learningRate: 0 });
    near([metrics.bias, metrics.plainBias], [byHand(critics, base.rate), byHand(critics.slice(0, 1), 1)], 1e-12);
    assert.equal(curve, undefined);
    near([metrics.miNats], [cells.joint.reduce((sum, p, n) => sum + p * critics[0][n], 0)], 1e-14);
  });

  it("finds the library's slopes in drawn batches where the formula has them, up to float32", async () => {
    for (const learningRate of [0, 1])
      for (const rate of [1, 0.1]) {
        const { metrics } = await run({ ...base, rate, learningRate });
        assert.ok(metrics.libraryError > 0 && metrics.libraryError < 2e-6, `${metrics.libraryError}`);
      }
  });

  it("says how far it is, and ends its line when it is interrupted", async () => {
    const told: (number | "finished")[] = [];
    const progress = { update: (done: number) => told.push(done), finish: () => told.push("finished") };
    const config = { ...base, learningRate: 1 };
    await biasCorrection.run(config, { seed, progress });
    assert.deepEqual(told.splice(0), [1, 2, 3, "finished"]);
    await assert.rejects(biasCorrection.run(config, { seed, progress, signal: AbortSignal.abort() }), {
      name: "InterruptedError",
      message: "bias-correction: interrupted",
    });
    assert.deepEqual(told, [1, "finished"]);
  });
});

describe("the figure of mine/bias-correction", () => {
  it("shows the share over the rate at rest and in motion, the claim beside it, and a reader's own runs apart", () => {
    const rows = rowsOf(asClaimed);
    const own = rows.slice(0, 1).map((row) => ({ ...row, config: { ...row.config, batchSize: 16 } }));
    const traces = biasFigure(rows, own).data;
    const lines = traces.filter(({ mode }) => mode === "lines+markers");
    assert.deepEqual(
      lines.map(({ name }) => name),
      [
        "critic at rest, batches of 8",
        "critic at rest, batches of 256",
        "critic in motion, batches of 8",
        "critic in motion, batches of 256",
      ],
    );
    const share = (lines[0].y as number[]).map((value) => Number(value.toPrecision(1)));
    assert.deepEqual(
      [lines[0].x, share],
      [
        [0.01, 0.03, 0.1, 0.3, 1],
        [0.01, 0.04, 0.1, 0.4, 1],
      ],
    );
    const diamonds = traces.find(({ name, x }) => name === "share = a" && (x as unknown[])[0] !== null);
    assert.deepEqual(diamonds?.x, diamonds?.y);
    assert.ok(traces.some(({ name, legendgroup }) => name?.endsWith("batches of 16") && legendgroup === "yours"));
  });
});

describe("the grids of mine/bias-correction", () => {
  it("have every rate at rest and in motion with the same batches, and wait for the slowest average at rest", () => {
    for (const { configs } of Object.values(biasCorrection.profiles)) {
      const of = (still: boolean): string[] =>
        configs
          .filter(({ learningRate }) => (learningRate === 0) === still)
          .map(({ rate, batchSize }) => `${rate} ${batchSize}`);
      assert.deepEqual(of(true), of(false));
      for (const { rate, learningRate, steps } of configs) assert.ok(learningRate > 0 || steps * rate >= 10);
    }
  });
});
