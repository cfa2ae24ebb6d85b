import type { Mutant } from "../mutant";

export const data: Mutant[] = [
  {
    fault: "has the same order in every epoch",
    file: "data/batches",
    from: "epoch + 1)",
    to: "1)",
    killedBy: "has an order of its own for every seed and epoch, and the same one again",
  },
  {
    fault: "leaves out the last full batch",
    file: "data/batches",
    from: "(dataset.size / batchSize);",
    to: "((dataset.size - 1) / batchSize);",
    killedBy: "visits every image once an epoch when the batch divides the set",
  },
  {
    fault: "takes an image of one class after the other's",
    file: "data/subset",
    test: "data/batches",
    from: "rounds[a] - rounds[b]",
    to: "dataset.labels[a] - dataset.labels[b]",
    killedBy: "balances the classes, repeats itself for a seed and holds no image twice",
  },
  {
    fault: "does not balance the classes",
    file: "data/subset",
    test: "data/batches",
    from: "return order.sort((a, b) => rounds[a] - rounds[b]);",
    to: "return order;",
    killedBy: "balances the classes, repeats itself for a seed and holds no image twice",
  },
  {
    fault: "keeps what it holds out",
    file: "data/holdOut",
    test: "data/batches",
    from: "order.subarray(size)",
    to: "order",
    killedBy: "parts the set in two: every image once, both parts in balance, the held-out one that of subset",
  },
  {
    fault: "leaves the labels where they were",
    file: "data/take",
    test: "data/batches",
    from: "labels[n] = dataset.labels[indices[n]]",
    to: "labels[n] = dataset.labels[n]",
    killedBy: "balances the classes, repeats itself for a seed and holds no image twice",
  },
  {
    fault: "puts every image into the first place",
    file: "data/gatherBytes",
    test: "data/batches",
    from: "(index + 1) * size), n * size)",
    to: "(index + 1) * size), 0)",
    killedBy: "gives bytes as shares of 255, in the order of the indices",
  },
];
