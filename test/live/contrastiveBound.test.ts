import { contrastiveBound } from "../../src/experiments/mine/contrastiveBound";
import { comesOutAsOnRecord } from "./support/comesOutAsOnRecord";

describe("mine/contrastive-bound, live", function () {
  this.timeout(600_000);

  it("comes out at quick as on record", () => comesOutAsOnRecord(contrastiveBound));
});
