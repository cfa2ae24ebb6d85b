import type { Judgement } from "../verdict";
import { judgeAbove, type JudgeAboveOptions } from "./judgeAbove";
import type { SeedEffect } from "./seedEffect";

/**
 * Whether an effect is larger here than there: the difference of the two effects (each a difference of two runs) within each
 * seed, judged by `judgeAbove`. A seed that one of them lacks is left out.
 * @param here for instance the gain by pretraining at 1% of the labels
 * @param there the gain at 10%
 */
export function judgeInteraction(
  here: readonly SeedEffect[],
  there: readonly SeedEffect[],
  options: JudgeAboveOptions = {},
): Judgement {
  const differences = here.flatMap(({ seed, effect }) => {
    const other = there.find((one) => one.seed === seed);
    return other ? [{ seed, effect: effect - other.effect }] : [];
  });
  return judgeAbove(differences, options);
}
