import { liveOutcomes, requireExpected } from "../../src/experiments/liveCheck";
import { temperature } from "../../src/experiments/simclr/temperature";
import type { TemperatureRow } from "../../src/experiments/simclr/temperature/config";

describe("simclr/temperature, live", function () {
  this.timeout(1_200_000);

  it("comes out at quick as on record", async () => {
    const { configs, seeds } = temperature.profiles.quick;
    const rows: TemperatureRow[] = [];
    for (const config of configs) {
      const measured = await temperature.run(config, { seed: seeds[0], progress: { update() {}, finish() {} } });
      rows.push({
        ...{ experiment: temperature.id, revision: temperature.revision, profile: "quick", config, seed: seeds[0] },
        ...measured,
        ...{ seconds: 0, device: "cpu", threads: 1, versions: {}, date: "", commit: "" },
      });
    }
    requireExpected(liveOutcomes(temperature, rows));
  });
});
