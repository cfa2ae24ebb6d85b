import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type GoldenArrays, readGolden, writeGolden } from "../../../src/workbook/bench/golden";
import { withScratch } from "../../support/setup/scratch";

const arrays: GoldenArrays = {
  bytes: { dtype: "uint8", shape: [5], values: Uint8Array.of(1, 2, 3, 254, 255) },
  // A view that does not begin where its buffer does.
  floats: { dtype: "float32", shape: [2, 2], values: Float32Array.of(9, 0.1, -2, 3e-30, 4).subarray(1) },
};

describe("the golden arrays", () => {
  it(
    "come back bit by bit, with the facts",
    withScratch(({ folder }) => {
      writeGolden(folder, arrays, { losses: [1.5], flops: 10 });
      const { array, facts } = readGolden(folder);
      assert.deepEqual(array("bytes"), arrays.bytes);
      assert.deepEqual(array("floats"), { ...arrays.floats, values: Float32Array.of(0.1, -2, 3e-30, 4) });
      assert.deepEqual(facts, { losses: [1.5], flops: 10 });
    }),
  );

  it(
    "lie in the file as numpy reads them: little-endian, floats at multiples of four",
    withScratch(({ folder }) => {
      writeGolden(folder, arrays, {});
      const text = readFileSync(`${folder}/golden.json`, "utf8");
      const index = JSON.parse(text) as { arrays: { floats: { dtype: string; offset: number } } };
      const { dtype, offset } = index.arrays.floats;
      const data = readFileSync(`${folder}/golden.bin`);
      assert.equal(dtype, "float32");
      assert.equal(offset, 8);
      assert.deepEqual(
        [0, 1, 2, 3].map((n) => data.readFloatLE(offset + 4 * n)),
        [Math.fround(0.1), -2, Math.fround(3e-30), 4],
      );
      assert.deepEqual([...data.subarray(0, 5)], [1, 2, 3, 254, 255]);
    }),
  );

  it(
    "say which there are when one is asked for that there is not",
    withScratch(({ folder }) => {
      writeGolden(folder, arrays, {});
      assert.throws(() => readGolden(folder).array("views"), {
        name: "BenchError",
        message: `readGolden: ${folder} holds no "views"; it holds bytes, floats`,
      });
    }),
  );
});
