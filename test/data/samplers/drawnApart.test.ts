import assert from "node:assert/strict";
import { binning } from "../../../src/bounds/binning";
import { ksg } from "../../../src/bounds/ksg";
import { correlatedGaussian } from "../../../src/data/samplers/correlatedGaussian";
import { discreteTable } from "../../../src/data/samplers/discreteTable";
import { drawnApart } from "../../../src/data/samplers/drawnApart";
import { agree } from "../../support/agree";
import { draw, logRatioAt, meanOf } from "./golden";

describe("drawnApart", () => {
  const table = [
    [0.4, 0.1],
    [0.1, 0.4],
  ];

  it("has the cells of the product of the marginals, whose mutual information is 0", () => {
    const n = 20_000;
    const rows = draw(drawnApart(discreteTable(table)), { n });
    for (const x of [0, 1])
      for (const z of [0, 1]) {
        const share = rows.filter((row) => row[0] === x && row[1] === z).length / n;
        agree({ of: "drawnApart", with: "closed form" }, share, 0.25, 4 * Math.sqrt(0.1875 / n));
      }
    const apart = drawnApart(discreteTable([[0.5, 0.1, 0.4]]));
    assert.deepEqual([apart.miNats, apart.dims], [0, { x: 1, z: 1 }]);
    const found = binning(
      rows.map(([x]) => x),
      rows.map(([, z]) => z),
      { bins: 4, edges: "equalWidth", millerMadow: true },
    );
    agree({ of: "drawnApart", with: "binning" }, found, 0, 1e-3);
  });

  it("keeps what each of the two is like, and leaves nothing for nearest neighbours to find", () => {
    const apart = drawnApart(correlatedGaussian({ dims: 1, correlation: 0.95 }));
    const rows = draw(apart, { n: 3000 });
    const [x, z] = [rows.map(([one]) => one), rows.map(([, one]) => one)];
    agree({ of: "drawnApart", with: "KSG" }, ksg(x, z), apart.miNats, 0.04);
    for (const values of [x, z]) {
      agree({ of: "drawnApart", with: "closed form" }, meanOf(values).mean, 0, 4 / Math.sqrt(3000));
      const variance = meanOf(values.map((value) => value ** 2)).mean;
      agree({ of: "drawnApart", with: "closed form" }, variance, 1, 4 * Math.sqrt(2 / 3000));
    }
    assert.deepEqual(logRatioAt(apart, rows.slice(0, 3)), [0, 0, 0]);
  });
});
