import type { Mutant } from "../mutant";

export const metrics: Mutant[] = [
  {
    fault: "counts what is wrong",
    file: "metrics/accuracy",
    from: "predicted[n] === labels[n]",
    to: "predicted[n] !== labels[n]",
    killedBy: "is the share of rows that are right",
  },
  {
    fault: "is the normal interval, without the shift of its centre",
    file: "metrics/wilsonInterval",
    from: "(share + z ** 2 / (2 * trials)) / shrink",
    to: "share",
    killedBy: "has bounds that the score test just does not reject",
  },
];
