import assert from "node:assert/strict";
import { kernelTable } from "../../../../src/workbook/bench/kernels/kernelReport";

describe("the table of the kernels' bench", () => {
  it("has a row a measure and a column a kernel, medians, and what became of each target", () => {
    const round = (kernel: string, ready: number, first: number): object[] => [
      { kernel, measure: "ready", value: ready },
      { kernel, measure: "first cell", value: first },
      { kernel, measure: "memory", value: 80 },
    ];
    const measurements = [
      ...round("contrastbook", 0.2, 0.9),
      ...round("ipykernel", 0.8, 0.01),
      ...round("contrastbook", 0.6, 1.2),
      ...round("ipykernel", 0.4, 0.03),
    ] as Parameters<typeof kernelTable>[0];
    assert.deepEqual(kernelTable(measurements).split("\n"), [
      "            contrastbook  ipykernel  target",
      // (0.2 / 0.8 + 0.6 / 0.4) / 2: what disturbs a round disturbs both
      "ready       0.400 s       0.600 s    0.875 of ipykernel's, <= 0.8: not reached",
      "first cell  1.050 s       0.020 s    <= 1 s: not reached",
      "memory      80.00 MiB     80.00 MiB",
    ]);
  });
});
