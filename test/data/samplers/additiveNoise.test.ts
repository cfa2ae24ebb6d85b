import assert from "node:assert/strict";
import { ksg } from "../../../src/bounds/ksg";
import { DataError } from "../../../src/data/dataError";
import { additiveNoise, type NoisyFunctionName } from "../../../src/data/samplers/additiveNoise";
import { tf } from "../../../src/engine/tf";
import { agree } from "../../support/agree";
import { draw, peer, scipy } from "./golden";

describe("additiveNoise", () => {
  it("has the mutual information that SciPy's quadrature finds", () => {
    for (const { f, sigma, miNats } of scipy.additiveNoise)
      agree({ of: "additiveNoise", with: peer }, additiveNoise({ f, sigma }).miNats, miNats, 1e-11);
  });

  it("nears its closed forms: -½ log of the noise's share for much noise, the range over the noise for little", () => {
    // To first order in Var(f)/σ², whatever f.
    agree(
      { of: "additiveNoise", with: "closed form" },
      additiveNoise({ f: "x", sigma: 100 }).miNats,
      1 / 3 / 100 ** 2 / 2,
      1e-9,
    );
    // h(Z) nears log 2 but for the two edges, each of which adds σ times 0.9...: less than 2 σ in all.
    const sigma = 1e-4;
    const sharp = Math.log(2) - Math.log(2 * Math.PI * Math.E * sigma ** 2) / 2;
    agree({ of: "additiveNoise", with: "closed form" }, additiveNoise({ f: "x", sigma }).miNats, sharp, 2 * sigma);
  });

  it("draws what it says: nearest neighbours find the value, and residuals the noise", () => {
    const functions: Record<NoisyFunctionName, (x: number) => number> = {
      x: (x) => x,
      "x³": (x) => x ** 3,
      "sin x": Math.sin,
      "x²": (x) => x ** 2,
      "sin 4x": (x) => Math.sin(4 * x),
    };
    for (const f of Object.keys(functions) as NoisyFunctionName[]) {
      const sampler = additiveNoise({ f, sigma: 0.3 });
      const rows = draw(sampler, { n: 2000, seed: 6 });
      const found = ksg(
        rows.map(([x]) => x),
        rows.map(([, z]) => z),
      );
      assert.ok(Math.abs(found - sampler.miNats) < 0.08, `${f}: ${found}, not ${sampler.miNats}`);
      const noise = rows.map(([x, z]) => (z - functions[f](x)) / 0.3);
      const variance = noise.reduce((sum, value) => sum + value ** 2 / 2000, 0);
      assert.ok(Math.abs(variance - 1) < 4 * Math.sqrt(2 / 2000), `${variance}`);
      assert.ok(rows.every(([x]) => x >= -1 && x <= 1));
    }
  });

  it("takes a function of one's own, with a kink at 0", () => {
    const kink = additiveNoise({
      f: { name: "|x|", onTensor: (x) => x.abs(), onNumber: Math.abs },
      sigma: 0.2,
    });
    // |X| is uniform on (0, 1): half the range of x, so half the noise for x gives as much.
    agree(
      { of: "additiveNoise", with: "closed form" },
      kink.miNats,
      additiveNoise({ f: "x", sigma: 0.4 }).miNats,
      1e-12,
    );
    assert.equal(kink.name, "|x| with noise 0.2");
    assert.ok(draw(kink, { n: 100 }).every(([x, z]) => Math.abs(z - Math.abs(x)) < 1));
  });

  it("refuses no noise, unknown functions and ones that are not finite", () => {
    for (const sigma of [0, -1, NaN])
      assert.throws(
        () => additiveNoise({ f: "x", sigma }),
        new DataError(
          `additiveNoise: sigma is ${sigma}; a number above 0 is needed, since without noise the mutual information is infinite`,
        ),
      );
    assert.throws(
      () => additiveNoise({ f: "cos" as "x", sigma: 1 }),
      new DataError(
        'additiveNoise: there is no function "cos"; x, x³, sin x, x², sin 4x or { name, onTensor, onNumber } is needed',
      ),
    );
    const broken = { name: "root", onTensor: (x: tf.Tensor2D) => x.sqrt(), onNumber: Math.sqrt };
    assert.throws(
      () => additiveNoise({ f: broken, sigma: 1 }),
      new DataError("additiveNoise: f(-0.99951171875) is NaN; a finite number is needed everywhere from -1 to 1"),
    );
  });
});
