import type { Mutant } from "../mutant";

const byHand = "is counted as by hand on a network of two stages";
const events = "hold loss and learning rate of every step and each evaluation, over steps done";

export const cost: Mutant[] = [
  {
    fault: "counts a gradient of the images",
    file: "experiments/cost/networkWork",
    from: "(3 * flops - firstFlops)",
    to: "(3 * flops)",
    killedBy: byHand,
  },
  {
    fault: "forgets that a stride leaves fewer pixels",
    file: "models/resnet/weightedLayers",
    test: "experiments/cost/networkWork",
    from: "[...spatial, convolution(smaller, filters, filters, 3)]",
    to: "[...spatial, convolution(image, filters, filters, 3)]",
    killedBy: byHand,
  },
  {
    fault: "counts one view of an image",
    file: "experiments/cost/pretrainingWork",
    test: "experiments/cost/works",
    from: "const views = 2 * batchSize",
    to: "const views = batchSize",
    killedBy: "of pretraining are two views of each image of every whole batch, and one compiled step",
  },
  {
    fault: "estimates what is on record too",
    file: "experiments/cost/estimateGrid",
    from: "onRecord: record.find(run) !== undefined,",
    to: "onRecord: false,",
    killedBy: "leaves out what is on record",
  },
  {
    fault: "takes a calibration of another day",
    file: "experiments/cost/calibrate",
    from: "day: (options.date ?? new Date()).toISOString().slice(0, 10)",
    to: "day: (options.date ?? new Date()).toISOString().slice(0, 4)",
    killedBy: "measures once a day, and keeps what it measured in one file",
  },
  {
    fault: "lets noise make a speed negative",
    file: "experiments/cost/solveTwo",
    test: "experiments/cost/works",
    from: "if (y < 0)",
    to: "if (y < -1e9)",
    killedBy: "are never negative: the one that explains both measurements is left",
  },
  {
    fault: "passes estimates that are far off",
    file: "workbook/bench/cost/costCommand",
    from: "Math.abs(estimate - took) <= tolerance * took",
    to: "estimate - took <= tolerance * took",
    killedBy: "fails when a run takes much less or much more than its estimate",
  },
  {
    fault: "numbers events from 0, evaluations by steps done",
    file: "training/loop",
    test: "training/tensorBoard/tensorBoard",
    from: "events?.step(stepsEach * record.steps,",
    to: "events?.step(stepsEach * n,",
    killedBy: events,
  },
  {
    fault: "leaves event files open",
    file: "training/loop",
    test: "training/tensorBoard/tensorBoard",
    from: "events?.close();",
    to: "",
    killedBy: "read values of tensors, and leave neither tensors nor open files",
  },
  {
    fault: "shares one event file among trainings of a folder",
    file: "training/tensorBoard/eventWriter",
    test: "training/tensorBoard/tensorBoard",
    from: "`contrastbook:${opened++}`",
    to: "`contrastbook:${path.resolve(this.folder)}`",
    killedBy: "of two trainings at once in one folder are two files, each whole",
  },
];
