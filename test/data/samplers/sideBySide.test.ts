import assert from "node:assert/strict";
import { DataError } from "../../../src/data/dataError";
import { additiveNoise } from "../../../src/data/samplers/additiveNoise";
import { correlatedGaussian } from "../../../src/data/samplers/correlatedGaussian";
import { discreteTable } from "../../../src/data/samplers/discreteTable";
import { gaussian } from "../../../src/data/samplers/gaussian";
import { sideBySide } from "../../../src/data/samplers/sideBySide";
import { studentT } from "../../../src/data/samplers/studentT";
import { agree } from "../../support/agree";
import { draw, logRatioAt, meanOf } from "./golden";

const closed = { of: "sideBySide", with: "closed form" };
const loops = { of: "sideBySide", with: "loops in float64" };

const [strong, weak] = [0.8, -0.5];
const apart = [strong, weak].map((correlation) => correlatedGaussian({ dims: 1, correlation }));
/** Of the same pairs as one normal vector (x_1, x_2, z_1, z_2). */
const covariance = [
  [1, 0, strong, 0],
  [0, 1, 0, weak],
  [strong, 0, 1, 0],
  [0, weak, 0, 1],
];
const joined = gaussian({ covariance, xDim: 2 });

describe("sideBySide", () => {
  it("is one normal vector where its parts are normal: mutual information and log ratio", () => {
    const both = sideBySide(apart);
    assert.deepEqual(both.dims, { x: 2, z: 2 });
    agree(closed, both.miNats, joined.miNats, 1e-12);
    const points = draw(both, { n: 200 });
    agree(closed, logRatioAt(both, points), logRatioAt(joined, points), 1e-4);
  });

  it("is the sum of its parts' mutual information, by the mean of their log ratios in loops", () => {
    const tables = [
      [
        [0.4, 0.1],
        [0.1, 0.4],
      ],
      [
        [0.3, 0.2],
        [0, 0.5],
      ],
    ];
    const both = sideBySide(tables.map(discreteTable));
    let sum = 0;
    for (const [i, row] of tables[0].entries())
      for (const [j, p] of row.entries())
        for (const [k, other] of tables[1].entries())
          for (const [l, q] of other.entries()) {
            const pX = tables[0][i][0] + tables[0][i][1];
            const pZ = tables[0][0][j] + tables[0][1][j];
            const qX = tables[1][k][0] + tables[1][k][1];
            const qZ = tables[1][0][l] + tables[1][1][l];
            if (p * q > 0) sum += p * q * Math.log((p * q) / (pX * qX * (pZ * qZ)));
          }
    agree(loops, both.miNats, sum, 1e-12);
  });

  it("draws parts that have nothing to do with each other, x before z, each as its sampler says", () => {
    const n = 20_000;
    const rows = draw(sideBySide(apart), { n });
    const mean = (of: (row: number[]) => number): number => meanOf(rows.map(of)).mean;
    for (const [i, row] of covariance.entries())
      for (const [j, value] of row.entries())
        agree(
          closed,
          mean((drawn) => drawn[i] * drawn[j]),
          value,
          5 * Math.sqrt(2 / n),
        );
    // The square of one part is uncorrelated with that of the other, which a shared scale would not be.
    const squares = mean((drawn) => drawn[0] ** 2 * drawn[1] ** 2);
    agree(closed, squares, 1, 0.08);
    assert.notDeepEqual(
      rows.map(([x]) => x),
      rows.map(([, x]) => x),
    );
  });

  it("takes heavy tails beside each other, whose log ratios average to the sum", () => {
    const tails = [1, 2].map((degreesOfFreedom) =>
      studentT({
        dispersion: [
          [1, 0.6],
          [0.6, 1],
        ],
        xDim: 1,
        degreesOfFreedom,
      }),
    );
    const both = sideBySide(tails);
    const { mean, standardError } = meanOf(logRatioAt(both, draw(both, { n: 20_000 })));
    agree(loops, mean, both.miNats, 4 * standardError);
    assert.ok(Math.abs(both.miNats - tails[0].miNats - tails[1].miNats) < 1e-12);
  });

  it("has a log ratio only where every part has one, and refuses to be nothing", () => {
    assert.equal(sideBySide([apart[0], additiveNoise({ f: "x", sigma: 1 })]).logRatio, undefined);
    assert.throws(() => sideBySide([]), new DataError("sideBySide: there are no samplers; at least 1 is needed"));
  });
});
