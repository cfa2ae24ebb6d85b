import { kindsOfWork, type Work } from "../work";

/** Several works one after the other. */
export function sumOfWork(...works: readonly Work[]): Work {
  const total: Work = {};
  for (const kind of kindsOfWork)
    for (const { [kind]: amount = 0 } of works) if (amount !== 0) total[kind] = (total[kind] ?? 0) + amount;
  return total;
}
