import assert from "node:assert/strict";
import { signTest } from "../../../src/ledger/statistics/signTest";
import { agree } from "../../support/agree";
import { scipy } from "./support/scipy";
import { effects } from "./support/seeds";

describe("signTest", () => {
  it("equals SciPy's exact binomial test", () => {
    for (const { above, below, p } of scipy.signs) {
      const signs = effects(...Array<number>(above).fill(2), ...Array<number>(below).fill(-1));
      agree({ of: "signTest", with: "SciPy 1.17.1" }, signTest(signs), p, 1e-12);
    }
  });
  it("counts the sign patterns with as many above", () => {
    for (let n = 1; n <= 8; n++)
      for (let above = 0; above <= n; above++) {
        let patterns = 0;
        for (let pattern = 0; pattern < 2 ** n; pattern++)
          if ([...pattern.toString(2)].filter((bit) => bit === "1").length >= above) patterns++;
        const signs = effects(...Array.from({ length: n }, (_, seed) => (seed < above ? 1 : -1)));
        agree({ of: "signTest", with: "enumeration" }, signTest(signs), patterns / 2 ** n, 1e-12);
      }
  });
  it("leaves out seeds at the threshold, and knows nothing without seeds", () => {
    assert.equal(signTest(effects(6, 6, 6, 5, 4), { threshold: 5 }), 5 / 16);
    assert.equal(signTest([]), 1);
  });
});
