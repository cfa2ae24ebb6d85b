import assert from "node:assert/strict";
import { parseOnly } from "../../../src/workbook/experiments/parseOnly";

describe("parseOnly", () => {
  it("takes a key with its values, and adds to what was said before", () => {
    assert.deepEqual(parseOnly("temperature=0.1"), { temperature: ["0.1"] });
    const both = parseOnly("l2=true", parseOnly("temperature=0.1, 0.5"));
    assert.deepEqual(both, { temperature: ["0.1", "0.5"], l2: ["true"] });
    assert.deepEqual(parseOnly("temperature=1", both).temperature, ["0.1", "0.5", "1"]);
  });

  it("splits at the first equals sign", () => {
    assert.deepEqual(parseOnly("law=a=b"), { law: ["a=b"] });
  });

  it("refuses a key without a value and a value without a key", () => {
    for (const text of ["temperature", "=0.1", "temperature=", "temperature=0.1,", ""])
      assert.throws(() => parseOnly(text), { message: 'key=value is needed, for instance "temperature=0.1,0.5".' });
  });
});
