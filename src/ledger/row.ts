/** One recorded run of an experiment. */
export interface Row {
  /** Id of the experiment, and the revision of its meaning. */
  experiment: string;
  revision: number;
  profile: string;
  config: Record<string, number | string | boolean>;
  seed: number;
  metrics: Record<string, number>;
  seconds: number;
  device: string;
  threads: number;
  versions: Record<string, string>;
  /** When the run ended, ISO 8601. */
  date: string;
  /** Commit of the checkout, with "+" when it had changes. */
  commit: string;
}

/** Whether two rows are of the same run: what was asked for, not what came out. */
export function sameRun(a: Row, b: Pick<Row, "experiment" | "revision" | "profile" | "config" | "seed">): boolean {
  const asked = ({ experiment, revision, profile, config, seed }: typeof b): string =>
    JSON.stringify([experiment, revision, profile, seed, Object.entries(config).sort()]);
  return asked(a) === asked(b);
}
