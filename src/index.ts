// The public surface that notebooks import: named exports only, a line each, so that it is longer than 250.

// Gives every tensor its picture or text in a notebook.
import "./engine/display/inspection";
import "./engine/display/tensorDisplay";

export { tf } from "./engine/tf";
export { compile, CompileError, liveNumber, repeat } from "./engine/compile";
export type { Compiled, CompileOptions, Given, TraceInfo } from "./engine/compile";
export { bytesTensor, fromBytes } from "./engine/bytes";
export { device, type Device } from "./engine/device";
export { fusedBatchNorm, type FusedBatchNormOptions } from "./engine/kernels/fusedBatchNorm";
export { fusedBatchNormInference } from "./engine/kernels/fusedBatchNormInference";
export { fusedLogSumExp } from "./engine/kernels/fusedLogSumExp";
export { fusedSoftmaxCrossEntropy } from "./engine/kernels/fusedSoftmaxCrossEntropy";
export { withTape } from "./engine/withTape";
export { imageGrid, type ImageGridOptions } from "./engine/display/imageGrid";
export { EngineError } from "./engine/engineError";
export { openEngine, type EngineOptions } from "./engine/open";
export { op, type OpAttribute, type OpAttributes } from "./engine/op";

export { bernoulli } from "./random/bernoulli";
export { categorical } from "./random/categorical";
export { foldIn } from "./random/foldIn";
export { key, type Key } from "./random/key";
export { normal } from "./random/normal";
export { permutation } from "./random/permutation";
export { RandomError } from "./random/randomError";
export { split } from "./random/split";
export { uniform } from "./random/uniform";

export { batches, type BatchesOptions } from "./data/batches";
export { loadCifar10 } from "./data/cifar10/load";
export { DataError } from "./data/dataError";
export type { Dataset } from "./data/dataset";
export { gather } from "./data/gather";
export { gatherBytes } from "./data/gatherBytes";
export { holdOut, type HoldOutOptions } from "./data/holdOut";
export { labelFraction, labelIndices, type LabelFractionOptions } from "./data/labelFraction";
export { loadDataset } from "./data/loadDataset";
export type { LoadOptions } from "./data/loadSplit";
export { gaussianGrid, type GaussianGridOptions } from "./data/mixtures/gaussianGrid";
export { gaussianRing, type GaussianRingOptions } from "./data/mixtures/gaussianRing";
export type { Mixture, Nearest } from "./data/mixtures/mixture";
export { spiralCurve, type SpiralCurveOptions } from "./data/mixtures/spiralCurve";
export { loadMnist } from "./data/mnist/load";
export { readColumns, type Columns } from "./data/readColumns";
export { stackedMnist, type StackedMnistOptions } from "./data/stackedMnist";
export { subset, type SubsetOptions } from "./data/subset";
export { take } from "./data/take";

export {
  additiveNoise,
  type AdditiveNoiseOptions,
  type NoisyFunction,
  type NoisyFunctionName,
} from "./data/samplers/additiveNoise";
export { boundedNoise } from "./data/samplers/boundedNoise";
export { correlatedGaussian, type CorrelatedGaussianOptions } from "./data/samplers/correlatedGaussian";
export { discreteTable } from "./data/samplers/discreteTable";
export { drawnApart } from "./data/samplers/drawnApart";
export { gaussian, type GaussianOptions } from "./data/samplers/gaussian";
export type { Matrix } from "./data/samplers/linearAlgebra/cholesky";
export type { Pairs, PairSampler } from "./data/samplers/pairSampler";
export { sideBySide } from "./data/samplers/sideBySide";
export { studentT, type StudentTOptions } from "./data/samplers/studentT";
export { asinh } from "./data/samplers/transformations/asinh";
export { halfCube } from "./data/samplers/transformations/halfCube";
export { normalCdf } from "./data/samplers/transformations/normalCdf";
export { spiral, type SpiralOptions } from "./data/samplers/transformations/spiral";
export { swissRoll } from "./data/samplers/transformations/swissRoll";
export { transformed, type Injection, type TransformedOptions } from "./data/samplers/transformed";
export { uniformMixture } from "./data/samplers/uniformMixture";

export { adjustColor, type ColorAdjustment } from "./augment/adjustColor";
export { adjustHue } from "./augment/adjustHue";
export { AugmentError } from "./augment/augmentError";
export { colorJitter, type ColorJitterOptions } from "./augment/colorJitter";
export { centerCrop, type CenterCropOptions } from "./augment/centerCrop";
export { colorStrengths } from "./augment/colorStrengths";
export { composition, compositionTransforms, type CompositionName } from "./augment/composition";
export { compose } from "./augment/compose";
export { blur, type BlurOptions } from "./augment/blur";
export { cutout, type CutoutOptions } from "./augment/cutout";
export { erase, type EraseOptions } from "./augment/erase";
export { gaussianBlur, type GaussianBlurOptions } from "./augment/gaussianBlur";
export { gaussianNoise, type GaussianNoiseOptions } from "./augment/gaussianNoise";
export { rotate } from "./augment/rotate";
export { rotateQuarters } from "./augment/rotateQuarters";
export { sobel } from "./augment/sobel";
export { sobelMagnitude } from "./augment/sobelMagnitude";
export { crop, type CropOptions, type Interpolation } from "./augment/crop";
export { cropAndFlip, type CropAndFlipOptions } from "./augment/cropAndFlip";
export { evaluation } from "./augment/evaluation";
export { horizontalFlip } from "./augment/horizontalFlip";
export { randomGrayscale, type RandomGrayscaleOptions } from "./augment/randomGrayscale";
export { randomResizedCrop, type RandomResizedCropOptions } from "./augment/randomResizedCrop";
export { sampleBoxes, type SampleBoxesOptions } from "./augment/sampleBoxes";
export { simclr, type SimclrOptions } from "./augment/simclr";
export { simclrViews, type Branches } from "./augment/simclrViews";
export type { Transform } from "./augment/transform";
export { transformTask, type TransformTask, type TransformTaskName } from "./augment/transformTask";

export { BatchNorm, type BatchNormOptions } from "./models/batchNorm";
export { chain } from "./models/chain";
export { cifarResnet, type CifarResNetOptions } from "./models/cifarResnet";
export { copyWeights, type CopyWeightsOptions } from "./models/copyWeights";
export { fromHeadLayer, type FromHeadLayerOptions } from "./models/fromHeadLayer";
export { linearClassifier, type LinearClassifierOptions } from "./models/linearClassifier";
export { loadModel } from "./models/loadModel";
export { mlpClassifier, type MlpClassifierOptions } from "./models/mlpClassifier";
export type { OutputActivation } from "./models/generative/checks";
export { dcganDiscriminator, type DcganDiscriminatorOptions } from "./models/generative/dcganDiscriminator";
export { dcganGenerator, type DcganGeneratorOptions } from "./models/generative/dcganGenerator";
export { jointDiscriminator, type JointDiscriminatorOptions } from "./models/generative/jointDiscriminator";
export { mlpDiscriminator, type MlpDiscriminatorOptions } from "./models/generative/mlpDiscriminator";
export { mlpEncoder, type MlpEncoderOptions } from "./models/generative/mlpEncoder";
export { mlpGenerator, type MlpGeneratorOptions } from "./models/generative/mlpGenerator";
export { splitCode } from "./models/generative/splitCode";
export { ModelError } from "./models/modelError";
export { projectionHead, type ProjectionHeadOptions } from "./models/projectionHead";
export { resnet, type ResNetOptions } from "./models/resnet";
export { resnetParameters, type ParameterCount } from "./models/resnetParameters";
export { saveModel } from "./models/saveModel";
export type { PerceptronActivation } from "./models/perceptron";
export {
  bottleneckEncoder,
  type BottleneckEncoder,
  type BottleneckEncoderOptions,
  type Code,
  type CodeNoise,
} from "./models/bottleneckEncoder";
export { statisticsNetwork, type StatisticsNetwork, type StatisticsNetworkOptions } from "./models/statisticsNetwork";

export type { Anchor, AnchorGradient } from "./losses/anchor/anchor";
export { marginTripletGradient } from "./losses/anchor/marginTripletGradient";
export { ntLogisticGradient } from "./losses/anchor/ntLogisticGradient";
export { ntXentGradient } from "./losses/anchor/ntXentGradient";
export type { ContrastOptions, Gathered } from "./losses/contrast";
export { confidencePenalty } from "./losses/confidencePenalty";
export { crossEntropy } from "./losses/crossEntropy";
export { distillation, type DistillationOptions } from "./losses/distillation";
export { labelSmoothing } from "./losses/labelSmoothing";
export { LossError } from "./losses/lossError";
export { marginTriplet, type MarginTripletOptions } from "./losses/marginTriplet";
export { ntLogistic, type NtLogisticOptions } from "./losses/ntLogistic";
export { ntXent, type NtXentOptions } from "./losses/ntXent";
export { supervisedContrastive, type SupervisedContrastiveOptions } from "./losses/supervisedContrastive";

export { binning, type BinningOptions } from "./bounds/binning";
export { BoundError } from "./bounds/boundError";
export { cyclicShift } from "./bounds/cyclicShift";
export { diagonalAndRest } from "./bounds/diagonalAndRest";
export { donskerVaradhan } from "./bounds/donskerVaradhan";
export { infoNce } from "./bounds/infoNce";
export { jensenShannon } from "./bounds/jensenShannon";
export { klToStandardNormal } from "./bounds/klToStandardNormal";
export { ksg, type KsgOptions } from "./bounds/ksg";
export { movingAverageDonskerVaradhan, type MovingAverageOptions } from "./bounds/movingAverageDonskerVaradhan";
export { ntXentCap, type NtXentCapOptions } from "./bounds/ntXentCap";
export { nwj } from "./bounds/nwj";
export { smile, type SmileOptions } from "./bounds/smile";

export { adaptiveClipping } from "./optimizers/adaptiveClipping";
export { clipByGlobalNorm } from "./optimizers/clipByGlobalNorm";
export { disposeOptimizer } from "./optimizers/disposeOptimizer";
export { excluding } from "./optimizers/exclusions";
export { globalNorm } from "./optimizers/globalNorm";
export { l2Penalty } from "./optimizers/l2Penalty";
export { lars, LarsOptimizer, type LarsOptions } from "./optimizers/lars";
export { lbfgs, type LbfgsOptions, type LbfgsResult, type Objective } from "./optimizers/lbfgs";
export { setLearningRate } from "./optimizers/learningRate";
export { OptimizerError } from "./optimizers/optimizerError";
export {
  constant,
  cosine,
  cosineByEpochs,
  linearScaling,
  squareRootScaling,
  type Schedule,
} from "./optimizers/schedules";
export { withClipping } from "./optimizers/withClipping";
export { withWeightDecay, type WithWeightDecayOptions } from "./optimizers/withWeightDecay";

export { accuracy } from "./metrics/accuracy";
export { alignment, type AlignmentOptions } from "./metrics/alignment";
export {
  calibrationError,
  type Calibration,
  type CalibrationBin,
  type CalibrationOptions,
  type Predictions,
} from "./metrics/calibrationError";
export { colorHistogram, type ColorHistogramOptions } from "./metrics/colorHistogram";
export { contrastiveAccuracy } from "./metrics/contrastiveAccuracy";
export { contrastiveEntropy, type ContrastiveEntropyOptions } from "./metrics/contrastiveEntropy";
export type { Embeddings } from "./metrics/embeddings";
export {
  histogramRetrieval,
  type HistogramRetrieval,
  type HistogramRetrievalOptions,
} from "./metrics/histogramRetrieval";
export { labelCoverage, type LabelCoverage, type LabelCoverageOptions } from "./metrics/labelCoverage";
export { MetricError } from "./metrics/metricError";
export { modeCoverage, type ModeCoverage, type ModeCoverageOptions } from "./metrics/modeCoverage";
export { modeDivergence, type ModeDivergenceOptions } from "./metrics/modeDivergence";
export { msSsim, type MsSsimOptions } from "./metrics/msSsim";
export { reconstructionAccuracy, type ReconstructionAccuracyOptions } from "./metrics/reconstructionAccuracy";
export { reconstructionError, type ReconstructionErrorOptions } from "./metrics/reconstructionError";
export type { SimilarityOptions } from "./metrics/similarity/imagePairs";
export type { CandidateOptions } from "./metrics/overAnchors";
export { ssim } from "./metrics/ssim";
export { stackedLabels } from "./metrics/stackedLabels";
export { uniformity, type UniformityOptions } from "./metrics/uniformity";
export { wilsonInterval, type Interval } from "./metrics/wilsonInterval";

export { augmentedCopies, type AugmentedCopiesOptions } from "./training/augmentedCopies";
export type {
  AdversarialHistory,
  AdversarialMetrics,
  AdversarialOptions,
  AdversarialStep,
  MineOptions,
  Player,
  Sampler,
} from "./training/adversarial/adversarialOptions";
export type { Critic } from "./training/adversarial/critic";
export { bigan, type BiganOptions } from "./training/bigan";
export { bottleneck, type BottleneckHistory, type BottleneckOptions, type CodePenalty } from "./training/bottleneck";
export { gan, type GanOptions } from "./training/gan";
export type { CheckpointFile, Evaluation, TrainingRecord } from "./training/checkpoint";
export { loadCheckpoint, saveCheckpoint } from "./training/checkpoint";
export { CheckpointError } from "./training/checkpoint/checkpointError";
export type { Fingerprint, Json } from "./training/checkpoint/fingerprint";
export type { TrainingState } from "./training/checkpoint/trainingState";
export { distill, type DistillationLoss, type DistillOptions } from "./training/distill";
export { embed, pixels, project } from "./training/embed";
export { embedViews, type EmbeddedViews, type EmbedViewsOptions } from "./training/embedViews";
export { evaluate, type ClassifierEvaluation } from "./training/evaluate";
export { estimate } from "./training/estimate";
export type { Caution } from "./training/estimate/cautions";
export type { EstimateOptions, MiEstimate } from "./training/estimate/estimateOptions";
export type { EstimatedBound } from "./training/estimate/objective";
export type { PartedPairs } from "./training/estimate/pairSource";
export { estimateCsv, type CsvColumns } from "./training/estimateCsv";
export { estimateMI } from "./training/estimateMI";
export type { EstimateFold } from "./training/estimation/crossFit";
export { Estimate } from "./training/estimation/estimate";
export type { EstimateWarning } from "./training/estimation/estimateWarning";
export type { EstimationOptions } from "./training/estimation/estimationOptions";
export type { ColumnScale } from "./training/estimation/scaled";
export type { DanfoFrame, Numbers } from "./training/estimation/tableOf";
export { featureRows, takeFeatures, type Features } from "./training/features";
export { fineTune, type FineTuneOptions } from "./training/fineTune";
export { knnProbe, type KnnProbeOptions, type KnnProbeResult } from "./training/knnProbe";
export { linearProbe, type LinearProbeOptions, type LinearProbeResult } from "./training/linearProbe";
export { trainingLoop, type Checkpoint, type StepMetrics, type TrainingLoopOptions } from "./training/loop";
export { nearestNeighbours } from "./training/nearestNeighbours";
export { observeStatistics, type ObserveStatisticsOptions } from "./training/observeStatistics";
export {
  pretrain,
  type ContrastiveLoss,
  type PretrainHistory,
  type PretrainOptions,
  type PretrainStep,
} from "./training/pretrain";
export { supervised, type ClassifierLoss, type SupervisedOptions } from "./training/supervised";
export type { ClassifierHistory, HeldOut, HeldOutResult } from "./training/trainClassifier";
export type { TrainerOptions, TrainingStep } from "./training/trainerOptions";
export { ridgeProbe, type RidgeProbeOptions, type RidgeProbeResult } from "./training/ridgeProbe";
export { l2Values, type L2Selection } from "./training/selectL2";
export { sgdProbe, type SgdProbeOptions, type SgdProbeResult } from "./training/sgdProbe";
export type { TensorBoard } from "./training/tensorBoard/trainingEvents";
export { TrainingError } from "./training/trainingError";
export { transformProbe, type TransformProbeOptions, type TransformProbeResult } from "./training/transformProbe";

export { publishedClaims } from "./experiments/claims/claims";
export type { PublishedClaim } from "./experiments/claims/publishedClaim";
export { chosenProfile } from "./experiments/chosenProfile";
export type { Claim, Experiment, Grid, LiveCheck, Measured, Profile, RunContext } from "./experiments/experiment";
export { calibrate, type CalibrateOptions } from "./experiments/cost/calibrate";
export type { MachineCalibration, Speeds } from "./experiments/cost/machineCalibration";
export { estimateGrid, type EstimateGridOptions } from "./experiments/cost/estimateGrid";
export { GridEstimate } from "./experiments/cost/gridEstimate";
export { embeddingWork, trainingWork } from "./experiments/cost/networkWork";
export type { Networks } from "./experiments/cost/passOf";
export { pretrainingWork } from "./experiments/cost/pretrainingWork";
export { probingWork } from "./experiments/cost/probingWork";
export { secondsOf } from "./experiments/cost/secondsOf";
export { smallTrainingWork } from "./experiments/cost/smallTrainingWork";
export { sumOfWork } from "./experiments/cost/sumOfWork";
export { curveOf } from "./experiments/curveOf";
export { ClaimError, liveOutcomes, requireExpected, type LiveOutcome } from "./experiments/liveCheck";
export { GridError } from "./experiments/grid/gridError";
export { recordedRows, type RecordedRow } from "./experiments/grid/recordedRows";
export { runGrid, type RunGridOptions } from "./experiments/runGrid";
export { beyondGaussians } from "./experiments/mine/beyondGaussians";
export type {
  BeyondGaussiansConfig,
  BeyondGaussiansMetrics,
  BeyondGaussiansRow,
} from "./experiments/mine/beyondGaussians/config";
export { knownDistributions, type DistributionName } from "./experiments/mine/beyondGaussians/distributions";
export { errorMap } from "./experiments/mine/beyondGaussians/figure";
export { knownSample } from "./experiments/mine/beyondGaussians/knownSample";
export { peerEstimates, type PeerEstimate } from "./experiments/mine/beyondGaussians/peerEstimates";
export { biasCorrection } from "./experiments/mine/biasCorrection";
export type {
  BiasCorrectionConfig,
  BiasCorrectionMetrics,
  BiasCorrectionRow,
} from "./experiments/mine/biasCorrection/config";
export { biasExample } from "./experiments/mine/biasCorrection/example";
export { biasFigure } from "./experiments/mine/biasCorrection/figure";
export { boundAndProbe } from "./experiments/mine/boundAndProbe";
export type {
  BoundAndProbeConfig,
  BoundAndProbeMetrics,
  BoundAndProbeRow,
  ViewsName,
} from "./experiments/mine/boundAndProbe/config";
export { boundAndProbeFigure } from "./experiments/mine/boundAndProbe/figure";
export { viewMakers } from "./experiments/mine/boundAndProbe/views";
export { contrastiveBound } from "./experiments/mine/contrastiveBound";
export type {
  ContrastiveBoundConfig,
  ContrastiveBoundMetrics,
  ContrastiveBoundRow,
} from "./experiments/mine/contrastiveBound/config";
export { contrastiveBoundFigure } from "./experiments/mine/contrastiveBound/figure";
export { estimator } from "./experiments/mine/estimator";
export type { EstimatorConfig, EstimatorMetrics, EstimatorRow } from "./experiments/mine/estimator/config";
export {
  ceilingFigure,
  dimensionsFigure,
  estimatorFigure,
  sampleSizeFigure,
} from "./experiments/mine/estimator/figures";
export { informationBottleneck } from "./experiments/mine/informationBottleneck";
export { bottleneckInPaper, type ErrorInPaper } from "./experiments/mine/informationBottleneck/bottleneckInPaper";
export {
  bottleneckMethods,
  type InformationBottleneckConfig,
  type InformationBottleneckMetrics,
  type InformationBottleneckRow,
} from "./experiments/mine/informationBottleneck/config";
export { bottleneckErrors, bottleneckInformation } from "./experiments/mine/informationBottleneck/figure";
export {
  bottleneckCandidates,
  pickedBottleneck,
  type Candidate,
} from "./experiments/mine/informationBottleneck/pickedBottleneck";
export { nonlinearDependence } from "./experiments/mine/nonlinearDependence";
export type {
  NonlinearDependenceConfig,
  NonlinearDependenceMetrics,
  NonlinearDependenceRow,
} from "./experiments/mine/nonlinearDependence/config";
export { dependenceCurves } from "./experiments/mine/nonlinearDependence/curves";
export { dependenceMap } from "./experiments/mine/nonlinearDependence/map";
export { augmentationComposition } from "./experiments/simclr/augmentationComposition";
export { compositionNames } from "./experiments/simclr/augmentationComposition/cells";
export type { CompositionConfig, CompositionRow } from "./experiments/simclr/augmentationComposition/config";
export { compositionFigure, type CompositionFigureOptions } from "./experiments/simclr/augmentationComposition/figure";
export { compositionInPaper } from "./experiments/simclr/augmentationComposition/compositionInPaper";
export { compositionPictures } from "./experiments/simclr/augmentationComposition/pictures";
export { augmentationStrength } from "./experiments/simclr/augmentationStrength";
export type {
  AugmentationStrengthConfig,
  AugmentationStrengthMetrics,
  AugmentationStrengthRow,
} from "./experiments/simclr/augmentationStrength/config";
export { augmentationStrengthFigure } from "./experiments/simclr/augmentationStrength/figure";
export { strengthInPaper } from "./experiments/simclr/augmentationStrength/strengthInPaper";
export {
  framework,
  frameworkAugmentation,
  frameworkModels,
  frameworkSeeds,
  frameworkTraining,
} from "./experiments/simclr/framework";
export type { FrameworkConfig, FrameworkMetrics } from "./experiments/simclr/framework/config";
export { histograms } from "./experiments/simclr/histograms";
export type {
  Distortion,
  HistogramsConfig,
  HistogramsMetrics,
  HistogramsRow,
} from "./experiments/simclr/histograms/config";
export { retrievalFigure } from "./experiments/simclr/histograms/figure";
export {
  histogramCrops,
  histogramFigure,
  type HistogramCropsOptions,
  type HistogramFigureOptions,
} from "./experiments/simclr/histograms/histogramFigure";
export { temperature } from "./experiments/simclr/temperature";
export type { TemperatureConfig, TemperatureMetrics, TemperatureRow } from "./experiments/simclr/temperature/config";
export { temperatureFigure } from "./experiments/simclr/temperature/figure";
export { temperatureInPaper } from "./experiments/simclr/temperature/temperatureInPaper";
export { scoreboard, type ScoreboardOptions } from "./experiments/scoreboard/scoreboard";
export type { ScoreboardRow, Standing } from "./experiments/scoreboard/scoreboardRow";
export { meanWithInterval } from "./experiments/tables/meanWithInterval";
export { pivot, type PivotOptions } from "./experiments/tables/pivot";
export { TableError } from "./experiments/tables/tableError";
export { toCsv } from "./experiments/tables/toCsv";
export { toDataFrame } from "./experiments/tables/toDataFrame";
export { rowsOfGrid, verdictsOf } from "./experiments/verdicts";
export type { Work } from "./experiments/work";

export { LedgerError } from "./ledger/ledgerError";
export type { ConfigValue, Curve, Row, RunIdentity } from "./ledger/row";
export { readRows, rowsFile } from "./ledger/rows";
export { allOf } from "./ledger/statistics/allOf";
export { judgeAbove, type JudgeAboveOptions } from "./ledger/statistics/judgeAbove";
export { fittedRise } from "./ledger/statistics/fittedRise";
export { judgeBestAmong, type JudgeBestAmongOptions } from "./ledger/statistics/judgeBestAmong";
export { judgeBest, type JudgeBestOptions } from "./ledger/statistics/judgeBest";
export { judgeEquivalent, type JudgeEquivalentOptions } from "./ledger/statistics/judgeEquivalent";
export { judgeEvery } from "./ledger/statistics/judgeEvery";
export { judgeExact } from "./ledger/statistics/judgeExact";
export { judgeInnerOptimum, type JudgeInnerOptimumOptions } from "./ledger/statistics/judgeInnerOptimum";
export { judgeInteraction } from "./ledger/statistics/judgeInteraction";
export { judgeTrend, type JudgeTrendOptions } from "./ledger/statistics/judgeTrend";
export type { DifferenceOptions } from "./ledger/statistics/differenceInterval";
export type { IntervalOptions } from "./ledger/statistics/intervalOptions";
export { meanInterval } from "./ledger/statistics/meanInterval";
export { pageTest, type PageTest } from "./ledger/statistics/pageTest";
export { bySeed, type SeedEffect } from "./ledger/statistics/seedEffect";
export { effectOf, seriesBySeed, type SeedSeries } from "./ledger/statistics/seedSeries";
export { signTest } from "./ledger/statistics/signTest";
export { StatisticsError } from "./ledger/statistics/statisticsError";
export type { EffectInterval, Judgement, Outcome, Verdict } from "./ledger/verdict";

export { barsWithIntervals, type BarsWithIntervalsOptions, type IntervalRow } from "./plots/barsWithIntervals";
export { figure, Figure, type FigureInput } from "./plots/figure";
export type { FigureSpec, Layout, Trace } from "./plots/figureSpec";
export { heatMap, type HeatMapOptions } from "./plots/heatMap";
export { liveFigure, LivePlot, type LivePlotOptions } from "./plots/livePlot";
export { lossCurve, type CurveSeries, type LossCurveOptions } from "./plots/lossCurve";
export { miCurves, type MiCurvesOptions } from "./plots/miCurves";
export { recordedCurves, type CurveRow } from "./plots/recordedCurves";
export { metricFigure, type MetricFigureOptions, type MetricPanel } from "./plots/metricFigure";
export type { ScalingCurve } from "./plots/curves/scalingCurve";
export type { MetricRow } from "./plots/curves/curvesOfRows";
export type { FactorScale } from "./plots/curves/factorAxis";
export type { MeasuredPoint } from "./plots/curves/measuredPoint";
export type { PaperValues } from "./plots/curves/paperValues";
export { PlotError } from "./plots/plotError";
export type { PngOptions } from "./plots/png/renderPng";
export type { Reference } from "./plots/referenceLines";
export { scalingCurves, type ScalingCurvesOptions } from "./plots/scalingCurves";
export { scatter2d, type Scatter2dOptions } from "./plots/scatter2d";
export type { HoverImages } from "./plots/thumbnail/hoverImages";
export { classPalette, palette } from "./plots/theme/palette";
export { setTheme, type ThemeName } from "./plots/theme/themeName";

export { InterruptedError, interruptSignal, throwIfInterrupted } from "./report/abort";
export { displaySymbol, type Displayable } from "./report/displayable";
export { displayHost, type DisplayHost, type MimeBundle, type PublishOptions } from "./report/displayHost";
export { progress, type Progress, type ProgressBar, type ProgressOptions } from "./report/progress";
export { track, type Tracked, type TrackedAsync } from "./report/track";
