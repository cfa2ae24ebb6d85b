import { augmentationComposition } from "../../src/experiments/simclr/augmentationComposition";
import { comesOutAsOnRecord } from "./support/comesOutAsOnRecord";

describe("simclr/augmentation-composition, live", function () {
  this.timeout(1_200_000);

  it("comes out at quick as on record", () => comesOutAsOnRecord(augmentationComposition));
});
