import assert from "node:assert/strict";
import { fourDigits } from "../../../src/workbook/bench/fourDigits";

describe("the numbers of the bench's tables", () => {
  it("have four digits that count, thousandths at most, and no exponent", () => {
    assert.deepEqual([0.8374, 1.2345, 12.345, 123.45, 12345.6, 0, 0.0004].map(fourDigits), [
      "0.837",
      "1.234",
      "12.35",
      "123.5",
      "12346",
      "0.000",
      "0.000",
    ]);
  });
});
