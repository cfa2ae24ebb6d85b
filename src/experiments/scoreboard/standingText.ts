import type { Standing } from "./scoreboardRow";

/** The word of a verdict as a reader sees it. */
export const standingText: Record<Standing, string> = {
  holds: "holds",
  refuted: "refuted",
  notVisible: "not visible",
  pending: "pending",
  notRun: "not run",
};
