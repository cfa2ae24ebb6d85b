import { StatisticsError } from "./statisticsError";

/**
 * Passes what seeds show, if each seed stands there once and every number is finite.
 * @throws StatisticsError `judgeAbove: seed 3 stands there twice; each seed counts once`
 * @throws StatisticsError `judgeAbove: seed 3 shows NaN; a finite number is needed`
 */
export function checkSeeds(judge: string, shown: readonly { seed: number; values: readonly number[] }[]): void {
  const seen = new Set<number>();
  for (const { seed, values } of shown) {
    if (seen.has(seed)) throw new StatisticsError(`${judge}: seed ${seed} stands there twice; each seed counts once`);
    seen.add(seed);
    const broken = values.find((value) => !Number.isFinite(value));
    if (broken !== undefined)
      throw new StatisticsError(`${judge}: seed ${seed} shows ${broken}; a finite number is needed`);
  }
}
