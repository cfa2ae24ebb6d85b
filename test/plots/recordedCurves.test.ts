import assert from "node:assert/strict";
import { lossCurve } from "../../src/plots/lossCurve";
import { PlotError } from "../../src/plots/plotError";
import { recordedCurves } from "../../src/plots/recordedCurves";

const run = (seed: number, temperature: number, loss: [number, number][]) => ({
  config: { temperature },
  seed,
  curve: { loss },
});
const rows = [
  run(1, 0.1, [
    [10, 5],
    [20, 3],
  ]),
  run(2, 0.1, [
    [10, 7],
    [20, 3],
  ]),
  run(1, 1, [[10, 6]]),
  { config: { temperature: 1 }, seed: 2 },
];

describe("recorded curves", () => {
  it("are means over seeds at the recorded steps, with an interval where there are several seeds", () => {
    const [several, single] = recordedCurves(rows, "loss", ({ temperature }) => `τ = ${temperature}`);
    assert.deepEqual([several.name, several.x, several.y], ["τ = 0.1", [10, 20], [6, 3]]);
    assert.ok(Math.abs(Number(several.high?.[0]) - (6 + 12.706204736174705)) < 1e-9);
    assert.deepEqual([several.low?.[1], several.high?.[1]], [3, 3]);
    assert.deepEqual(single, { name: "τ = 1", x: [10], y: [6] });
  });

  it("become lines with a band around each, in its colour", () => {
    const { data } = lossCurve(recordedCurves(rows, "loss"));
    assert.deepEqual(data[0].x, [10, 20, 20, 10]);
    assert.deepEqual([data[0].fillcolor, data[1].y], ["rgba(0,114,178,0.18)", [6, 3]]);
  });

  it("are not averaged over runs that kept them at different steps", () => {
    assert.throws(
      () => recordedCurves(rows, "loss", () => "all"),
      new PlotError(
        'recordedCurves: the runs of "all" have "loss" at different steps; name by series what tells them apart',
      ),
    );
  });
});
