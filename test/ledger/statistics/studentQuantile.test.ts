import assert from "node:assert/strict";
import { studentQuantile } from "../../../src/ledger/statistics/studentQuantile";
import { scipy } from "./support/scipy";

describe("studentQuantile", () => {
  it("equals the closed forms of one and two degrees of freedom", () => {
    for (const tail of [0.4, 0.1, 0.025, 0.001]) {
      const share = 1 - 2 * tail;
      close(studentQuantile(tail, 1), Math.tan((Math.PI * share) / 2));
      close(studentQuantile(tail, 2), share * Math.sqrt(2 / (1 - share ** 2)));
    }
  });
  it("equals SciPy's, also far out and with many degrees of freedom", () => {
    for (const { tail, freedom, t } of scipy.quantiles) close(studentQuantile(tail, freedom), t);
  });
});

function close(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * expected, `${actual} should be ${expected}`);
}
