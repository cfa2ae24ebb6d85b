/** Statuses with which the process of the runs ends. */
export const runStatus = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
