import { biasCorrection } from "../../src/experiments/mine/biasCorrection";
import { comesOutAsOnRecord } from "./support/comesOutAsOnRecord";

describe("mine/bias-correction, live", function () {
  this.timeout(600_000);

  it("comes out at quick as on record", () => comesOutAsOnRecord(biasCorrection));
});
