import assert from "node:assert/strict";
import * as surface from "../../../src/index";
import { numericExports, otherExports, trainingExports } from "../../../src/workbook/authorities/exports";

describe("the lists of exports", () => {
  it("hold every export of src/index.ts once, and nothing else: put a new one into src/workbook/authorities/exports.ts", () => {
    const listed = [...numericExports, ...trainingExports, ...otherExports];
    assert.deepEqual([...listed].sort(), Object.keys(surface).sort());
  });
});
