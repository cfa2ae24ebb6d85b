import assert from "node:assert/strict";
import fc from "fast-check";
import { binning } from "../../../src/bounds/binning";
import { DataError } from "../../../src/data/dataError";
import { discreteTable } from "../../../src/data/samplers/discreteTable";
import { agree } from "../../support/agree";
import { draw, logRatioAt, meanOf } from "./golden";

const entropy = (p: number[]): number => -p.reduce((sum, q) => sum + (q > 0 ? q * Math.log(q) : 0), 0);
const table = [
  [0.3, 0, 0.1],
  [0.05, 0.5, 0.05],
];

describe("discreteTable", () => {
  it("is H(X) + H(Z) - H(X, Z)", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(weights, (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        fc.pre(total > 0);
        const p = counts.map((count) => count / total);
        const rows = [p.slice(0, 3), p.slice(3)];
        const sums = rows.map((row) => row.reduce((sum, q) => sum + q, 0));
        const columns = [0, 1, 2].map((z) => rows[0][z] + rows[1][z]);
        const expected = entropy(sums) + entropy(columns) - entropy(p);
        agree({ of: "discreteTable", with: "loops in float64" }, discreteTable(rows).miNats, expected, 1e-12);
      }),
    );
  });

  it("has the closed form of a noisy channel: log 2 less the entropy of the noise", () => {
    for (const flip of [0, 0.1, 0.5]) {
      const { miNats } = discreteTable([
        [(1 - flip) / 2, flip / 2],
        [flip / 2, (1 - flip) / 2],
      ]);
      agree({ of: "discreteTable", with: "closed form" }, miNats, Math.log(2) - entropy([flip, 1 - flip]), 1e-12);
    }
  });

  it("draws the cells by their probabilities, with their log ratio", () => {
    const sampler = discreteTable(table);
    const n = 20_000;
    const rows = draw(sampler, { n });
    table.forEach((row, x) =>
      row.forEach((p, z) => {
        const share = rows.filter((pair) => pair[0] === x && pair[1] === z).length / n;
        agree({ of: "discreteTable", with: "closed form" }, share, p, 4 * Math.sqrt((p * (1 - p)) / n));
      }),
    );
    const { mean, standardError } = meanOf(logRatioAt(sampler, rows));
    agree({ of: "discreteTable", with: "closed form" }, mean, sampler.miNats, 4 * standardError);
    agree(
      { of: "discreteTable", with: "closed form" },
      logRatioAt(sampler, [
        [0, 0],
        [1, 1],
      ]),
      [Math.log(0.3 / (0.4 * 0.35)), Math.log(0.5 / (0.6 * 0.5))],
      1e-6,
    );
    assert.deepEqual(logRatioAt(sampler, [[0, 1]]), [-Infinity]);
    const found = binning(
      rows.map(([x]) => x),
      rows.map(([, z]) => z),
      { bins: 6, edges: "equalWidth", millerMadow: true },
    );
    assert.ok(Math.abs(found - sampler.miNats) < 0.03);
  });

  it("refuses what is no table of probabilities", () => {
    const refuses = (rows: number[][], message: string): void =>
      assert.throws(() => discreteTable(rows), new DataError(message));
    refuses(
      [
        [0.5, 0.5],
        [1, 0, 0],
      ],
      "discreteTable: the table's rows have 2, 3 entries; each needs as many",
    );
    refuses([[1.1, -0.1]], "discreteTable: entry (0, 1) is -0.1; probabilities from 0 are needed");
    refuses([[0.5, 0.25]], "discreteTable: the probabilities add up to 0.75; their sum must be 1");
  });
});
