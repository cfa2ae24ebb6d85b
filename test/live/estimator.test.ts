import { estimator } from "../../src/experiments/mine/estimator";
import { comesOutAsOnRecord } from "./support/comesOutAsOnRecord";

describe("mine/estimator, live", function () {
  this.timeout(600_000);

  it("comes out at quick as on record", () => comesOutAsOnRecord(estimator));
});
