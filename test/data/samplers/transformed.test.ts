import assert from "node:assert/strict";
import { ksg } from "../../../src/bounds/ksg";
import { DataError } from "../../../src/data/dataError";
import { additiveNoise } from "../../../src/data/samplers/additiveNoise";
import { correlatedGaussian } from "../../../src/data/samplers/correlatedGaussian";
import { asinh } from "../../../src/data/samplers/transformations/asinh";
import { halfCube } from "../../../src/data/samplers/transformations/halfCube";
import { normalCdf } from "../../../src/data/samplers/transformations/normalCdf";
import { spiral } from "../../../src/data/samplers/transformations/spiral";
import { swissRoll } from "../../../src/data/samplers/transformations/swissRoll";
import { transformed, type Injection } from "../../../src/data/samplers/transformed";
import { tf } from "../../../src/engine/tf";
import { agree } from "../../support/agree";
import { draw, logRatioAt } from "./golden";

const one = correlatedGaussian({ dims: 1, correlation: 0.8 });
const two = correlatedGaussian({ dims: 2, correlation: 0.7 });
const uniform = transformed(one, { x: normalCdf, z: normalCdf });

const applied = (injection: Injection, rows: number[][]): number[][] =>
  tf.tidy(() => injection.apply(tf.tensor2d(rows)).arraySync());

describe("transformed", () => {
  it("moves points as the formulas say", () => {
    const numbers = [-2.5, -0.3, 0, 0.7, 3];
    const each = (injection: Injection): number[] =>
      applied(
        injection,
        numbers.map((y) => [y]),
      ).flat();
    agree(
      { of: "halfCube", with: "closed form" },
      each(halfCube),
      numbers.map((y) => Math.sign(y) * Math.abs(y) ** 1.5),
      1e-6,
    );
    agree(
      { of: "asinh", with: "closed form" },
      each(asinh),
      numbers.map((y) => Math.log(y + Math.hypot(y, 1))),
      1e-6,
    );
    // Φ from tables of the normal distribution.
    agree(
      { of: "normalCdf", with: "closed form" },
      each(normalCdf),
      [0.0062096653, 0.3820885778, 0.5, 0.7580363478, 0.998650102],
      1e-6,
    );
    const roll = applied(swissRoll, [[0], [0.25], [1]]);
    const along = [1.5, 2.25, 4.5].map((t) => t * Math.PI);
    agree(
      { of: "swissRoll", with: "closed form" },
      roll.flat(),
      along.flatMap((t) => [(t * Math.cos(t)) / 21, (t * Math.sin(t)) / 21]),
      1e-6,
    );
    // At distance 2 the default turns by 4/3; the third number only adds to the distance.
    const turned = applied(spiral(), [
      [2, 0],
      [0, 2],
    ]);
    agree(
      { of: "spiral", with: "closed form" },
      turned.flat(),
      [2 * Math.cos(4 / 3), 2 * Math.sin(4 / 3), -2 * Math.sin(4 / 3), 2 * Math.cos(4 / 3)],
      1e-6,
    );
    const three = applied(spiral({ speed: 0.5 }), [[1, 0, 3]]);
    agree({ of: "spiral", with: "closed form" }, three.flat(), [Math.cos(5), Math.sin(5), 3], 1e-6);
  });

  for (const [name, sampler] of Object.entries({
    halfCube: transformed(one, { x: halfCube, z: halfCube }),
    asinh: transformed(two, { x: asinh, z: asinh }),
    normalCdf: uniform,
    swissRoll: transformed(uniform, { x: swissRoll }),
    // At the default speed 3000 points are too few for KSG: 0.59, which nears 0.67 as they grow.
    spiral: transformed(two, { x: spiral({ speed: 0.1 }), z: spiral({ speed: -0.1 }) }),
  })) {
    it(`${name} keeps the mutual information: nearest neighbours find it, and the log ratio of each pair stays`, () => {
      const { x: xDim, z: zDim } = sampler.dims;
      const rows = draw(sampler, { n: 3000, seed: 2 });
      const found = ksg(
        rows.flatMap((row) => row.slice(0, xDim)),
        rows.flatMap((row) => row.slice(xDim)),
        { xDim, zDim },
      );
      const { miNats } = xDim === 2 && zDim === 2 ? two : one;
      assert.equal(sampler.miNats, miNats);
      agree({ of: name, with: "KSG" }, found, miNats, 0.08);
      const base = xDim === 2 && zDim === 2 ? two : one;
      const some = rows.slice(0, 200);
      const originals = draw(base, { n: 3000, seed: 2 }).slice(0, 200);
      // Back through Φ an error of 6e-8 grows by 1/φ, to 1e-4 at 3.3.
      agree({ of: name, with: "closed form" }, logRatioAt(sampler, some), logRatioAt(base, originals), 1e-3);
      assert.notDeepEqual(some, originals);
    });
  }

  it("has a log ratio only where the given sampler has one, and says what was done in its name", () => {
    const noisy = transformed(additiveNoise({ f: "x", sigma: 1 }), { z: asinh });
    assert.equal(noisy.logRatio, undefined);
    assert.equal(noisy.name, "x with noise 1, asinh of z");
    assert.equal(transformed(one, {}).name, one.name);
  });

  it("refuses a width that a transformation does not take", () => {
    assert.throws(
      () => transformed(two, { x: swissRoll }),
      new DataError(
        "transformed: swissRoll takes no x of 2 dimensions (correlated Gaussian, 2 dimensions, correlation 0.7)",
      ),
    );
    assert.throws(
      () => transformed(one, { z: spiral() }),
      new DataError(
        "transformed: spiral takes no z of 1 dimensions (correlated Gaussian, 1 dimensions, correlation 0.8)",
      ),
    );
    assert.throws(() => spiral({ speed: NaN }), new DataError("spiral: speed is NaN; a finite number is needed"));
  });
});
