import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { readGolden } from "../../../src/workbook/bench/golden";
import { withScratch } from "../../support/setup/scratch";

const exporter = path.resolve(__dirname, "../../../src/workbook/bench/ours/exportGolden.js");

type Row = number[];

const dense = (rows: Row[], weights: ArrayLike<number>, bias: ArrayLike<number>): Row[] =>
  rows.map((row) =>
    Array.from({ length: bias.length }, (_, j) =>
      row.reduce((sum, x, i) => sum + x * weights[i * bias.length + j], bias[j]),
    ),
  );
const elu = (rows: Row[]): Row[] => rows.map((row) => row.map((x) => (x > 0 ? x : Math.expm1(x))));

describe("the golden arrays of MINE", () => {
  it(
    "give the loss that plain loops give",
    withScratch(({ folder }) => {
      const { status, stderr } = spawnSync(process.execPath, [exporter, JSON.stringify({ kind: "mine", folder })]);
      assert.equal(status, 0, String(stderr));
      const { array, facts } = readGolden(folder);
      const [w0, b0, w1, b1, w2, b2, pairs] = ["w0", "b0", "w1", "b1", "w2", "b2", "pairs"].map(
        (name) => array(name).values,
      );
      assert.deepEqual(array("pairs").shape, [32, 512, 40]);
      const rows = Array.from({ length: 512 }, (_, n) => [...pairs.subarray(40 * n, 40 * (n + 1))]);
      const statistics = dense(elu(dense(elu(dense(rows, w0, b0)), w1, b1)), w2, b2).flat();
      const joint = statistics.slice(0, 256).reduce((sum, t) => sum + t, 0) / 256;
      const marginal = Math.log(statistics.slice(256).reduce((sum, t) => sum + Math.exp(t), 0) / 256);
      assert.ok(Math.abs((facts.losses?.[0] ?? NaN) - (marginal - joint)) < 1e-4);
      assert.equal(facts.losses?.length, 3);
    }),
  );
});
