import assert from "node:assert/strict";
import { TableError } from "../../../src/experiments/tables/tableError";
import { toDataFrame } from "../../../src/experiments/tables/toDataFrame";
import { someRow } from "./someRows";

describe("toDataFrame", () => {
  it("has a line for each run: what it is of, its configuration, its metrics, and what else the row says", () => {
    const frame = toDataFrame([someRow(1, { temperature: 0.5, l2: true }, { probe: 1 / 3 }, { viewsPerSecond: 1200 })]);
    assert.deepEqual(frame.columns, [
      ...["experiment", "profile", "seed", "temperature", "l2", "probe"],
      ...["seconds", "viewsPerSecond", "device", "threads", "revision", "date", "commit"],
    ]);
    assert.deepEqual(frame.values, [
      ["x/y", "quick", 1, 0.5, true, 1 / 3, 2.5, 1200, "cpu", 2, 1, "2026-01-02T03:04:05.000Z", "0000000"],
    ]);
  });

  it("is NaN or an empty text where a run has no such key", () => {
    const frame = toDataFrame([someRow(1, { a: 1, name: "one" }, { probe: 1 }), someRow(2, { b: true }, { loss: 2 })]);
    const of = (name: string): unknown => frame.column(name).values;
    assert.deepEqual(
      [of("a"), of("b"), of("name")],
      [
        [1, NaN],
        ["", true],
        ["one", ""],
      ],
    );
    assert.deepEqual(
      [of("probe"), of("loss")],
      [
        [1, NaN],
        [NaN, 2],
      ],
    );
  });

  it("keeps a metric apart from the key of the configuration that has its name", () => {
    const frame = toDataFrame([someRow(1, { images: 100, seconds: 7 }, { images: 99, probe: 5 })]);
    assert.deepEqual(frame.columns.slice(3, 8), ["images", "config.seconds", "metrics.images", "probe", "seconds"]);
    assert.deepEqual((frame.values as unknown[][])[0].slice(3, 8), [100, 7, 99, 5, 2.5]);
  });

  it("is a frame that danfo groups", () => {
    const frame = toDataFrame([1, 2, 3].map((seed) => someRow(seed, { tau: seed % 2 }, { probe: seed ** 2 })));
    const means = frame.groupby(["tau"]).col(["probe"]).mean();
    assert.deepEqual(means.values, [
      [0, 4],
      [1, 5],
    ]);
  });

  it("refuses to make a table of nothing", () => {
    assert.throws(
      () => toDataFrame([]),
      new TableError("toDataFrame: there are no rows; a table needs at least one recorded run"),
    );
  });
});
