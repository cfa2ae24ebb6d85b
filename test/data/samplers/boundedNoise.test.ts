import assert from "node:assert/strict";
import { ksg } from "../../../src/bounds/ksg";
import { DataError } from "../../../src/data/dataError";
import { boundedNoise } from "../../../src/data/samplers/boundedNoise";
import { agree } from "../../support/agree";
import { entropyOf } from "./entropyOf";
import { draw, logRatioAt, meanOf } from "./golden";

describe("boundedNoise", () => {
  it("is the entropy of z less that of the noise, for little noise and for much", () => {
    for (const reach of [0.01, 0.1, 0.4999, 0.5, 0.75, 3]) {
      const density = (z: number): number => Math.max(0, Math.min(1, z + reach) - Math.max(0, z - reach)) / (2 * reach);
      const expected = entropyOf(density, [-reach, 1 + reach]) - Math.log(2 * reach);
      agree({ of: "boundedNoise", with: "loops in float64" }, boundedNoise({ reach }).miNats, expected, 1e-7);
    }
  });

  it("draws what it says, with its log ratio", () => {
    const sampler = boundedNoise({ reach: 0.2 });
    const rows = draw(sampler, { n: 5000 });
    const { mean, standardError } = meanOf(logRatioAt(sampler, rows));
    agree({ of: "boundedNoise", with: "closed form" }, mean, sampler.miNats, 4 * standardError);
    const found = ksg(
      rows.map(([x]) => x),
      rows.map(([, z]) => z),
    );
    agree({ of: "boundedNoise", with: "KSG" }, found, sampler.miNats, 0.08);
    assert.ok(rows.every(([x, z]) => x >= 0 && x < 1 && Math.abs(z - x) <= 0.2 + 1e-6));
    const noise = rows.map(([x, z]) => (z - x) / 0.2);
    agree({ of: "boundedNoise", with: "closed form" }, meanOf(noise.map((e) => e ** 2)).mean, 1 / 3, 0.02);
    // In the middle every z has as many x, at the edge half of them.
    agree(
      { of: "boundedNoise", with: "closed form" },
      logRatioAt(sampler, [
        [0.5, 0.6],
        [0.1, 0],
      ]),
      [-Math.log(0.4), -Math.log(0.2)],
      1e-6,
    );
    assert.deepEqual(logRatioAt(sampler, [[0.5, 0.8]]), [-Infinity]);
  });

  it("refuses no noise", () => {
    const why = "a number above 0 is needed, since without noise the mutual information is infinite";
    for (const reach of [0, -1, NaN, Infinity])
      assert.throws(() => boundedNoise({ reach }), new DataError(`boundedNoise: reach is ${reach}; ${why}`));
  });
});
