import type { Profile } from "../../experiments/experiment";
import type { Only } from "./parseOnly";
import type { Shard } from "./parseShard";

/** What `contrastbook run` was asked for, as it is handed to the process that does it. */
export interface RunRequest {
  /** Folder that has `data/results`. */
  root: string;
  /** Ids of experiments, papers, or "all". */
  names: readonly string[];
  profile: Profile;
  /** Default: those of the profile. */
  seeds?: readonly number[];
  shard?: Shard;
  only?: Only;
  /** Go on when a run fails. */
  keepGoing?: boolean;
  /** Folder for event files. */
  tensorBoard?: string;
  /** Say what would run, and run nothing. */
  dryRun?: boolean;
  /** Events as JSON lines instead of words. */
  json?: boolean;
  /** The command that goes on where this one ends early. */
  resume: string;
}
