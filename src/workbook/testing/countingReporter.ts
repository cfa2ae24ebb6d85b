import { writeFileSync } from "node:fs";
import Mocha from "mocha";

/** The variable that names the file for the counts. */
export const countsVariable = "CONTRASTBOOK_TEST_COUNTS";

export interface TestCounts {
  passed: number;
  failed: number;
  pending: number;
}

/** Mocha's `spec` reporter, which also leaves its counts in a file: the caller adds the notebooks to them. */
export class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes: passed, failures: failed, pending } = this.stats;
      const file = process.env[countsVariable];
      if (file) writeFileSync(file, JSON.stringify({ passed, failed, pending } satisfies TestCounts));
    });
  }
}

/** The form in which mocha finds a reporter in a file. */
export default CountingReporter;
