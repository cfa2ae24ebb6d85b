import assert from "node:assert/strict";
import { DataError } from "../../../src/data/dataError";
import { correlatedGaussian } from "../../../src/data/samplers/correlatedGaussian";
import { gaussian } from "../../../src/data/samplers/gaussian";
import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { key } from "../../../src/random/key";
import { agree } from "../../support/agree";
import { draw, logRatioAt, meanOf, peer, scipy } from "./golden";

/** Covariances of drawn rows are those asked for, within four standard errors: Var of a product is σ_ii σ_jj + σ_ij². */
function sameCovariance(rows: number[][], matrix: number[][]): void {
  matrix.forEach((row, i) =>
    row.forEach((expected, j) => {
      const { mean } = meanOf(rows.map((point) => point[i] * point[j]));
      const error = Math.sqrt((matrix[i][i] * matrix[j][j] + expected ** 2) / rows.length);
      assert.ok(Math.abs(mean - expected) < 4 * error, `covariance ${i}, ${j} is ${mean}, not ${expected}`);
    }),
  );
}

describe("gaussian", () => {
  it("has SciPy's mutual information and density ratio, and draws the covariance asked for", () => {
    for (const { matrix, xDim, miNats, points, logRatio } of scipy.gaussian) {
      const sampler = gaussian({ covariance: matrix, xDim });
      agree({ of: "gaussian", with: peer }, sampler.miNats, miNats, 1e-12);
      // float32 of terms up to some 50, in sums of at most 81.
      agree({ of: "gaussian", with: peer }, logRatioAt(sampler, points), logRatio, 2e-5);
      sameCovariance(draw(sampler, { n: 20_000 }), matrix);
    }
  });

  it("has the closed form of one correlation", () => {
    for (const r of [-0.99, -0.3, 0, 0.5, 0.999]) {
      const { miNats } = gaussian({
        covariance: [
          [4, 2 * r],
          [2 * r, 1],
        ],
        xDim: 1,
      });
      agree({ of: "gaussian", with: "closed form" }, miNats, -Math.log(1 - r ** 2) / 2, 1e-12);
    }
  });

  it("takes more dimensions than a compiled step takes numbers", () => {
    const covariance = Array.from({ length: 80 }, (_, i) =>
      Array.from({ length: 80 }, (_, j) => 0.6 ** Math.abs(i - j)),
    );
    const sampler = gaussian({ covariance, xDim: 40 });
    // A Markov chain: all that the halves share, neighbours 39 and 40 share.
    agree({ of: "gaussian", with: "closed form" }, sampler.miNats, -Math.log(1 - 0.36) / 2, 1e-12);
    const step = compile((k: tf.Tensor1D) => {
      const { x, z } = sampler.sample(k, 8);
      return sampler.logRatio?.(x, z) ?? x;
    });
    const [compiled, eager] = tf.tidy(() => [[...step(key(3)).dataSync()], [...step.eager(key(3)).dataSync()]]);
    compiled.forEach((ratio, i) => assert.ok(Math.abs(ratio - eager[i]) < 1e-4, `${ratio}, ${eager[i]}`));
    step.dispose();
  });

  it("refuses a matrix that is no covariance, and an x that is all or nothing", () => {
    const unit = [
      [1, 0],
      [0, 1],
    ];
    for (const xDim of [0, 2, 1.5])
      assert.throws(
        () => gaussian({ covariance: unit, xDim }),
        new DataError(`gaussian: xDim is ${xDim} of 2 dimensions; a whole number from 1 to 1 is needed`),
      );
    for (const covariance of [
      [
        [1, 1],
        [1, 1],
      ],
      [
        [1, 0.2],
        [0.3, 1],
      ],
      [
        [1, 2],
        [2, 1],
      ],
      [[1, 0], [0]],
    ])
      assert.throws(
        () => gaussian({ covariance, xDim: 1 }),
        new DataError("gaussian: the matrix of 2 rows is not symmetric and positive definite, as it has to be"),
      );
  });
});

describe("correlatedGaussian", () => {
  it("is the Gaussian of its covariance, in value, density ratio and draws", () => {
    for (const [dims, correlation] of [
      [1, 0.9],
      [2, -0.5],
      [3, 0],
    ]) {
      const covariance = Array.from({ length: 2 * dims }, (_, i) =>
        Array.from({ length: 2 * dims }, (_, j) => (i === j ? 1 : Math.abs(i - j) === dims ? correlation : 0)),
      );
      const [ours, general] = [correlatedGaussian({ dims, correlation }), gaussian({ covariance, xDim: dims })];
      agree({ of: "correlatedGaussian", with: "closed form" }, ours.miNats, general.miNats, 1e-12);
      const points = draw(ours, { n: 20_000 });
      sameCovariance(points, covariance);
      const some = points.slice(0, 50);
      agree({ of: "correlatedGaussian", with: "closed form" }, logRatioAt(ours, some), logRatioAt(general, some), 2e-5);
    }
  });

  it("has the values of the paper's grid", () => {
    for (const [dims, correlation, expected] of [
      [2, 0.9, 1.6607],
      [20, 0.5, 2.8768],
      [20, -0.99, 39.17],
    ])
      agree(
        { of: "correlatedGaussian", with: "arXiv 1801.04062" },
        correlatedGaussian({ dims, correlation }).miNats,
        expected,
        1e-4,
      );
  });

  it("has a log ratio whose mean over joint pairs is the mutual information", () => {
    const sampler = correlatedGaussian({ dims: 5, correlation: 0.6 });
    const { mean, standardError } = meanOf(logRatioAt(sampler, draw(sampler, { n: 20_000 })));
    agree({ of: "correlatedGaussian", with: "closed form" }, mean, sampler.miNats, 4 * standardError);
  });

  it("refuses a correlation without finite mutual information", () => {
    for (const correlation of [1, -1, 2, NaN])
      assert.throws(
        () => correlatedGaussian({ dims: 2, correlation }),
        new DataError(
          `correlatedGaussian: correlation is ${correlation}; it must be above -1 and below 1, where the mutual information is finite`,
        ),
      );
    assert.throws(
      () => correlatedGaussian({ dims: 0, correlation: 0 }),
      new DataError("correlatedGaussian: dims is 0; it must be a whole number from 1"),
    );
  });
});
