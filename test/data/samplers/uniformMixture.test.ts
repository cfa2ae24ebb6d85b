import assert from "node:assert/strict";
import { DataError } from "../../../src/data/dataError";
import { uniformMixture } from "../../../src/data/samplers/uniformMixture";
import { agree } from "../../support/agree";
import { entropyOf } from "./entropyOf";
import { draw, logRatioAt, meanOf } from "./golden";

describe("uniformMixture", () => {
  it("is the entropy of z less log 2, by the density of z in loops", () => {
    for (const values of [2, 3, 5, 20]) {
      const density = (z: number): number =>
        Array.from({ length: values }, (_, x) => (z >= x && z <= x + 2 ? 0.5 / values : 0)).reduce((a, b) => a + b);
      const expected = entropyOf(density, [0, values + 1]) - Math.LN2;
      agree({ of: "uniformMixture", with: "loops in float64" }, uniformMixture({ values }).miNats, expected, 1e-4);
    }
  });

  it("draws what it says, with its log ratio", () => {
    const n = 10_000;
    const sampler = uniformMixture({ values: 4 });
    const rows = draw(sampler, { n });
    const { mean, standardError } = meanOf(logRatioAt(sampler, rows));
    agree({ of: "uniformMixture", with: "closed form" }, mean, sampler.miNats, 4 * standardError);
    for (const value of [0, 1, 2, 3]) {
      const above = rows.filter(([x]) => x === value).map(([x, z]) => z - x);
      const share = above.length / n;
      agree({ of: "uniformMixture", with: "closed form" }, share, 0.25, 4 * Math.sqrt(0.1875 / n));
      assert.ok(above.every((rest) => rest >= 0 && rest <= 2));
      agree({ of: "uniformMixture", with: "closed form" }, meanOf(above).mean, 1, 4 / Math.sqrt((3 * n) / 4));
    }
    agree(
      { of: "uniformMixture", with: "closed form" },
      logRatioAt(sampler, [
        [0, 0.5],
        [0, 1.5],
        [2, 2.5],
        [3, 4.5],
      ]),
      [Math.log(4), Math.LN2, Math.LN2, Math.log(4)],
      1e-6,
    );
    assert.deepEqual(
      logRatioAt(sampler, [
        [1, 0.5],
        [1, 3.5],
      ]),
      [-Infinity, -Infinity],
    );
  });

  it("refuses fewer than two values", () => {
    for (const values of [1, 2.5, NaN])
      assert.throws(
        () => uniformMixture({ values }),
        new DataError(`uniformMixture: values is ${values}; it must be a whole number from 2`),
      );
  });
});
