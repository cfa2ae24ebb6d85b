/** How long the rest of a grid will take, by the runs that this process has ended and, where there is one, an estimate of each. */
export class GridClock<Run> {
  readonly #weights: Map<Run, number>;
  readonly #estimated: boolean;
  #measured = { seconds: 0, weight: 0 };
  #current: { run: Run; seconds: () => number } | undefined;

  /** @param estimate seconds of a run. Default: none, and all are taken to be alike. */
  constructor(runs: readonly Run[], estimate?: (run: Run) => number) {
    this.#estimated = estimate !== undefined;
    this.#weights = new Map(runs.map((run) => [run, estimate?.(run) ?? 1]));
  }

  /** @param seconds what the run has taken so far, the time of other processes included */
  begin(run: Run, seconds: () => number): void {
    this.#current = { run, seconds };
  }

  /** A run that needs no time any more; `seconds` is what it took if it was run just now. */
  end(run: Run, seconds?: number): void {
    const weight = this.#weights.get(run) ?? 0;
    if (seconds !== undefined)
      this.#measured = { seconds: this.#measured.seconds + seconds, weight: this.#measured.weight + weight };
    this.#weights.delete(run);
    this.#current = undefined;
  }

  /** Undefined while nothing is known. */
  secondsLeft(): number | undefined {
    const { seconds, weight } = this.#measured;
    if (weight === 0 && !this.#estimated) return undefined;
    const pace = weight > 0 ? seconds / weight : 1;
    const spent = this.#current?.seconds() ?? 0;
    const whole = pace * (this.#weights.get(this.#current?.run as Run) ?? 0);
    const rest = pace * [...this.#weights.values()].reduce((sum, each) => sum + each, 0) - whole;
    // Of a run that takes longer than it should nobody knows how much longer.
    return rest + Math.max(0, whole - spent);
  }
}
