import assert from "node:assert/strict";
import { miCurves } from "../../src/plots/miCurves";

const mine = { name: "MINE", points: [2, 4, 8].map((x) => ({ x, y: 0.9 * x, low: 0.8 * x, high: x })) };

describe("miCurves", () => {
  it("draws the truth as the line of slope one over all estimates, and the ceilings at log n", () => {
    const { data, layout } = miCurves([mine], { ceilings: [64, 256] });
    const named = (name: string) => data.find((trace) => trace.name === name);
    assert.deepEqual(
      [named("truth")?.x, named("truth")?.y],
      [
        [2, 8],
        [2, 8],
      ],
    );
    assert.deepEqual(named("log 64")?.y, [Math.log(64), Math.log(64)]);
    assert.deepEqual(named("log 256")?.y, [Math.log(256), Math.log(256)]);
    assert.deepEqual(named("MINE")?.y, [1.8, 3.6, 7.2]);
    assert.deepEqual((layout.xaxis as { title: { text: string } }).title.text, "true mutual information, nats");
  });

  it("draws a given truth over another axis, for instance a correlation", () => {
    const truth = [-0.9, 0, 0.9].map((x) => ({ x, y: -0.5 * Math.log(1 - x * x) }));
    const { data, layout } = miCurves([mine], { truth, xTitle: "ρ" });
    assert.deepEqual([data[0].x, data[0].y], [truth.map(({ x }) => x), truth.map(({ y }) => y)]);
    assert.deepEqual((layout.xaxis as { title: { text: string } }).title.text, "ρ");
  });

  it("draws its picture in both themes in under 60 kB", async () => {
    for (const theme of ["light", "dark"] as const) {
      assert.ok(
        (
          await miCurves([mine], { ceilings: [64] })
            .withTheme(theme)
            .toPng()
        ).length < 60_000,
      );
    }
  });
});
