import { informationBottleneck } from "../../src/experiments/mine/informationBottleneck";
import { comesOutAsOnRecord } from "./support/comesOutAsOnRecord";

describe("mine/information-bottleneck, live", function () {
  this.timeout(600_000);

  it("comes out at quick as on record", () => comesOutAsOnRecord(informationBottleneck));
});
