/** How many claims have no experiment yet. It only ever gets smaller; a test compares it with the list. */
export const pendingCount = 31;

/** The ids of the claims that no experiment judges yet. Whoever registers an experiment takes its claims out. */
export const pendingClaims: readonly string[] = [
  ...["S10", "S11", "S12", "S13", "S14", "S15", "S16", "S17", "S18"],
  ...["S22", "S23", "S24", "S25", "S26", "S27"],
  ...["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10", "V11", "V12"],
  ...["M8", "M9", "M10", "M11"],
];
