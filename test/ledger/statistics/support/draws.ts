import type { SeedSeries } from "../../../../src/ledger/statistics/seedSeries";

/** Numbers of mean 0 from one seed, by a generator of the tests' own (mulberry32). */
export class Draws {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** In (0, 1). */
  readonly uniform = (): number => {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let word = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return (((word ^ (word >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };

  /** Of deviation 1, by Box and Muller. */
  readonly normal = (): number => Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());

  /** Exponential, moved: skewness 2. */
  readonly skewed = (): number => -Math.log(this.uniform()) - 1;

  /** Student's t of 3 degrees of freedom: some far outliers. */
  readonly heavyTailed = (): number =>
    this.normal() / Math.sqrt((this.normal() ** 2 + this.normal() ** 2 + this.normal() ** 2) / 3);

  /** Runs of seeds at settings with the given true means: what a seed shares moves all, and each run has its own noise. */
  series(seeds: number, means: readonly number[], noise: (setting: number) => number = this.normal): SeedSeries[] {
    return Array.from({ length: seeds }, (_, seed) => {
      const shared = 3 * this.normal();
      return { seed, values: means.map((mean, setting) => mean + shared + noise(setting)) };
    });
  }
}
