import { nonlinearDependence } from "../../src/experiments/mine/nonlinearDependence";
import { comesOutAsOnRecord } from "./support/comesOutAsOnRecord";

describe("mine/nonlinear-dependence, live", function () {
  this.timeout(600_000);

  it("comes out at quick as on record", () => comesOutAsOnRecord(nonlinearDependence));
});
