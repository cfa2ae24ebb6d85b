import { temperature } from "../../src/experiments/simclr/temperature";
import { comesOutAsOnRecord } from "./support/comesOutAsOnRecord";

describe("simclr/temperature, live", function () {
  this.timeout(1_200_000);

  it("comes out at quick as on record", () => comesOutAsOnRecord(temperature));
});
