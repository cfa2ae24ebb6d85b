import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { DataFrame } from "danfojs-node";
import type { Aggregate } from "../../../src/experiments/tables/aggregates";
import { frameOf } from "../../../src/experiments/tables/frameOf";
import { pivot } from "../../../src/experiments/tables/pivot";
import { TableError } from "../../../src/experiments/tables/tableError";
import { agree } from "../../support/agree";

interface Pandas {
  runs: { temperature: number; l2: boolean; seed: number; probe: number | null }[];
  tables: Record<Aggregate, { wide: (number | null)[][]; long: [number, boolean, number][] }>;
}
const file = path.resolve(__dirname, "../../../../test/fixtures/pandas/pivot.json");
const pandas = JSON.parse(readFileSync(file, "utf8")) as Pandas;
const recorded = frameOf(
  ["temperature", "l2", "seed", "probe"],
  pandas.runs.map(({ temperature, l2, seed, probe }) => [temperature, l2, seed, probe ?? undefined]),
);
const numbers = (frame: DataFrame, from: number): number[] =>
  (frame.values as number[][]).flatMap((line) => line.slice(from));

const small = frameOf(
  ["tau", "head", "probe", "loss"],
  [
    [2, "none", 40, 3],
    [0.1, "two", 50, 1],
    [0.1, "none", 42, undefined],
    [10, "two", 60, 2],
    [0.1, "two", 58, 4],
  ],
);

describe("pivot", () => {
  for (const [aggregate, { wide, long }] of Object.entries(pandas.tables) as [Aggregate, Pandas["tables"]["sd"]][]) {
    it(`gives the table of pandas for ${aggregate}, with a column for each value and without`, () => {
      const across = pivot(recorded, { index: "l2", columns: "temperature", values: "probe", aggregate });
      assert.deepEqual(across.columns, ["l2", "0.05", "0.1", "0.5", "1", "10"]);
      const theirs = wide.flat().map((cell) => cell ?? NaN);
      agree({ of: "pivot", with: "pandas 3.1.1 pivot_table" }, numbers(across, 1), theirs, 1e-12);
      const down = pivot(recorded, { index: ["temperature", "l2"], values: "probe", aggregate });
      assert.deepEqual(
        (down.values as unknown[][]).map((line) => line.slice(0, 2)),
        long.map((line) => line.slice(0, 2)),
      );
      agree(
        { of: "pivot", with: "pandas 3.1.1 groupby" },
        numbers(down, 2),
        long.map((line) => line[2]),
        1e-12,
      );
    });
  }

  it("sorts lines and columns by size, not by letter and not by who came first", () => {
    const table = pivot(small, { index: "head", columns: "tau", values: "probe" });
    assert.deepEqual(table.columns, ["head", "0.1", "2", "10"]);
    agree({ of: "pivot", with: "means by hand" }, numbers(table, 1), [42, 40, NaN, 54, NaN, 60], 0);
    assert.deepEqual(table.column("head").values, ["none", "two"]);
  });

  it("calls columns by value and column when there are several values", () => {
    const table = pivot(small, { index: "tau", columns: "head", values: ["probe", "loss"], aggregate: "max" });
    assert.deepEqual(table.columns, ["tau", "probe none", "probe two", "loss none", "loss two"]);
    const expected = [42, 58, NaN, 4, 40, NaN, 3, NaN, NaN, 60, NaN, 2];
    agree({ of: "pivot", with: "largest by hand" }, numbers(table, 1), expected, 0);
  });

  it("leaves missing values out, and gives a function only what is there", () => {
    const seen: (readonly number[])[] = [];
    const table = pivot(small, {
      ...{ index: "head", values: "loss" },
      aggregate: (values) => {
        seen.push(values);
        return `${values.length} runs`;
      },
    });
    assert.deepEqual(seen, [[3], [1, 2, 4]]);
    assert.deepEqual(table.values, [
      ["none", "1 runs"],
      ["two", "3 runs"],
    ]);
  });

  it("has no standard deviation of a single run, where danfo says 0", () => {
    const table = pivot(small, { index: "tau", values: "probe", aggregate: "sd" });
    agree({ of: "pivot", with: "standard deviations by hand" }, numbers(table, 1), [Math.sqrt(64), NaN, NaN], 1e-12);
  });

  it("keeps a number apart from the text that reads like it", () => {
    const frame = frameOf(
      ["key", "probe"],
      [
        [1, 5],
        ["1", 7],
        [true, 9],
      ],
    );
    assert.deepEqual(pivot(frame, { index: "key", values: "probe" }).column("probe").values, [5, 9, 7]);
  });

  it("says which columns there are when one is asked for that is not there, or is no number", () => {
    assert.throws(
      () => pivot(small, { index: "temperature", values: "probe" }),
      new TableError('pivot: "temperature" is not a column; there are tau, head, probe, loss'),
    );
    assert.throws(
      () => pivot(small, { index: "tau", values: "head" }),
      new TableError('pivot: "head" holds "none"; only numbers can be aggregated'),
    );
  });
});
