import type { Step } from "../setup/step";
import type { Finding } from "./finding";

/** What of the set-up is missing, step by step, without doing any of it. */
export function examineSetup(steps: readonly Step[]): Finding[] {
  return steps.map((step): Finding => {
    const subject = `set-up: ${step.name}`;
    try {
      const reason = step.check();
      return reason
        ? { subject, state: "broken", value: reason, remedy: "npm run setup" }
        : { subject, state: "ok", value: "done" };
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      return { subject, state: "broken", value: cause, remedy: step.remedy };
    }
  });
}
