import type { Experiment } from "../../../src/experiments/experiment";
import { liveOutcomes, requireExpected } from "../../../src/experiments/liveCheck";
import type { Row } from "../../../src/ledger/row";
import { silentProgress } from "../../../src/report/silentProgress";

/** Runs the quick grid of an experiment as its notebook does, on no record, and throws where a live check disagrees with the claims. */
export async function comesOutAsOnRecord<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
): Promise<void> {
  const { configs, seeds } = experiment.profiles.quick;
  const rows: Row<Config, Metrics>[] = [];
  for (const config of configs) {
    const measured = await experiment.run(config, { seed: seeds[0], progress: silentProgress });
    rows.push({
      ...{ experiment: experiment.id, revision: experiment.revision, profile: "quick", config, seed: seeds[0] },
      ...measured,
      ...{ seconds: 0, device: "cpu", threads: 1, versions: {}, date: "", commit: "" },
    });
  }
  requireExpected(liveOutcomes(experiment, rows));
}
