import assert from "node:assert/strict";
import { verify } from "../../../src/workbook/bench/verify";

const golden = { losses: [5.5, 5.1], pixels: { mean: 0.46, deviation: 0.25 } };

describe("the check that both sides do the same work", () => {
  it("lets pass what rounding explains, and what a side does not compute", () => {
    verify("PyTorch eager", { losses: [5.5001, 5.1001], pixels: { mean: 0.45, deviation: 0.25 } }, golden);
    verify("torch.mm", {}, golden);
    verify("PyTorch eager", { losses: [5.5, 5.1] }, { losses: [5.5, 5.1] });
  });

  it("shows both losses when they differ by more than a thousandth", () => {
    assert.throws(() => verify("PyTorch eager", { losses: [5.5, 5.11] }, golden), {
      name: "BenchError",
      message:
        "bench: PyTorch eager does not do the same work: its loss of step 2 is 5.11, ours is 5.1; they may differ by 0.001 of it",
    });
  });

  it("refuses losses that are not numbers, and ones that are missing", () => {
    assert.throws(() => verify("torch.compile", { losses: [5.5, NaN] }, golden), /loss of step 2 is NaN, ours is 5\.1/);
    assert.throws(() => verify("torch.compile", { losses: [5.5] }, golden), /loss of step 2 is NaN/);
  });

  it("notices views of another brightness or contrast", () => {
    assert.throws(() => verify("torchvision v2", { pixels: { mean: 0.43, deviation: 0.25 } }, golden), /mean of views/);
    assert.throws(() => verify("torchvision v2", { pixels: { mean: 0.46, deviation: 0.3 } }, golden), /deviation of/);
  });
});
