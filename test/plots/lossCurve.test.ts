import assert from "node:assert/strict";
import { lossCurve } from "../../src/plots/lossCurve";
import { PlotError } from "../../src/plots/plotError";

describe("lossCurve", () => {
  it("draws one line a series, over its own x or over 0, 1, 2", () => {
    const { data, layout } = lossCurve([
      { name: "train", y: Float32Array.of(3, 2, 1) },
      { name: "test", x: [0, 2], y: [3, 1.5] },
    ]);
    assert.deepEqual(
      data.map(({ name, x, y }) => ({ name, x, y })),
      [
        { name: "train", x: [0, 1, 2], y: [3, 2, 1] },
        { name: "test", x: [0, 2], y: [3, 1.5] },
      ],
    );
    assert.equal(layout.showlegend, true);
  });

  it("shows a single point as a marker, because a line through it is invisible", () => {
    assert.equal(lossCurve([{ name: "a", y: [1] }]).data[0].mode, "markers");
  });

  it("smooths by an exponential mean that is corrected for its start, and passes over gaps", () => {
    const { data } = lossCurve([{ name: "a", y: [4, 1, NaN, 1] }], { smoothing: 0.5 });
    // weights of the values, newest first: 1/2, 1/4, 1/8, divided by their sum
    const expected = [4, (1 * 0.5 + 4 * 0.25) / 0.75, null, (1 * 0.5 + 1 * 0.25 + 4 * 0.125) / 0.875];
    assert.deepEqual(data[0].y, [4, 1, null, 1]);
    const smoothed = data[1].y as (number | null)[];
    smoothed.forEach((value, i) => {
      const wanted = expected[i];
      if (value === null || wanted === null) assert.equal(value, wanted);
      else assert.ok(Math.abs(value - wanted) < 1e-12);
    });
  });

  it("draws references over the whole width without stretching the x axis", () => {
    const { data, layout } = lossCurve([{ name: "a", y: [1, 2] }], { references: [{ name: "chance", y: 5 }] });
    assert.deepEqual([data[1].name, data[1].xaxis, data[1].y], ["chance", "x2", [5, 5]]);
    assert.deepEqual((layout.xaxis2 as { range: number[] }).range, [0, 1]);
  });

  it("draws an interval as a band behind its curve, smoothed alike", () => {
    const [band, pale, line] = lossCurve([{ name: "a", y: [2, 4], low: [1, 3], high: [3, 5] }], {
      smoothing: 0.5,
    }).data;
    // a mean of weights 1/3 and 2/3
    const expected = [3, 3 + 4 / 3, 1 + 4 / 3, 1];
    (band.y as number[]).forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-12));
    assert.deepEqual([band.x, pale.y, band.showlegend], [[0, 1, 1, 0], [2, 4], false]);
    assert.equal((line.y as number[])[0], 2);
  });

  it("refuses half an interval", () => {
    assert.throws(
      () => lossCurve([{ name: "a", y: [1, 2], low: [0, 1] }]),
      new PlotError('lossCurve: series "a" has 2 low and no high for 2 y; an interval needs both of each'),
    );
  });

  it("refuses unequal lengths and a smoothing that keeps nothing new", () => {
    assert.throws(
      () => lossCurve([{ name: "a", x: [1], y: [1, 2] }]),
      new PlotError('lossCurve: series "a" has 1 x and 2 y; both need the same length'),
    );
    assert.throws(
      () => lossCurve([], { smoothing: 1 }),
      new PlotError("lossCurve: smoothing is 1; it must be at least 0 and below 1"),
    );
  });
});
