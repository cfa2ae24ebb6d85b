import { beyondGaussians } from "../../src/experiments/mine/beyondGaussians";
import { comesOutAsOnRecord } from "./support/comesOutAsOnRecord";

describe("mine/beyond-gaussians, live", function () {
  this.timeout(600_000);

  it("comes out at quick as on record", () => comesOutAsOnRecord(beyondGaussians));
});
