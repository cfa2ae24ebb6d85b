import assert from "node:assert/strict";
import { ksg } from "../../../src/bounds/ksg";
import { DataError } from "../../../src/data/dataError";
import { digamma } from "../../../src/data/samplers/specialFunctions/digamma";
import { logGamma } from "../../../src/data/samplers/specialFunctions/logGamma";
import { studentT } from "../../../src/data/samplers/studentT";
import { agree } from "../../support/agree";
import { draw, logRatioAt, meanOf, peer, scipy } from "./golden";

const identity = [
  [1, 0],
  [0, 1],
];

describe("studentT", () => {
  it("has SciPy's mutual information and density ratio", () => {
    for (const { matrix, xDim, degreesOfFreedom, miNats, points, logRatio } of scipy.studentT) {
      const sampler = studentT({ dispersion: matrix, xDim, degreesOfFreedom });
      agree({ of: "studentT", with: peer }, sampler.miNats, miNats, 1e-12);
      agree({ of: "studentT", with: peer }, logRatioAt(sampler, points), logRatio, 2e-5);
    }
  });

  it("draws pairs whose mean log ratio is the mutual information, the scale of the tails included", () => {
    for (const { matrix, xDim, degreesOfFreedom } of scipy.studentT) {
      const sampler = studentT({ dispersion: matrix, xDim, degreesOfFreedom });
      const rows = draw(sampler, { n: 20_000, seed: 4 });
      const { mean, standardError } = meanOf(logRatioAt(sampler, rows));
      agree({ of: "studentT", with: "closed form" }, mean, sampler.miNats, 4 * standardError);
      // P(x_0² < Σ_00) is that of a t variate within 1: by simulation-free symmetry only for ν = 1, where it is ½.
      if (degreesOfFreedom !== 1) continue;
      const inside = meanOf(rows.map((row) => (row[0] ** 2 < matrix[0][0] ? 1 : 0)));
      agree({ of: "studentT", with: "closed form" }, inside.mean, 0.5, 4 * inside.standardError);
    }
  });

  it("is dependent though uncorrelated, as nearest neighbours see too", () => {
    const sampler = studentT({ dispersion: identity, xDim: 1, degreesOfFreedom: 1 });
    // f(1) + f(3) - 2 f(2) with log Γ(1/2) = log π / 2 and ψ(3/2) = 2 - γ - log 4: log 8π - 3.
    agree({ of: "studentT", with: "closed form" }, sampler.miNats, Math.log(8 * Math.PI) - 3, 1e-12);
    const rows = draw(sampler, { n: 2000 }).map((row) => row.map(Math.asinh));
    const found = ksg(
      rows.map(([x]) => x),
      rows.map(([, z]) => z),
    );
    assert.ok(Math.abs(found - sampler.miNats) < 0.06, `${found}, not ${sampler.miNats}`);
  });

  it("refuses degrees of freedom that are none", () => {
    for (const degreesOfFreedom of [0, -1, NaN, Infinity])
      assert.throws(
        () => studentT({ dispersion: identity, xDim: 1, degreesOfFreedom }),
        new DataError(`studentT: degreesOfFreedom is ${degreesOfFreedom}; it must be a positive number`),
      );
  });

  it("stands on SciPy's log gamma and digamma", () => {
    const { x, logGamma: theirLogGamma, digamma: theirDigamma } = scipy.specialFunctions;
    agree({ of: "studentT", with: peer }, x.map(logGamma), theirLogGamma, 1e-14);
    agree({ of: "studentT", with: peer }, x.map(digamma), theirDigamma, 1e-14);
  });
});
