import assert from "node:assert/strict";
import { type Colour, mergeRuns } from "../../../src/plots/thumbnail/mergeRuns";

const grey = (value: number): Colour => [value, value, value];

describe("runs of one colour", () => {
  it("join the neighbours of a row that differ least, weighted by their lengths", () => {
    const cells = [0, 0, 0, 30, 200, 240].map(grey);
    const [row] = mergeRuns(cells, 6, 3);
    assert.deepEqual(
      row.map(({ colour, length }) => [colour[0], length]),
      [
        [7.5, 4],
        [200, 1],
        [240, 1],
      ],
    );
  });

  it("never join across rows", () => {
    const rows = mergeRuns([0, 255, 255, 0].map(grey), 2, 2);
    assert.deepEqual(
      rows.map((runs) => runs.map(({ colour, length }) => [colour[0], length])),
      [[[127.5, 2]], [[127.5, 2]]],
    );
  });
});
