const windowSeconds = 10;
/** What came before one sample counts at least this much, or a slow step would be its own rate. */
const leastMemory = 0.6;

/** Units a second over the last ten seconds or so: a slow beginning does not spoil the forecast for long. */
export class SmoothedRate {
  #units = 0;
  #seconds = 0;

  /** `units` were done in `seconds`. */
  add(units: number, seconds: number): void {
    const memory = Math.max(Math.exp(-seconds / windowSeconds), leastMemory);
    this.#units = this.#units * memory + units;
    this.#seconds = this.#seconds * memory + seconds;
  }

  /** Undefined as long as nothing is known. */
  get perSecond(): number | undefined {
    return this.#units > 0 && this.#seconds > 0 ? this.#units / this.#seconds : undefined;
  }
}
