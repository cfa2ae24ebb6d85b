import type { Mutant } from "../mutant";

const claims = "experiments/simclr/temperature/claims";
const claimsTest = "experiments/simclr/temperature";
const run = "experiments/simclr/temperature";
const runTest = "experiments/simclr/temperatureRun";
const byHand = "trains at τ 10 and measures on test images, any length";
const histograms = "experiments/simclr/histograms";
const live = { test: "live/temperature", killedBy: "comes out at quick as on record", minutes: 15 };

export const experiments: Mutant[] = [
  {
    fault: "takes a fall of the entropy for a rise",
    file: claims,
    test: claimsTest,
    from: '...trend("entropy", "rising")',
    to: '...trend("entropy", "falling")',
    killedBy: "all hold for the paper's own numbers, seeds differing a little",
  },
  {
    fault: "lets a live contrastive accuracy rise",
    file: claims,
    test: claimsTest,
    from: 'direction === "rising" ? 1 : -1',
    to: 'direction === "rising" ? 1 : 1',
    killedBy: "hold live where entropy rises and contrastive accuracy falls on one seed, and not the other way round",
  },
  {
    fault: "lets any temperature without normalization count as the easiest",
    file: claims,
    test: claimsTest,
    from: ".slice(-1)",
    to: ".slice(0, 1)",
    killedBy: "judge S21 by the largest temperature without normalization against every one with it",
  },
  {
    fault: "lets no temperature but the smallest be the best with normalization",
    file: claims,
    test: claimsTest,
    from: "among: of.map((_, n) => n)",
    to: "among: of.map(() => 0)",
    killedBy: "hold for S21 where one setting with normalization is above both without, and refute it where none is",
  },
  {
    fault: "takes temperatures as they come",
    file: claims,
    test: claimsTest,
    from: "sort((a, b) => a - b)",
    to: "sort((a, b) => b - a)",
    killedBy: "all hold for the paper's own numbers, seeds differing a little",
  },
  {
    fault: "trains with normalization always",
    file: run,
    test: runTest,
    from: "ntXent(zA, zB, { temperature, normalize })",
    to: "ntXent(zA, zB, { temperature, normalize: normalize || temperature > 0 })",
    killedBy: byHand,
  },
  {
    fault: "trains at another temperature",
    file: run,
    test: runTest,
    from: "ntXent(zA, zB, { temperature, normalize })",
    to: "ntXent(zA, zB, { temperature: temperature / 2, normalize })",
    killedBy: byHand,
  },
  {
    fault: "measures entropy at the default temperature",
    file: run,
    test: runTest,
    from: "contrastiveEntropy(zA, zB, { temperature, normalize",
    to: "contrastiveEntropy(zA, zB, { normalize",
    killedBy: byHand,
  },
  {
    fault: "contrasts training images",
    file: "experiments/simclr/ablation/run",
    test: runTest,
    from: 'loadCifar10({ split: "test" })',
    to: "loadCifar10()",
    killedBy: byHand,
  },
  {
    fault: "takes what is found with distortion for what is found without",
    file: `${histograms}/claims`,
    test: histograms,
    from: "none.retrieval - color.retrieval",
    to: "color.retrieval - none.retrieval",
    killedBy: "hold where histograms find the other crop without distortion and hardly with it",
  },
  {
    fault: "takes any rise of the ratio for one towards 1",
    file: `${histograms}/claims`,
    test: histograms,
    from: "Math.abs(1 - color.ratio)",
    to: "(1 - color.ratio)",
    killedBy: "are refuted where crops of one image are farther apart than those of different ones",
  },
  {
    fault: "distorts the colours that it should leave alone",
    file: `${histograms}/views`,
    test: histograms,
    from: 'distortion === "color" ? color',
    to: 'distortion === "none" ? color',
    killedBy: 'is what plain loops make of crops of test images, distortion "none"',
  },
  {
    fault: "draws the same crops for all parts of the images",
    file: `${histograms}/views`,
    test: histograms,
    from: "foldIn(key(seed), first)",
    to: "foldIn(key(seed), 0 * first)",
    killedBy: "makes the views of more than 500 images in parts with keys of their own",
  },
  {
    fault: "looks at training images",
    file: histograms,
    from: 'split: "test"',
    to: 'split: "train"',
    killedBy: 'is what plain loops make of crops of test images, distortion "none"',
  },
  {
    fault: "takes an error below zero for a small one, beside PyTorch",
    file: "workbook/bench/training/estimates",
    test: "workbook/bench/training/estimates",
    from: "Math.min(1, Math.abs(error ?? 1))",
    to: "Math.min(1, error ?? 1)",
    killedBy: "say where we are further off, to whichever side, sample by sample",
  },
  {
    fault: "gives PyTorch the initial critic of another seed",
    file: "workbook/bench/training/ours/samples",
    test: "workbook/bench/training/samples",
    from: "hiddenDims: [width, width], seed });",
    to: "hiddenDims: [width, width], seed: 1 });",
    killedBy: "are those of our runs in three parts, with the critic that we start from",
  },
  // Faults of the library that a live run of the notebook must show.
  {
    fault: "forgets the temperature, live",
    file: "losses/contrast",
    from: "similarities.div<tf.Tensor2D>(temperature)",
    to: "similarities.div<tf.Tensor2D>(temperature > 0 ? 1 : 2)",
    ...live,
  },
  {
    fault: "leaves embeddings at their length, live",
    file: "losses/contrast",
    from: "return normalize ? z.mul",
    to: "return normalize && z.shape[1] < 0 ? z.mul",
    ...live,
  },
  {
    fault: "takes the least similar view for the one that is found, live",
    file: "metrics/contrastiveAccuracy",
    from: "argMax(1)",
    to: "argMin(1)",
    ...live,
  },
];
