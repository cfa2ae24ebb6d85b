import type { Progress } from "./progress";

/** For work that shows nothing of itself, since what is around it does. */
export const silentProgress: Progress = { update: () => undefined, finish: () => undefined };
