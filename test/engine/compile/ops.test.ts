// More than 250 lines: one row an op of tfjs.
import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { agree, free, wave } from "./agree";

/** A row: an op of its inputs, and how many of these it is differentiated by. */
interface Row {
  op: (...given: tf.Tensor[]) => tf.TensorContainer;
  inputs: () => tf.Tensor[];
  /** Default all float32 inputs; false where tfjs itself has no gradient. */
  gradient?: boolean;
}

const x = (): tf.Tensor[] => [wave([3, 4])];
const positive = (): tf.Tensor[] => [tf.tidy(() => wave([3, 4]).abs().mul(0.8).add(0.1))];
const pair = (): tf.Tensor[] => [...positive(), tf.tidy(() => wave([3, 4], 2).add(2))];
const int = (): tf.Tensor[] => [
  tf.tensor2d(
    Array.from({ length: 12 }, (_, i) => ((i * 7) % 5) - 1),
    [3, 4],
    "int32",
  ),
  tf.tensor2d(
    Array.from({ length: 12 }, (_, i) => ((i * 5) % 4) + 1),
    [3, 4],
    "int32",
  ),
];
const bool = (): tf.Tensor[] => [0, 1].map((shift) => tf.tidy(() => wave([3, 4], shift).greater(0)));
const first = (inputs: () => tf.Tensor[]) => (): tf.Tensor[] => {
  const [kept, ...rest] = inputs();
  tf.dispose(rest);
  return [kept];
};
const images = (): tf.Tensor[] => [wave([2, 6, 6, 3])];
const filtered = (filter: [number, number, number, number]) => (): tf.Tensor[] => [wave([2, 6, 6, 3]), wave(filter, 3)];
const volume = (): tf.Tensor[] => [wave([2, 4, 4, 4, 2])];
const indices = (): tf.Tensor => tf.tensor1d([2, 0, 2], "int32");

const unary = (names: string, inputs: () => tf.Tensor[], gradient?: boolean): Record<string, Row> =>
  Object.fromEntries(
    names
      .split(" ")
      .map((name) => [
        name,
        { op: (t) => (tf as unknown as Record<string, (t: tf.Tensor) => tf.Tensor>)[name](t), inputs, gradient },
      ]),
  );
const binary = (names: string, inputs: () => tf.Tensor[], options: { suffix?: string; gradient?: boolean } = {}) =>
  Object.fromEntries(
    names.split(" ").map((name): [string, Row] => [
      name + (options.suffix ?? ""),
      {
        op: (a, b) => (tf as unknown as Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>)[name](a, b),
        inputs,
        gradient: options.gradient,
      },
    ]),
  );
const losses = Object.fromEntries(
  "absoluteDifference hingeLoss huberLoss logLoss meanSquaredError sigmoidCrossEntropy softmaxCrossEntropy"
    .split(" ")
    .map((name): [string, Row] => [
      `losses.${name}`,
      {
        op: (a, b) => (tf.losses as unknown as Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>)[name](a, b),
        inputs: () => [...positive(), ...positive()],
      },
    ]),
);
const resizing = Object.fromEntries(
  (["resizeBilinear", "resizeNearestNeighbor"] as const).flatMap((name) =>
    [
      [false, false],
      [true, false],
      [false, true],
    ].map(([alignCorners, halfPixels]): [string, Row] => [
      `image.${name}, corners ${alignCorners}, half pixels ${halfPixels}`,
      {
        op: (t) => tf.image[name](t as tf.Tensor4D, [4, 9], alignCorners, halfPixels),
        inputs: images,
        // tfjs' gradients know neither option
        gradient: !halfPixels,
      },
    ]),
  ),
);

const rows: Record<string, Row> = {
  ...unary(
    "abs acos asin asinh atan atanh ceil cos cosh elu erf exp expm1 floor leakyRelu log log1p logSigmoid neg reciprocal relu relu6 " +
      "round rsqrt selu sigmoid sign sin sinh softplus sqrt square step tan tanh softmax logSoftmax sum mean prod max min " +
      "logSumExp transpose euclideanNorm norm zerosLike onesLike clone reverse",
    positive,
  ),
  ...unary("argMax argMin isFinite isInf isNaN", positive, false),
  ...unary("all any logicalNot", first(bool), false),
  acosh: { op: (t) => tf.acosh(t.add(1.5)), inputs: positive },
  ...binary("add sub mul div maximum minimum pow squaredDifference atan2 mod floorDiv", pair),
  ...binary("divNoNan equal notEqual less lessEqual greater greaterEqual", pair, { gradient: false }),
  ...binary("add sub mul div maximum minimum floorDiv mod equal less", int, { suffix: " of int32", gradient: false }),
  ...binary("logicalAnd logicalOr logicalXor", bool, { gradient: false }),
  "a broadcast": { op: (a, b) => a.mul(b).add(b), inputs: () => [wave([3, 1, 4]), wave([5, 1])] },
  where: { op: (a, b, condition) => tf.where(condition, a, b), inputs: () => [...pair(), ...first(bool)()] },
  addN: { op: (a, b) => tf.addN([a, b, a]), inputs: pair },
  clipByValue: { op: (t) => tf.clipByValue(t, -0.3, 0.4), inputs: x },
  prelu: { op: (t) => tf.prelu(t, tf.scalar(0.2)), inputs: x },
  moments: { op: (t) => ({ ...tf.moments(t, 0) }), inputs: x },
  "max over an axis, kept": { op: (t) => t.max(1, true), inputs: x },
  cumsum: { op: (t) => tf.cumsum(t, 1, true, true), inputs: x },
  cumprod: { op: (t) => tf.cumprod(t, 1), inputs: x, gradient: false },
  topk: { op: (t) => ({ ...tf.topk(t, 2) }), inputs: x, gradient: false },
  "cast to int32": { op: (t) => t.mul(10).cast("int32"), inputs: x, gradient: false },
  "cast to bool": { op: (t) => t.cast("bool"), inputs: x, gradient: false },
  "cast of int32": { op: (t) => t.toFloat(), inputs: first(int), gradient: false },

  matMul: { op: (a, b) => tf.matMul(a, b, false, true), inputs: pair },
  "matMul of batches": { op: (a, b) => tf.matMul(a.reshape([3, 2, 2]), b.reshape([3, 2, 2])), inputs: pair },
  dot: { op: (a, b) => tf.dot(a, b.transpose()), inputs: pair },
  outerProduct: {
    op: (a, b) => tf.outerProduct(a.flatten(), b.flatten()),
    inputs: pair,
  },
  einsum: { op: (a, b) => tf.einsum("ij,kj->ik", a, b), inputs: pair, gradient: false },
  "linalg.bandPart": { op: (t) => tf.linalg.bandPart(t, 1, 1), inputs: x, gradient: false },
  "linalg.qr": { op: (t) => tf.linalg.qr(t), inputs: x, gradient: false },
  "linalg.gramSchmidt": { op: (t) => tf.linalg.gramSchmidt(t as tf.Tensor2D), inputs: x },

  oneHot: { op: (t) => tf.oneHot(t, 4), inputs: () => [indices()], gradient: false },
  "gather with constant indices": { op: (t) => tf.gather(t, indices(), 1), inputs: x },
  "gather with given indices": { op: (t, at) => tf.gather(t, at), inputs: () => [...x(), indices()] },
  "gather with computed indices": {
    op: (t) => tf.gather(t, t.sum(1).argMax().reshape([1])),
    inputs: x,
    gradient: false,
  },
  "gather in batches": {
    op: (t, at) => tf.gather(t, at, 1, 1),
    inputs: () => [...x(), tf.tensor2d([2, 0, 1, 1, 0, 3], [3, 2], "int32")],
    gradient: false,
  },
  gatherND: { op: (t) => tf.gatherND(t, tf.tensor2d([0, 1, 2, 2], [2, 2], "int32")), inputs: x, gradient: false },
  scatterND: {
    op: (t) => tf.scatterND(tf.tensor2d([1, 3, 0], [3, 1], "int32"), t, [5, 4]),
    inputs: x,
    gradient: false,
  },
  tensorScatterUpdate: {
    op: (t) => tf.tensorScatterUpdate(t, tf.tensor2d([1], [1, 1], "int32"), tf.ones([1, 4])),
    inputs: x,
    gradient: false,
  },
  sparseToDense: {
    op: (t) => tf.sparseToDense(tf.tensor1d([1, 3, 4], "int32"), t.sum(1), [6], 0),
    inputs: x,
    gradient: false,
  },
  unsortedSegmentSum: {
    op: (t, at) => tf.unsortedSegmentSum(t, at as tf.Tensor1D, 3),
    inputs: () => [...x(), indices()],
  },
  bincount: {
    op: (t) => tf.bincount(t as tf.Tensor1D, tf.ones([3]), 5),
    inputs: () => [indices()],
    gradient: false,
  },
  "math.confusionMatrix": {
    op: (t) => tf.math.confusionMatrix(t as tf.Tensor1D, t as tf.Tensor1D, 4),
    inputs: () => [indices()],
    gradient: false,
  },

  split: { op: (t) => tf.split(t, [1, 3], 1), inputs: x },
  "split in equal parts": { op: (t) => tf.split(t, 2, 1), inputs: x },
  stack: { op: (a, b) => tf.stack([a, b, a], 1), inputs: pair },
  unstack: { op: (t) => tf.unstack(t), inputs: x },
  concat: { op: (a, b) => tf.concat([a, b], 1), inputs: pair },
  tile: { op: (t) => tf.tile(t, [2, 1]), inputs: x },
  pad: {
    op: (t) =>
      tf.pad(
        t,
        [
          [1, 2],
          [0, 1],
        ],
        3,
      ),
    inputs: x,
  },
  mirrorPad: {
    op: (t) =>
      tf.mirrorPad(
        t,
        [
          [1, 1],
          [1, 1],
        ],
        "reflect",
      ),
    inputs: x,
    gradient: false,
  },
  slice: { op: (t) => tf.slice(t, [1, 1], [2, 2]), inputs: x },
  stridedSlice: { op: (t) => tf.stridedSlice(t, [0, 0], [3, 4], [2, 2]), inputs: x, gradient: false },
  "expandDims and squeeze": { op: (t) => t.expandDims(1).mul(2).squeeze([1]), inputs: x },
  "reshape with a length left open": { op: (t) => t.reshape([2, -1]), inputs: x },
  broadcastTo: { op: (t) => tf.broadcastTo(t.slice([0, 0], [1, 4]), [5, 4]), inputs: x },
  "transpose of three axes": { op: (t) => t.reshape([3, 2, 2]).transpose([2, 0, 1]), inputs: x },
  diag: { op: (t) => tf.diag(t.flatten()), inputs: x, gradient: false },
  meshgrid: { op: (t) => tf.meshgrid(t.flatten(), t.flatten()), inputs: x },
  "constants: fill, zeros, ones, eye, range, linspace": {
    op: () => [tf.fill([2, 3], 4), tf.zeros([3]), tf.ones([2]), tf.eye(4), tf.range(0, 5), tf.linspace(0, 1, 5)],
    inputs: () => [],
  },
  "signal.frame": { op: (t) => tf.signal.frame(t.flatten(), 4, 2), inputs: x },
  "real of fft": { op: (t) => tf.real(tf.fft(tf.complex(t, t))), inputs: x, gradient: false },
  "irfft of rfft": { op: (t) => tf.irfft(tf.rfft(t)), inputs: x, gradient: false },
  "signal.stft": { op: (t) => tf.real(tf.signal.stft(t.flatten(), 4, 2)), inputs: x, gradient: false },

  conv1d: {
    op: (a, b) => tf.conv1d(a as tf.Tensor3D, b as tf.Tensor3D, 1, "same"),
    inputs: () => [wave([2, 9, 3]), wave([3, 3, 2])],
  },
  conv2d: { op: (a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, "same"), inputs: filtered([3, 3, 3, 4]) },
  "conv2d with explicit padding": {
    op: (a, b) =>
      tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, [
        [0, 0],
        [1, 1],
        [1, 1],
        [0, 0],
      ]),
    inputs: filtered([3, 3, 3, 4]),
    gradient: false,
  },
  "conv2d with dilation": {
    op: (a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, "same", "NHWC", 2),
    inputs: filtered([3, 3, 3, 4]),
    gradient: false,
  },
  conv2dTranspose: {
    op: (a, b) => tf.conv2dTranspose(a as tf.Tensor4D, b as tf.Tensor4D, [2, 12, 12, 4], 2, "same"),
    inputs: filtered([3, 3, 4, 3]),
  },
  depthwiseConv2d: {
    op: (a, b) => tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, "same"),
    inputs: filtered([3, 3, 3, 2]),
  },
  separableConv2d: {
    op: (a, b) => tf.separableConv2d(a as tf.Tensor4D, b as tf.Tensor4D, tf.ones([1, 1, 6, 2]), 1, "same"),
    inputs: filtered([3, 3, 3, 2]),
  },
  conv3d: {
    op: (a, b) => tf.conv3d(a as tf.Tensor5D, b as tf.Tensor5D, 1, "same"),
    inputs: () => [...volume(), wave([2, 2, 2, 2, 3])],
  },
  maxPool: { op: (t) => tf.maxPool(t as tf.Tensor4D, 2, 2, "same"), inputs: images },
  avgPool: { op: (t) => tf.avgPool(t as tf.Tensor4D, 2, 2, "valid"), inputs: images },
  pool: { op: (t) => tf.pool(t as tf.Tensor4D, [2, 2], "avg", "valid"), inputs: images },
  maxPool3d: { op: (t) => tf.maxPool3d(t as tf.Tensor5D, 2, 2, "same"), inputs: volume },
  avgPool3d: { op: (t) => tf.avgPool3d(t as tf.Tensor5D, 2, 2, "same"), inputs: volume },
  dilation2d: {
    op: (a, b) => tf.dilation2d(a as tf.Tensor4D, b as tf.Tensor3D, 1, "same"),
    inputs: () => [...images(), wave([2, 2, 3])],
  },
  localResponseNormalization: { op: (t) => tf.localResponseNormalization(t as tf.Tensor4D), inputs: images },
  batchNorm: {
    op: (t) => tf.batchNorm(t as tf.Tensor4D, tf.zeros([3]), tf.ones([3]), tf.zeros([3]), tf.ones([3])),
    inputs: images,
  },
  spaceToBatchND: {
    op: (t) =>
      tf.spaceToBatchND(
        t,
        [2, 2],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    inputs: images,
  },
  depthToSpace: {
    op: (t) => tf.depthToSpace(t.tile<tf.Tensor4D>([1, 1, 1, 4]), 2),
    inputs: images,
    gradient: false,
  },
  "fused.matMul": {
    op: (a, b) => tf.fused.matMul({ a, b, transposeB: true, bias: tf.ones([3]), activation: "relu" }),
    inputs: pair,
  },
  "fused.conv2d": {
    op: (t, filter) =>
      tf.fused.conv2d({
        x: t as tf.Tensor4D,
        filter: filter as tf.Tensor4D,
        strides: 1,
        pad: "same",
        bias: tf.ones([4]),
        activation: "relu",
      }),
    inputs: filtered([3, 3, 3, 4]),
  },
  basicLSTMCell: {
    op: (t) =>
      tf.basicLSTMCell(
        tf.scalar(1),
        tf.ones([7, 12]),
        tf.zeros([12]),
        t as tf.Tensor2D,
        tf.zeros([3, 3]),
        tf.zeros([3, 3]),
      ),
    inputs: x,
  },

  ...resizing,
  "image.cropAndResize": {
    op: (t, boxes) =>
      tf.image.cropAndResize(t as tf.Tensor4D, boxes as tf.Tensor2D, tf.tensor1d([1, 0], "int32"), [3, 3]),
    inputs: () => [...images(), tf.tensor2d([0, 0, 0.5, 0.5, 0.2, 0.9, 0.7, 0.1], [2, 4])],
    gradient: false,
  },
  "image.flipLeftRight": { op: (t) => tf.image.flipLeftRight(t as tf.Tensor4D), inputs: images, gradient: false },
  "image.rgbToGrayscale": { op: (t) => tf.image.rgbToGrayscale(t as tf.Tensor4D), inputs: images, gradient: false },
  "image.grayscaleToRGB": {
    op: (t) => tf.image.grayscaleToRGB(t as tf.Tensor4D),
    inputs: () => [wave([2, 3, 3, 1])],
  },
  ...losses,
  "losses.cosineDistance": {
    op: (a, b) => tf.losses.cosineDistance(a, b, 1),
    inputs: () => [...positive(), ...positive()],
  },
};

describe("an op of tfjs in a compiled step", () => {
  for (const [name, { op, inputs, gradient = true }] of Object.entries(rows)) {
    it(`${name} gives what eager gives`, () => {
      const given = inputs();
      const step = compile((...tensors: tf.Tensor[]) => op(...tensors));
      const [compiled, eager] = [step(...given), step.eager(...given)];
      agree(compiled, eager);
      step.dispose();
      free(given, compiled, eager);
    });

    const differentiable = gradient && inputsOf(inputs) > 0;
    if (!differentiable) continue;
    it(`${name} has the gradient that eager has`, () => {
      const given = inputs();
      const floats = given.filter(({ dtype }) => dtype === "float32");
      const others = given.slice(floats.length);
      const step = compile((...tensors: tf.Tensor[]) =>
        tf.grads((...variables: tf.Tensor[]) => weighted(op(...variables, ...others)))(tensors.slice(0, floats.length)),
      );
      const [compiled, eager] = [step(...given), step.eager(...given)];
      agree(compiled, eager);
      step.dispose();
      free(given, compiled, eager);
    });
  }
});

function inputsOf(inputs: () => tf.Tensor[]): number {
  return tf.tidy(() => inputs().filter(({ dtype }) => dtype === "float32").length);
}

/** One number whose gradient differs in every entry. */
function weighted(result: tf.TensorContainer): tf.Scalar {
  const tensors = result instanceof tf.Tensor ? [result] : Object.values(result as Record<string, tf.Tensor>);
  return tf
    .addN(
      tensors.map((tensor) =>
        tensor
          .mul(wave(tensor.shape as [number], 9))
          .add(tensor.square())
          .sum(),
      ),
    )
    .asScalar();
}
