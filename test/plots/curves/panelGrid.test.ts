import assert from "node:assert/strict";
import { panelGrid } from "../../../src/plots/curves/panelGrid";

describe("the grid of panels", () => {
  it("stands panels side by side without overlap, four in two rows", () => {
    for (const [count, columns] of [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 2],
      [5, 3],
    ]) {
      const { domains } = panelGrid(count, true);
      assert.equal(domains.length, count);
      assert.equal(new Set(domains.map(({ x }) => x[0])).size, columns);
      for (const [i, a] of domains.entries()) {
        assert.ok([...a.x, ...a.y].every((share) => share >= -1e-9 && share <= 1 + 1e-9));
        for (const b of domains.slice(i + 1)) assert.ok(a.x[1] < b.x[0] || b.y[1] < a.y[0], `${count} panels`);
      }
    }
  });

  it("is wider where axes stand on the right, with axes as long as before", () => {
    const [without, with_] = [panelGrid(2, false), panelGrid(2, true)];
    assert.equal(with_.width - without.width, 120);
    assert.equal(with_.axis, without.axis);
  });
});
