// More than 250 lines: the loops of one kernel forward and backward, whose parts have to agree on rounding and on the mask.
// Batch normalization in training with what usually follows it: y = ReLU(batchNorm(x) + side), in two passes over memory, and
// its gradient in two. As separate ops these are five and eight passes, and with small networks memory is what they wait for.
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <vector>

#include "kernel.h"
#include "kernels.h"
#include "lanes.h"
#include "threads.h"

namespace contrastbook {
namespace {

// Rows of one tile: it stays in the first cache, and sums in float stay exact enough to be added up in double.
int64_t tileRows(int64_t channels) {
  return std::max<int64_t>(16, std::min<int64_t>(512, 8192 / std::max<int64_t>(1, channels)));
}

// Σ (x - shift) and Σ (x - shift)² of each channel over rows, added to sums[0 .. C) and sums[C .. 2C).
ALWAYS_INLINE void momentsBody(const float* x, int64_t rows, int64_t channels, const float* shift, double* sums) {
  for (int64_t start = 0; start < rows; start += tileRows(channels)) {
    const float* tile = x + start * channels;
    const int64_t end = std::min(rows - start, tileRows(channels));
    int64_t c = 0;
    for (; c + laneCount <= channels; c += laneCount) {
      const Lanes from = load(shift + c);
      Lanes sum{}, square{}, sum2{}, square2{};
      int64_t row = 0;
      for (; row + 2 <= end; row += 2) {
        const Lanes a = load(tile + row * channels + c) - from, b = load(tile + (row + 1) * channels + c) - from;
        sum += a;
        square += a * a;
        sum2 += b;
        square2 += b * b;
      }
      for (; row < end; ++row) {
        const Lanes a = load(tile + row * channels + c) - from;
        sum += a;
        square += a * a;
      }
      sum += sum2;
      square += square2;
      for (int lane = 0; lane < laneCount; ++lane) {
        sums[c + lane] += sum[lane];
        sums[channels + c + lane] += square[lane];
      }
    }
    for (; c < channels; ++c)
      for (int64_t row = 0; row < end; ++row) {
        const double a = tile[row * channels + c] - shift[c];
        sums[c] += a;
        sums[channels + c] += a * a;
      }
  }
}
FOR_EVERY_PROCESSOR(moments, (const float* x, int64_t rows, int64_t channels, const float* shift, double* sums),
                    (x, rows, channels, shift, sums))

// y = x · slope + offset (+ side), then ReLU or not.
ALWAYS_INLINE void normalizeBody(const float* x, const float* side, int64_t rows, int64_t channels, const float* slope,
                                 const float* offset, bool relu, float* y) {
  const float least = relu ? 0 : -INFINITY;
  const Lanes floor = Lanes{} + least;
  for (int64_t row = 0; row < rows; ++row) {
    const int64_t at = row * channels;
    int64_t c = 0;
    for (; c + laneCount <= channels; c += laneCount) {
      Lanes value = load(x + at + c) * load(slope + c) + load(offset + c);
      if (side != nullptr) value += load(side + at + c);
      // NaN stays NaN.
      store(y + at + c, value < floor ? floor : value);
    }
    for (; c < channels; ++c) {
      const float value = x[at + c] * slope[c] + offset[c] + (side != nullptr ? side[at + c] : 0);
      y[at + c] = std::max(value, least);
    }
  }
}
FOR_EVERY_PROCESSOR(normalize,
                    (const float* x, const float* side, int64_t rows, int64_t channels, const float* slope,
                     const float* offset, bool relu, float* y),
                    (x, side, rows, channels, slope, offset, relu, y))

// Where a ReLU lets the gradient through: where y > 0; or, without y, where x · slope + offset > 0, which saves a pass
// over memory; or everywhere.
struct Mask {
  const float* y;
  const float* slope;
  const float* offset;

  ALWAYS_INLINE Lanes apply(Lanes g, Lanes x, int64_t at, int64_t channel) const {
    if (y != nullptr) return load(y + at) > 0 ? g : Lanes{};
    if (slope != nullptr) return x * load(slope + channel) + load(offset + channel) > 0 ? g : Lanes{};
    return g;
  }

  ALWAYS_INLINE float apply(float g, float x, int64_t at, int64_t channel) const {
    if (y != nullptr) return y[at] > 0 ? g : 0;
    if (slope != nullptr) return x * slope[channel] + offset[channel] > 0 ? g : 0;
    return g;
  }

  Mask from(int64_t at) const { return {y == nullptr ? nullptr : y + at, slope, offset}; }
};

// A gradient that comes from one user of the output, or as a sum from two: added up here, it takes no pass of its own.
struct Slope {
  const float* a;
  const float* b;

  ALWAYS_INLINE Lanes lanes(int64_t at) const { return b == nullptr ? load(a + at) : load(a + at) + load(b + at); }
  ALWAYS_INLINE float one(int64_t at) const { return b == nullptr ? a[at] : a[at] + b[at]; }
  Slope from(int64_t at) const { return {a + at, b == nullptr ? nullptr : b + at}; }
};

// With g = dy where the mask lets it through: Σ g and Σ g · (x - mean) of each channel.
ALWAYS_INLINE void gradientSumsBody(Slope dy, const float* x, Mask mask, int64_t rows, int64_t channels,
                                    const float* mean, double* sums) {
  for (int64_t start = 0; start < rows; start += tileRows(channels)) {
    const int64_t end = std::min(rows, start + tileRows(channels));
    int64_t c = 0;
    for (; c + laneCount <= channels; c += laneCount) {
      const Lanes center = load(mean + c);
      Lanes sum{}, product{};
      for (int64_t row = start; row < end; ++row) {
        const int64_t at = row * channels + c;
        const Lanes value = load(x + at), g = mask.apply(dy.lanes(at), value, at, c);
        sum += g;
        product += g * (value - center);
      }
      for (int lane = 0; lane < laneCount; ++lane) {
        sums[c + lane] += sum[lane];
        sums[channels + c + lane] += product[lane];
      }
    }
    for (; c < channels; ++c)
      for (int64_t row = start; row < end; ++row) {
        const int64_t at = row * channels + c;
        const double g = mask.apply(dy.one(at), x[at], at, c);
        sums[c] += g;
        sums[channels + c] += g * (x[at] - mean[c]);
      }
  }
}
FOR_EVERY_PROCESSOR(gradientSums,
                    (Slope dy, const float* x, Mask mask, int64_t rows, int64_t channels, const float* mean, double* sums),
                    (dy, x, mask, rows, channels, mean, sums))

// dx = a · g + b · x + c for each channel, and dSide = g.
ALWAYS_INLINE void gradientBody(Slope dy, const float* x, Mask mask, int64_t rows, int64_t channels,
                                const float* a, const float* b, const float* c, float* dx, float* dSide) {
  for (int64_t row = 0; row < rows; ++row) {
    const int64_t at = row * channels;
    int64_t k = 0;
    for (; k + laneCount <= channels; k += laneCount) {
      const Lanes value = load(x + at + k), g = mask.apply(dy.lanes(at + k), value, at + k, k);
      if (dSide != nullptr) store(dSide + at + k, g);
      store(dx + at + k, g * load(a + k) + value * load(b + k) + load(c + k));
    }
    for (; k < channels; ++k) {
      const float g = mask.apply(dy.one(at + k), x[at + k], at + k, k);
      if (dSide != nullptr) dSide[at + k] = g;
      dx[at + k] = g * a[k] + x[at + k] * b[k] + c[k];
    }
  }
}
FOR_EVERY_PROCESSOR(gradient,
                    (Slope dy, const float* x, Mask mask, int64_t rows, int64_t channels, const float* a,
                     const float* b, const float* c, float* dx, float* dSide),
                    (dy, x, mask, rows, channels, a, b, c, dx, dSide))

// Splits rows evenly, unless they are too few to be worth it: in more parts than threads, since a thread may come late.
struct Parts {
  int64_t rows;
  int count;
  Parts(int64_t rows, int64_t channels) : rows(rows), count(rows * channels < 16384 ? 1 : 4 * threadCount()) {}
  int64_t start(int part) const { return rows * part / count; }
  int64_t size(int part) const { return start(part + 1) - start(part); }
};

template <typename Sum>
std::vector<double> sumOverRows(const Parts& parts, int64_t channels, Sum sum) {
  std::vector<std::vector<double>> partial(parts.count, std::vector<double>(2 * channels));
  parallel(parts.count, [&](int part) { sum(part, partial[part].data()); });
  for (int part = 1; part < parts.count; ++part)
    for (int64_t i = 0; i < 2 * channels; ++i) partial[0][i] += partial[part][i];
  return std::move(partial[0]);
}

struct Shape {
  std::vector<int64_t> full;
  int64_t rows = 1, channels = 1;
  explicit Shape(const Tensor& x) : full(shapeOf(x)) {
    if (full.empty()) return;
    channels = full.back();
    for (size_t axis = 0; axis + 1 < full.size(); ++axis) rows *= full[axis];
  }
};

// Whether x has channels and the others a number for each of them.
bool areChannels(const Shape& shape, std::initializer_list<const Tensor*> others) {
  const std::vector<int64_t> needed{shape.channels};
  return !shape.full.empty() &&
         std::all_of(others.begin(), others.end(), [&](const Tensor* other) { return shapeOf(*other) == needed; });
}

// Whether it is not there, or of the shape of x.
bool isLike(const Shape& shape, const Tensor& other) { return !other || shapeOf(other) == shape.full; }

// x, scale, offset, side (one or none) -> y, mean, variance (divided by count - 1), inverse deviation
struct BatchNorm {
  float epsilon;
  bool relu;
  int64_t sides;

  explicit BatchNorm(TF_OpKernelConstruction* construction)
      : epsilon(floatAttribute(construction, "epsilon")),
        relu(boolAttribute(construction, "relu")),
        sides(intAttribute(construction, "sides")) {}

  void compute(Run& run) const {
    const Tensor x = run.input(0), scale = run.input(1), offset = run.input(2);
    const Tensor side = sides > 0 ? run.input(3) : nullptr;
    if (!run.ok()) return;
    const Shape shape(x);
    if (sides > 1 || !areChannels(shape, {&scale, &offset}) || !isLike(shape, side))
      return run.fail("ContrastbookBatchNorm: x [..., C], scale and offset [C] and at most one side like x are needed");
    const auto [full, rows, channels] = shape;
    const Tensor y = run.output(0, full), mean = run.output(1, {channels}), variance = run.output(2, {channels}),
                 inverse = run.output(3, {channels});
    if (!run.ok()) return;
    const float* input = floats(x);
    const Parts parts(rows, channels);
    // Shifted by the first row, so that a large mean costs no digits of the variance.
    std::vector<float> shift(channels);
    if (rows > 0) std::copy_n(input, channels, shift.begin());
    const std::vector<double> sums = sumOverRows(parts, channels, [&, channels = channels](int part, double* into) {
      moments(input + parts.start(part) * channels, parts.size(part), channels, shift.data(), into);
    });
    std::vector<float> slope(channels), start(channels);
    for (int64_t c = 0; c < channels; ++c) {
      const double average = sums[c] / rows;
      const double spread = std::max(0.0, sums[channels + c] / rows - average * average);
      const double deviation = std::sqrt(spread + epsilon);
      floats(mean)[c] = static_cast<float>(average + shift[c]);
      floats(variance)[c] = static_cast<float>(rows > 1 ? spread * rows / (rows - 1) : spread);
      floats(inverse)[c] = static_cast<float>(1 / deviation);
      // As the gradient computes them again from what is kept, so that both see the same ReLU.
      slope[c] = floats(scale)[c] * floats(inverse)[c];
      start[c] = floats(offset)[c] - slope[c] * floats(mean)[c];
    }
    parallel(parts.count, [&, channels = channels](int part) {
      const int64_t at = parts.start(part) * channels;
      normalize(input + at, side ? floats(side) + at : nullptr, parts.size(part), channels, slope.data(), start.data(), relu,
                floats(y) + at);
    });
  }
};

// dy (one term or two), x, scale, offset, mean, inverse deviation, y (one when something was added before the ReLU, else none)
// -> dx, dScale, dOffset, dSide (one or none)
struct BatchNormGradient {
  bool relu;
  int64_t terms, outputs, sides;

  explicit BatchNormGradient(TF_OpKernelConstruction* construction)
      : relu(boolAttribute(construction, "relu")),
        terms(intAttribute(construction, "terms")),
        outputs(intAttribute(construction, "outputs")),
        sides(intAttribute(construction, "sides")) {}

  void compute(Run& run) const {
    const Tensor term = run.input(0), term2 = terms > 1 ? run.input(1) : nullptr;
    const int next = static_cast<int>(terms);
    const Tensor x = run.input(next), scale = run.input(next + 1), offset = run.input(next + 2), mean = run.input(next + 3),
                 inverse = run.input(next + 4);
    const Tensor y = outputs > 0 ? run.input(next + 5) : nullptr;
    if (!run.ok()) return;
    const Slope dy{floats(term), term2 ? floats(term2) : nullptr};
    const Shape shape(x);
    if (terms > 2 || outputs > 1 || sides > 1 || !areChannels(shape, {&scale, &offset, &mean, &inverse}) ||
        !isLike(shape, term) || !isLike(shape, term2) || !isLike(shape, y))
      return run.fail(
          "ContrastbookBatchNormGradient: x [..., C], one or two dy and at most one y like x, and scale, offset, mean and "
          "inverse [C] are needed");
    const auto [full, rows, channels] = shape;
    const Tensor dx = run.output(0, full), dScale = run.output(1, {channels}),
                 dOffset = run.output(2, {channels});
    const Tensor dSide = sides > 0 ? run.output(3, full) : nullptr;
    if (!run.ok()) return;
    const Parts parts(rows, channels);
    std::vector<float> slope(channels), start(channels);
    for (int64_t k = 0; k < channels; ++k) {
      slope[k] = floats(scale)[k] * floats(inverse)[k];
      start[k] = floats(offset)[k] - slope[k] * floats(mean)[k];
    }
    const bool fromX = relu && !y;
    const Mask mask{y ? floats(y) : nullptr, fromX ? slope.data() : nullptr, fromX ? start.data() : nullptr};
    const std::vector<double> sums = sumOverRows(parts, channels, [&, channels = channels](int part, double* into) {
      const int64_t at = parts.start(part) * channels;
      gradientSums(dy.from(at), floats(x) + at, mask.from(at), parts.size(part), channels, floats(mean), into);
    });
    std::vector<float> a(channels), b(channels), c(channels);
    for (int64_t k = 0; k < channels; ++k) {
      const double sum = sums[k], product = sums[channels + k], inv = floats(inverse)[k];
      floats(dOffset)[k] = static_cast<float>(sum);
      floats(dScale)[k] = static_cast<float>(product * inv);
      const double gain = floats(scale)[k] * inv, curve = gain * inv * inv * product / rows;
      a[k] = static_cast<float>(gain);
      b[k] = static_cast<float>(-curve);
      c[k] = static_cast<float>(curve * floats(mean)[k] - gain * sum / rows);
    }
    parallel(parts.count, [&, channels = channels](int part) {
      const int64_t at = parts.start(part) * channels;
      gradient(dy.from(at), floats(x) + at, mask.from(at), parts.size(part), channels, a.data(), b.data(), c.data(),
               floats(dx) + at, dSide ? floats(dSide) + at : nullptr);
    });
  }
};

}  // namespace

void registerBatchNorm() {
  registerOp<BatchNorm>({"ContrastbookBatchNorm",
                         {"x: float", "scale: float", "offset: float", "side: sides * float"},
                         {"y: float", "mean: float", "variance: float", "inverse: float"},
                         {"epsilon: float", "relu: bool", "sides: int >= 0"},
                         [](TF_ShapeInferenceContext* context, TF_Status* status) {
                           sameShape(context, 0, 0, status);
                           for (int output = 1; output < 4; ++output) sameShape(context, output, 1, status);
                         }});
  registerOp<BatchNormGradient>(
      {"ContrastbookBatchNormGradient",
       {"dy: terms * float", "x: float", "scale: float", "offset: float", "mean: float", "inverse: float",
        "y: outputs * float"},
       {"dx: float", "d_scale: float", "d_offset: float", "d_side: sides * float"},
       {"relu: bool", "terms: int >= 1", "outputs: int >= 0", "sides: int >= 0"},
       [](TF_ShapeInferenceContext* context, TF_Status* status) {
         sameShape(context, 0, 0, status);
       }});
}

}  // namespace contrastbook
