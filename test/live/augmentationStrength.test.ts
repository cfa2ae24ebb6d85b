import { augmentationStrength } from "../../src/experiments/simclr/augmentationStrength";
import { comesOutAsOnRecord } from "./support/comesOutAsOnRecord";

describe("simclr/augmentation-strength, live", function () {
  this.timeout(1_200_000);

  it("comes out at quick as on record", () => comesOutAsOnRecord(augmentationStrength));
});
