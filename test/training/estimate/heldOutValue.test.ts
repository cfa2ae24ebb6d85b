import assert from "node:assert/strict";
import { infoNce } from "../../../src/bounds/infoNce";
import { correlatedGaussian } from "../../../src/data/samplers/correlatedGaussian";
import type { PairSampler } from "../../../src/data/samplers/pairSampler";
import { tf } from "../../../src/engine/tf";
import type { StatisticsNetwork } from "../../../src/models/statisticsNetwork";
import { foldIn } from "../../../src/random/foldIn";
import { key } from "../../../src/random/key";
import { heldOutValue, type HeldOutValue, type Judgement } from "../../../src/training/estimate/heldOutValue";

/** The best critic of a sampler, plus a constant, as a network without weights. */
function oracle({ logRatio }: PairSampler, constant = 0): StatisticsNetwork {
  const score: StatisticsNetwork["score"] = (x, z) =>
    tf.tidy(() => logRatio?.(x, z).add<tf.Tensor1D>(constant) ?? x.flatten());
  return {
    models: {},
    score,
    scoreAll: (x, z) => {
      const [n, m] = [x.shape[0], z.shape[0]];
      const xs = tf.tile(x.expandDims(1), [1, m, 1]).reshape<tf.Tensor2D>([n * m, x.shape[1]]);
      return score(xs, tf.tile(z, [n, 1])).reshape([n, m]);
    },
    dispose: () => undefined,
  };
}

const sampler = correlatedGaussian({ dims: 2, correlation: 0.6 });

function judged(
  judgement: Partial<Judgement>,
  { n, seed, constant }: { n: number; seed: number; constant?: number },
): HeldOutValue {
  const pairs = tf.tidy(() => ({ ...sampler.sample(foldIn(key(5), seed), n) }));
  try {
    const full = { bound: "donskerVaradhan" as const, clip: 5, shifts: 4, batchSize: 32, ...judgement };
    return heldOutValue(oracle(sampler, constant), pairs, full);
  } finally {
    tf.dispose([pairs.x, pairs.z]);
  }
}

describe("heldOutValue", () => {
  it("is the formula of the bound over all pairs and shifts", () => {
    const { joint, marginal } = tf.tidy(() => {
      const { x, z } = sampler.sample(foldIn(key(5), 1), 40);
      const all = oracle(sampler, 0.5).scoreAll(x, z).arraySync();
      return {
        joint: all.map((row, i) => row[i]),
        marginal: [1, 2, 3].flatMap((shift) => all.map((row, i) => row[(i + shift) % 40])),
      };
    });
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const expected = {
      donskerVaradhan: mean(joint) - Math.log(mean(marginal.map(Math.exp))),
      nwj: mean(joint) - mean(marginal.map((t) => Math.exp(t - 1))),
      smile: mean(joint) - Math.log(mean(marginal.map((t) => Math.exp(Math.max(-0.3, Math.min(0.3, t)))))),
    };
    for (const bound of ["donskerVaradhan", "nwj", "smile"] as const) {
      const { miNats } = judged({ bound, shifts: 3, clip: 0.3 }, { n: 40, seed: 1, constant: 0.5 });
      assert.ok(Math.abs(miNats - expected[bound]) < 1e-5, `${bound}: ${miNats}, not ${expected[bound]}`);
    }
  });

  it("is the mean over whole batches for InfoNCE", () => {
    const expected = tf.tidy(() => {
      const { x, z } = sampler.sample(foldIn(key(5), 1), 70);
      const rows = [0, 32].map((start) => [x, z].map((all) => all.slice([start, 0], [32, -1])));
      return rows.map(([a, b]) => infoNce(oracle(sampler).scoreAll(a, b)).dataSync()[0]);
    });
    const { miNats, standardErrorNats } = judged({ bound: "infoNce" }, { n: 70, seed: 1 });
    assert.ok(Math.abs(miNats - (expected[0] + expected[1]) / 2) < 1e-6);
    // Two values: their deviation over √2.
    assert.ok(Math.abs(standardErrorNats - Math.abs(expected[0] - expected[1]) / 2) < 1e-6);
  });

  it("has a standard error that is the deviation over samples, and finds the true value within it", () => {
    for (const bound of ["donskerVaradhan", "nwj", "smile", "infoNce"] as const) {
      const runs = Array.from({ length: 100 }, (_, seed) =>
        judged({ bound, shifts: 4 }, { n: 256, seed: 10 + seed, constant: bound === "nwj" ? 1 : 0 }),
      );
      const mean = (of: keyof HeldOutValue): number => runs.reduce((sum, run) => sum + run[of] / runs.length, 0);
      const spread = Math.sqrt(runs.reduce((sum, { miNats }) => sum + (miNats - mean("miNats")) ** 2 / 99, 0));
      // A deviation of 100 values is known within 1/√198, 7%; four times that, and the noise of single shifts, which
      // counts once for x and once for z.
      const ratio = mean("standardErrorNats") / spread;
      assert.ok(ratio > 0.7 && ratio < 1.4, `${bound}: error ${mean("standardErrorNats")}, deviation ${spread}`);
      // InfoNCE with the best critic is below the truth by about Var/2N; the others are biased by 1/n.
      const bias = bound === "infoNce" ? 0.03 : 0.01;
      assert.ok(Math.abs(mean("miNats") - sampler.miNats) < bias + (4 * spread) / 10, `${bound}: ${mean("miNats")}`);
    }
  });
});
