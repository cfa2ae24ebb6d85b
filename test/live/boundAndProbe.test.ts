import { boundAndProbe } from "../../src/experiments/mine/boundAndProbe";
import { comesOutAsOnRecord } from "./support/comesOutAsOnRecord";

describe("mine/bound-and-probe, live", function () {
  this.timeout(600_000);

  it("comes out at quick as on record", () => comesOutAsOnRecord(boundAndProbe));
});
