import type { Mutant } from "../mutant";

const room = "experiments/simclr";
const composition = `${room}/augmentationComposition`;
const strength = `${room}/augmentationStrength`;
const run = `${room}/ablationRun`;
const live = { killedBy: "comes out at quick as on record", minutes: 15 };

export const ablations: Mutant[] = [
  {
    fault: "lets only crop and colour be the best pair",
    file: `${composition}/claims`,
    test: composition,
    from: "among: pairs.map((_, n) => n)",
    to: "among: pairs.flatMap((cell, n) => (sameCell(cell, cropAndColor) ? [n] : []))",
    killedBy: "let S3 hold by any pair, and S4 by crop and colour alone",
  },
  {
    fault: "takes the first pair for crop and colour",
    file: `${composition}/claims`,
    test: composition,
    from: "best: pairs.findIndex((cell) => sameCell(cell, cropAndColor))",
    to: "best: 0 * pairs.findIndex((cell) => sameCell(cell, cropAndColor))",
    killedBy: "all hold for the paper's own numbers, seeds differing a little",
  },
  {
    fault: "compares the difficulty of the game with the hardest single alone",
    file: `${composition}/claims`,
    test: composition,
    from: 'best: 0, of: "smallest" }',
    to: "best: 0 }",
    killedBy: "all hold for the paper's own numbers, seeds differing a little",
  },
  {
    fault: "compares live with the easiest of the singles",
    file: `${composition}/claims`,
    test: composition,
    from: "Math.min(...alone.map",
    to: "Math.max(...alone.map",
    killedBy: "hold where crop and colour is hardest of the three cells, and not where one alone is",
  },
  {
    fault: "draws a pair below the diagonal",
    file: `${composition}/figure`,
    test: composition,
    from: "sameCell(config, { first, second })",
    to: "sameCell(config, { first: second, second: first })",
    killedBy: "has one alone on the diagonal, pairs above it, nothing below, and the paper's whole table beside it",
  },
  {
    fault: "judges strengths beyond the paper's",
    file: `${strength}/claims`,
    test: strength,
    from: "config.strength <= strongest",
    to: "config.strength <= 2 * strongest",
    killedBy: "all hold for the paper's own numbers, seeds differing a little",
  },
  {
    fault: "asks supervised training to gain more",
    file: `${strength}/claims`,
    test: strength,
    from: 'judgeInteraction(rises(rows, "SimCLR"), rises(rows, "supervised"))',
    to: 'judgeInteraction(rises(rows, "supervised"), rises(rows, "SimCLR"))',
    killedBy: "let S8's second part hold where supervised training gains too, but less",
  },
  {
    fault: "asks the shorter training to like strong colours more",
    file: `${strength}/claims`,
    test: strength,
    from: "judgeInteraction(gainByStrongest(rows, lengths[lengths.length - 1]), gainByStrongest(rows, lengths[0]))",
    to: "judgeInteraction(gainByStrongest(rows, lengths[0]), gainByStrongest(rows, lengths[lengths.length - 1]))",
    killedBy:
      "ask of longer training only whether strong colours come off better by it, and judge the trends without it",
  },
  {
    fault: "trains one transformation for another",
    file: `${composition}/views`,
    test: run,
    from: "composition([first, second]",
    to: "composition([first, second && first]",
    killedBy: "trains on the cell's views and measures h on all test images",
  },
  {
    fault: "probes with other images than the framework's",
    file: `${room}/ablation/probeOf`,
    test: run,
    from: "seed: frameworkSeeds(seed).probe",
    to: "seed: frameworkSeeds(seed).probe + 1",
    killedBy: "trains on the cell's views and measures h on all test images",
  },
  {
    fault: "trains with labels on other colours",
    file: `${strength}/supervisedRun`,
    test: run,
    from: "augment: frameworkAugmentation(config)",
    to: "augment: frameworkAugmentation({ strength: 0 * config.strength })",
    killedBy: "trains the same encoder with labels and measures its classifier on all test images",
  },
  // Faults of the library that a live run of the notebooks must show.
  {
    fault: "leaves colours as they are, live",
    file: "augment/composition",
    test: "live/augmentationComposition",
    from: "color: compose(colorJitter(), randomGrayscale())",
    to: "color: compose(colorJitter({ probability: 0 }), randomGrayscale({ probability: 0 }))",
    ...live,
  },
  {
    fault: "changes no view, live",
    file: "augment/simclrViews",
    test: "live/augmentationComposition",
    from: "return [a(seen, keyA), b(seen, keyB)]",
    to: "return [a(seen, keyA), (keyB ? a : b)(seen, keyA)]",
    ...live,
  },
  {
    fault: "takes the least similar view for the one that is found, live, in the composition",
    file: "metrics/contrastiveAccuracy",
    test: "live/augmentationComposition",
    from: "argMax(1)",
    to: "argMin(1)",
    ...live,
  },
  {
    fault: "distorts no colours at any strength, live",
    file: "augment/simclr",
    test: "live/augmentationStrength",
    from: 'colorJitterOfPlanes("simclr", { strength })',
    to: 'colorJitterOfPlanes("simclr", { strength: 0 * strength })',
    ...live,
  },
];
