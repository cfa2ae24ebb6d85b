/** Which of the three papers; a claim of a companion paper stands with the one that it explains. */
export type PaperName = "SimCLR" | "SimCLRv2" | "MINE";

/**
 * What two processor cores may show of a claim.
 * E: exact, it must hold. V: visible, it must hold at `standard` or be investigated. D: doubtful, it is run and its interval
 * reported. N: not run here.
 */
export type Scale = "E" | "V" | "D" | "N";

interface ClaimText {
  /** S, V, M for the three papers, B for what lies between them, and a number: "S20". */
  id: string;
  paper: PaperName;
  /** Where the paper has it: "Table 5". */
  figure: string;
  statement: string;
  /** The paper's own numbers. */
  paperValue: string;
  /** How runs decide it, settled before they are made. */
  judgedBy: string;
  /** The notebooks that show it, by the beginning of their names: "simclr/08". */
  notebooks: readonly string[];
}

/** A claim that is judged by runs. */
export interface JudgedClaim extends ClaimText {
  scale: Exclude<Scale, "N">;
}

/** A claim that is quoted only. */
export interface QuotedClaim extends ClaimText {
  scale: "N";
  /** Why it is not run here. */
  reason: string;
}

/** A claim as its paper makes it, whether or not an experiment judges it here. */
export type PublishedClaim = JudgedClaim | QuotedClaim;
