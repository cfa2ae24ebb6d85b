/**
 * What `src/index.ts` exports, as values, in three lists; a test fails when an export is in none of them.
 * Numeric ones compute numbers that somebody else can compute too: each must agree with two authorities.
 */
export const numericExports = [
  ...["fusedBatchNorm", "fusedBatchNormInference", "fusedLogSumExp", "fusedSoftmaxCrossEntropy"],
  ...["bernoulli", "categorical", "foldIn", "key", "normal", "permutation", "split", "uniform"],
  ...["batches", "gather", "holdOut", "labelIndices", "loadCifar10", "loadMnist", "subset", "take"],
  ...["additiveNoise", "correlatedGaussian", "discreteTable", "gaussian", "studentT"],
  ...["asinh", "halfCube", "normalCdf", "spiral", "swissRoll"],
  ...["adjustColor", "adjustHue", "blur", "colorJitter", "crop", "cutout", "erase", "gaussianBlur", "gaussianNoise"],
  ...["horizontalFlip", "randomGrayscale", "randomResizedCrop", "rotate", "rotateQuarters", "sampleBoxes", "simclr"],
  ...["sobel", "sobelMagnitude", "centerCrop", "cropAndFlip", "transformTask"],
  ...["BatchNorm", "cifarResnet", "fromHeadLayer", "linearClassifier", "mlpClassifier", "projectionHead", "resnet"],
  ...["resnetParameters", "statisticsNetwork"],
  ...["crossEntropy", "ntXent"],
  ...["binning", "cyclicShift", "diagonalAndRest", "donskerVaradhan", "infoNce", "jensenShannon", "ksg"],
  ...["movingAverageDonskerVaradhan", "nwj", "smile"],
  ...["adaptiveClipping", "clipByGlobalNorm", "cosine", "globalNorm", "lars", "lbfgs"],
  ...["cosineByEpochs", "l2Penalty", "withClipping", "withWeightDecay"],
  ...["linearScaling", "squareRootScaling"],
  ...["accuracy", "wilsonInterval"],
  ...["distill", "embed", "evaluate", "fineTune", "linearProbe", "nearestNeighbours", "project", "supervised"],
  ...["knnProbe", "ridgeProbe"],
] as const;

/** They train something with what is listed above, step by step: judged by their own tests and `npm run bench -- --training`. */
export const trainingExports = [
  "estimateMI",
  "observeStatistics",
  "pretrain",
  "sgdProbe",
  "trainingLoop",
  "transformProbe",
] as const;

/** They compute nothing, or only carry, name, show or record what others computed. */
export const otherExports = [
  ...["tf", "compile", "repeat", "liveNumber", "bytesTensor", "fromBytes", "gatherBytes", "device", "withTape"],
  ...["openEngine", "op", "imageGrid", "compose", "constant", "transformed", "simclrViews", "loadDataset", "pixels"],
  ...["colorStrengths", "composition", "compositionTransforms", "evaluation", "excluding", "l2Values"],
  ...["chain", "copyWeights", "loadModel", "saveModel"],
  ...["disposeOptimizer", "setLearningRate", "LarsOptimizer", "featureRows", "takeFeatures"],
  ...[
    "CompileError",
    "EngineError",
    "RandomError",
    "DataError",
    "AugmentError",
    "ModelError",
    "LossError",
    "BoundError",
  ],
  ...["OptimizerError", "MetricError", "TrainingError", "ClaimError", "LedgerError", "PlotError", "InterruptedError"],
  ...["augmentedCopies", "labelFraction", "loadCheckpoint", "saveCheckpoint", "CheckpointError"],
  ...["chosenProfile", "framework", "frameworkAugmentation", "frameworkModels", "frameworkSeeds", "frameworkTraining"],
  ...["judge", "requireExpected", "readRows", "rowsFile"],
  ...["barsWithIntervals", "figure", "Figure", "liveFigure", "LivePlot", "lossCurve", "scatter2d"],
  ...["classPalette", "palette"],
  ...["interruptSignal", "throwIfInterrupted", "displaySymbol", "displayHost", "progress", "track"],
] as const;
