import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { DataError } from "../../../src/data/dataError";
import { gaussianGrid } from "../../../src/data/mixtures/gaussianGrid";
import { gaussianRing } from "../../../src/data/mixtures/gaussianRing";
import type { Mixture } from "../../../src/data/mixtures/mixture";
import { spiralCurve } from "../../../src/data/mixtures/spiralCurve";
import { compile } from "../../../src/engine/compile";
import type { tf } from "../../../src/engine/tf";
import { foldIn } from "../../../src/random/foldIn";
import { key } from "../../../src/random/key";
import { agree } from "../../support/agree";

const root = path.resolve(__dirname, "../../../..");
interface Densities {
  points: number[][];
  logDensity: number[];
}
const scipy = JSON.parse(readFileSync(path.join(root, "test/fixtures/scipy/mixtures.json"), "utf8")) as {
  grid: Densities;
  ring: Densities;
  spiral: Densities;
  swissRoll: { shares: number[]; points: number[][] };
};

function draw(mixture: Mixture, size: number, seed = 1): Float32Array {
  const from = key(seed);
  const points = mixture.sample(from, size);
  const values = points.dataSync() as Float32Array;
  points.dispose();
  from.dispose();
  return values;
}

/** ∫ p over a square, on a lattice: for smooth functions that end before the border it converges faster than any power. */
function integral(mixture: Mixture, reach: number, lattice: number): number {
  const at = (i: number): number => reach * ((2 * (i + 0.5)) / lattice - 1);
  const points = Array.from({ length: lattice ** 2 }, (_, i) => [at(Math.floor(i / lattice)), at(i % lattice)]).flat();
  const sum = mixture.logDensity(points).reduce((total, logP) => total + Math.exp(logP), 0);
  return sum * ((2 * reach) / lattice) ** 2;
}

describe("mixtures in the plane", () => {
  it("have the densities that SciPy computes", () => {
    const cases: [string, Mixture, Densities, number][] = [
      ["gaussianGrid", gaussianGrid({ standardDeviation: 0.3 }), scipy.grid, 1e-11],
      ["gaussianRing", gaussianRing({ standardDeviation: 0.1 }), scipy.ring, 1e-11],
      // The middles of 4096 pieces against an adaptive rule: h² / 24 of the second derivative of a bell of width σ.
      ["spiralCurve", spiralCurve({ standardDeviation: 0.05 }), scipy.spiral, 1e-6],
    ];
    for (const [of, mixture, { points, logDensity }, tolerance] of cases)
      agree({ of, with: "SciPy 1.17.1" }, mixture.logDensity(points.flat()), logDensity, tolerance);
  });

  it("have densities whose integral is 1", () => {
    const wide = { standardDeviation: 0.1 };
    agree({ of: "gaussianGrid", with: "closed form" }, integral(gaussianGrid(wide), 5, 200), 1, 1e-6);
    agree({ of: "gaussianRing", with: "closed form" }, integral(gaussianRing(wide), 2, 100), 1, 1e-6);
    agree({ of: "spiralCurve", with: "closed form" }, integral(spiralCurve(wide), 2, 60), 1, 1e-6);
  });

  it("have modes in equal shares, and the noise that they say", () => {
    const size = 20_000;
    for (const mixture of [gaussianGrid(), gaussianRing(), spiralCurve({ modes: 10 })]) {
      const { modes, distances } = mixture.nearest(draw(mixture, size));
      const counts = Array.from({ length: mixture.modes }, () => 0);
      for (const mode of modes) counts[mode]++;
      const expected = size / mixture.modes;
      // Pearson's statistic; its mean is K - 1 and its deviation √(2(K - 1)).
      const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      const freedom = mixture.modes - 1;
      assert.ok(chiSquare < freedom + 6 * Math.sqrt(2 * freedom), `${mixture.name}: ${counts.join()}`);
      // A point has two directions to leave a mode, and one to leave a curve.
      const directions = mixture.name === "spiralCurve" ? 1 : 2;
      const variance = distances.reduce((sum, distance) => sum + distance ** 2, 0) / size / directions;
      const relative = variance / mixture.standardDeviation ** 2;
      // The ends and the bend of the curve, of order σ, beside the sampling error √(2 / 20000) = 1%.
      assert.ok(Math.abs(relative - 1) < 0.05, `${mixture.name}: ${relative}`);
    }
  });

  it("draw points whose log density has, on average, the entropy of the mixture", () => {
    // Modes that do not touch: h = log K + log(2πe σ²).
    for (const mixture of [gaussianGrid(), gaussianRing()]) {
      const entropy = Math.log(mixture.modes) + Math.log(2 * Math.PI * Math.E * mixture.standardDeviation ** 2);
      const logDensities = mixture.logDensity(draw(mixture, 20_000));
      const mean = logDensities.reduce((a, b) => a + b) / logDensities.length;
      // The deviation of log p is 1: that of the mean 0.007.
      assert.ok(Math.abs(mean + entropy) < 0.035, `${mean} and ${entropy}`);
    }
  });

  it("have, as a spiral, the curve of scikit-learn's swiss roll", () => {
    const { shares, points } = scipy.swissRoll;
    const spiral = spiralCurve({ modes: 1000 });
    const { modes, distances } = spiral.nearest(points.flat());
    agree(
      { of: "spiralCurve", with: "scikit-learn 1.9.1" },
      distances,
      distances.map(() => 0),
      2e-6,
    );
    shares.forEach((share, n) => assert.ok(Math.abs((modes[n] + 0.5) / 1000 - share) < 0.0006));
    assert.deepEqual([...spiralCurve({ modes: 3 }).nearest(spiralCurve({ modes: 3 }).centres.flat()).modes], [0, 1, 2]);
  });

  it("draw the same points inside a compiled step, other ones for other keys", () => {
    for (const mixture of [gaussianGrid(), gaussianRing(), spiralCurve()]) {
      const step = compile((seed: tf.Scalar) => mixture.sample(foldIn(key(3), seed), 50));
      const [a, b, c] = [step(1), step.eager(1), step(2)].map((points) => {
        const values = points.dataSync();
        points.dispose();
        return values;
      });
      step.dispose();
      assert.deepEqual(a, b);
      assert.notDeepEqual(a, c);
    }
  });

  it("refuse settings that make none, and an odd number of coordinates", () => {
    assert.throws(
      () => gaussianGrid({ side: 0 }),
      new DataError("gaussianGrid: side is 0; it must be a whole number from 1"),
    );
    assert.throws(
      () => gaussianRing({ radius: 0 }),
      new DataError("gaussianRing: radius is 0; it must be a positive number"),
    );
    assert.throws(
      () => spiralCurve({ standardDeviation: NaN }),
      new DataError("spiralCurve: standardDeviation is NaN; it must be a positive number"),
    );
    for (const mixture of [gaussianGrid(), spiralCurve()])
      assert.throws(
        () => mixture.nearest([1, 2, 3]),
        new DataError(`${mixture.name}: 3 numbers are given; points in the plane need an even number`),
      );
  });
});
