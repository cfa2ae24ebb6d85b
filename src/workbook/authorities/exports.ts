/**
 * What `src/index.ts` exports, as values, in three lists; a test fails when an export is in none of them.
 * Numeric ones compute numbers that somebody else can compute too: each must agree with two authorities.
 */
export const numericExports: readonly string[] = names({
  engine: `fusedBatchNorm fusedBatchNormInference fusedLogSumExp fusedSoftmaxCrossEntropy`,
  random: `bernoulli categorical foldIn key normal permutation split uniform`,
  data: `batches gather holdOut labelIndices loadCifar10 loadMnist subset take`,
  mixtures: `gaussianGrid gaussianRing spiralCurve stackedMnist`,
  samplers: `
    additiveNoise boundedNoise correlatedGaussian discreteTable drawnApart gaussian sideBySide studentT
    uniformMixture asinh halfCube normalCdf spiral swissRoll`,
  augment: `
    adjustColor adjustHue blur centerCrop colorJitter crop cropAndFlip cutout erase gaussianBlur
    gaussianNoise horizontalFlip randomGrayscale randomResizedCrop rotate rotateQuarters sampleBoxes simclr
    sobel sobelMagnitude transformTask`,
  models: `
    BatchNorm bottleneckEncoder cifarResnet fromHeadLayer linearClassifier mlpClassifier projectionHead resnet
    resnetParameters statisticsNetwork`,
  generative: `dcganDiscriminator dcganGenerator jointDiscriminator mlpDiscriminator mlpEncoder mlpGenerator splitCode`,
  losses: `
    confidencePenalty crossEntropy distillation labelSmoothing marginTriplet ntLogistic ntXent supervisedContrastive
    marginTripletGradient ntLogisticGradient ntXentGradient`,
  bounds: `
    binning cyclicShift diagonalAndRest donskerVaradhan infoNce jensenShannon klToStandardNormal ksg
    movingAverageDonskerVaradhan ntXentCap nwj smile`,
  optimizers: `
    adaptiveClipping clipByGlobalNorm cosine cosineByEpochs globalNorm l2Penalty lars lbfgs linearScaling
    squareRootScaling withClipping withWeightDecay`,
  tables: `pivot`,
  metrics: `
    accuracy alignment calibrationError colorHistogram contrastiveAccuracy contrastiveEntropy histogramRetrieval
    labelCoverage modeCoverage modeDivergence msSsim reconstructionAccuracy reconstructionError ssim stackedLabels
    uniformity wilsonInterval`,
  statistics: `
    fittedRise judgeAbove judgeBest judgeBestAmong judgeEquivalent judgeEvery judgeInnerOptimum judgeInteraction
    judgeTrend meanInterval pageTest signTest`,
  cost: `embeddingWork trainingWork`,
  training: `
    distill embed embedViews evaluate fineTune knnProbe linearProbe nearestNeighbours project ridgeProbe supervised`,
});

/** They train something with what is listed above, step by step: judged by their own tests and `npm run bench -- --training`. */
export const trainingExports: readonly string[] = names({
  training: `
    bigan bottleneck gan observeStatistics pretrain sgdProbe trainingLoop transformProbe estimate estimateCsv
    estimateMI`,
});

/** They compute nothing, or only carry, name, show or record what others computed. */
export const otherExports: readonly string[] = names({
  engine: `tf compile repeat liveNumber bytesTensor fromBytes gatherBytes device withTape openEngine op imageGrid`,
  data: `augmentedCopies labelFraction loadDataset pixels readColumns transformed`,
  augment: `colorStrengths compose composition compositionTransforms evaluation simclrViews`,
  models: `chain copyWeights loadModel saveModel`,
  tables: `meanWithInterval publishedClaims scoreboard TableError toCsv toDataFrame`,
  optimizers: `constant disposeOptimizer excluding LarsOptimizer setLearningRate`,
  training: `Estimate featureRows l2Values loadCheckpoint saveCheckpoint takeFeatures`,
  errors: `
    AugmentError BoundError CheckpointError ClaimError CompileError DataError EngineError GridError InterruptedError
    LedgerError LossError MetricError ModelError OptimizerError PlotError RandomError StatisticsError TrainingError`,
  experiments: `
    augmentationComposition augmentationStrength augmentationStrengthFigure beyondGaussians biasCorrection
    biasExample biasFigure bottleneckCandidates bottleneckErrors bottleneckInformation bottleneckInPaper
    bottleneckMethods boundAndProbe boundAndProbeFigure ceilingFigure chosenProfile compositionFigure
    compositionInPaper compositionNames compositionPictures contrastiveBound contrastiveBoundFigure curveOf
    dependenceCurves dependenceMap dimensionsFigure errorMap estimator estimatorFigure framework
    frameworkAugmentation frameworkModels frameworkSeeds frameworkTraining histogramCrops histogramFigure histograms
    informationBottleneck knownDistributions knownSample liveOutcomes nonlinearDependence peerEstimates
    pickedBottleneck recordedRows requireExpected retrievalFigure rowsOfGrid runGrid sampleSizeFigure
    strengthInPaper temperature temperatureFigure temperatureInPaper verdictsOf viewMakers`,
  cost: `
    calibrate estimateGrid GridEstimate pretrainingWork probingWork secondsOf smallTrainingWork sumOfWork`,
  ledger: `allOf bySeed effectOf judgeExact readRows rowsFile seriesBySeed`,
  plots: `
    barsWithIntervals classPalette Figure figure heatMap liveFigure LivePlot lossCurve metricFigure miCurves palette
    recordedCurves scalingCurves scatter2d setTheme`,
  report: `displayHost displaySymbol interruptSignal progress throwIfInterrupted track`,
});

/** The words of all rows. */
function names(rows: Record<string, string>): string[] {
  return Object.values(rows).flatMap((row) => row.trim().split(/\s+/));
}
