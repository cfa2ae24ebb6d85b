import type { Mutant } from "../mutant";

export const training: Mutant[] = [
  {
    fault: "trains in inference mode",
    file: "training/pretrain",
    from: "encoder.apply(views, { training: true })",
    to: "encoder.apply(views, { training: false })",
    killedBy: "takes the loss of the first batch at the initial weights, in training mode, as its first loss",
  },
  {
    fault: "forgets the temperature",
    file: "training/pretrain",
    from: "ntXent(zA, zB, { temperature })",
    to: "ntXent(zA, zB)",
    killedBy: "takes the loss of the first batch at the initial weights, in training mode, as its first loss",
  },
  {
    fault: "standardises the test rows by themselves",
    file: "training/linearProbe",
    from: "xTest: standardise(tf.tensor2d(test.values, [test.rows, test.columns]))",
    to: "xTest: standardise(tf.tensor2d(test.values, [test.rows, test.columns]).mul(2))",
    killedBy: "predicts what Newton's method in float64 predicts",
  },
  {
    fault: "reports the accuracy on the training rows",
    file: "training/linearProbe",
    from: "predict(xTest, fit.x, classes)",
    to: "predict(x, fit.x, classes)",
    killedBy: "predicts what Newton's method in float64 predicts",
  },
  {
    fault: "decays the offsets too",
    file: "training/linearProbe",
    from: "for (let i = 0; i < point.length - classes; i++)",
    to: "for (let i = 0; i < point.length; i++)",
    killedBy: "predicts the most frequent class when weights cost too much",
  },
  {
    fault: "embeds in training mode",
    file: "training/embed",
    from: "encoder.predict(gather(dataset, indices), whole) as tf.Tensor2D",
    to: "encoder.apply(gather(dataset, indices), { training: true }) as tf.Tensor2D",
    killedBy: "gives the encoder's inference for every image, in order",
  },
  {
    fault: "takes the nearest by the dot product instead of the cosine",
    file: "training/nearestNeighbours",
    from: "return x.mul(x.square().sum(1, true).maximum(1e-12).rsqrt());",
    to: "return x.clone();",
    killedBy: "gives the rows of highest cosine similarity, in falling order, as plain loops do",
  },
  {
    fault: "changes weights while it observes",
    file: "training/observeStatistics",
    from: "{ training: true }",
    to: "{ training: false }",
    killedBy: "teaches batch norm the mean and variance of the views, and changes no weight",
  },
];
