// Steps of colour jitter, image by image, so that an image stays in the first cache from the first step to the last:
// pixel := clip(matrix · pixel + offset · mean pixel), with a matrix and an offset for each image and step.
#include <algorithm>
#include <vector>

#include "kernel.h"
#include "kernels.h"
#include "lanes.h"
#include "threads.h"

namespace contrastbook {
namespace {

ALWAYS_INLINE double sum(const float* values, int64_t count) {
  Lanes lanes{};
  int64_t i = 0;
  for (; i + laneCount <= count; i += laneCount) lanes += load(values + i);
  double total = 0;
  for (int lane = 0; lane < laneCount; ++lane) total += lanes[lane];
  for (; i < count; ++i) total += values[i];
  return total;
}

// NaN stays NaN.
ALWAYS_INLINE Lanes clip(Lanes value) {
  value = value < 0 ? Lanes{} : value;
  return value > 1 ? Lanes{} + 1 : value;
}

// Three planes of `pixels` floats, changed in place.
ALWAYS_INLINE void stepBody(float* planes, int64_t pixels, const float* matrix, const float* weights) {
  float offset = 0;
  if (weights[0] != 0 || weights[1] != 0 || weights[2] != 0)
    for (int c = 0; c < 3; ++c) offset += weights[c] * static_cast<float>(sum(planes + c * pixels, pixels) / pixels);
  float *red = planes, *green = planes + pixels, *blue = planes + 2 * pixels;
  int64_t i = 0;
  for (; i + laneCount <= pixels; i += laneCount) {
    const Lanes r = load(red + i), g = load(green + i), b = load(blue + i);
    store(red + i, clip(r * matrix[0] + g * matrix[1] + b * matrix[2] + offset));
    store(green + i, clip(r * matrix[3] + g * matrix[4] + b * matrix[5] + offset));
    store(blue + i, clip(r * matrix[6] + g * matrix[7] + b * matrix[8] + offset));
  }
  for (; i < pixels; ++i) {
    const float r = red[i], g = green[i], b = blue[i];
    for (int c = 0; c < 3; ++c)
      planes[c * pixels + i] =
          std::clamp(r * matrix[3 * c] + g * matrix[3 * c + 1] + b * matrix[3 * c + 2] + offset, 0.0f, 1.0f);
  }
}
FOR_EVERY_PROCESSOR(step, (float* planes, int64_t pixels, const float* matrix, const float* weights),
                    (planes, pixels, matrix, weights))

// planes [N, 3, P], matrices [N, S, 3, 3], offsets [N, S, 3] -> [N, 3, P]
struct ColorSteps {
  explicit ColorSteps(TF_OpKernelConstruction*) {}

  void compute(Run& run) const {
    const Tensor planes = run.input(0), matrices = run.input(1), offsets = run.input(2);
    if (!run.ok()) return;
    const std::vector<int64_t> shape = shapeOf(planes), given = shapeOf(matrices), weights = shapeOf(offsets);
    if (shape.size() != 3 || shape[1] != 3 || given.size() != 4 || given[0] != shape[0] || given[2] != 3 || given[3] != 3 ||
        weights != std::vector<int64_t>{given[0], given[1], 3})
      return run.fail("ContrastbookColorSteps: planes [N, 3, P], matrices [N, S, 3, 3] and offsets [N, S, 3] are needed");
    const Tensor result = run.output(0, shape);
    if (!run.ok()) return;
    const int64_t images = shape[0], steps = given[1], pixels = shape[2];
    const int parts = images * pixels < 16384 ? 1 : 4 * threadCount();
    parallel(parts, [&](int part) {
      for (int64_t image = images * part / parts; image < images * (part + 1) / parts; ++image) {
        float* changed = floats(result) + image * 3 * pixels;
        std::copy_n(floats(planes) + image * 3 * pixels, 3 * pixels, changed);
        for (int64_t at = image * steps; at < (image + 1) * steps; ++at)
          step(changed, pixels, floats(matrices) + at * 9, floats(offsets) + at * 3);
      }
    });
  }
};

}  // namespace

void registerColorSteps() {
  registerOp<ColorSteps>({"ContrastbookColorSteps",
                          {"planes: float", "matrices: float", "offsets: float"},
                          {"changed: float"},
                          {},
                          [](TF_ShapeInferenceContext* context, TF_Status* status) { sameShape(context, 0, 0, status); }});
}

}  // namespace contrastbook
