// The gradient of a convolution by its filter: for each place (kh, kw) of the filter a product of matrices
// [inputs x pixels] · [pixels x outputs], held in registers over a tile of pixels.
#include <algorithm>
#include <vector>

#include "kernel.h"
#include "kernels.h"
#include "lanes.h"
#include "threads.h"

namespace contrastbook {
namespace {

struct Convolution {
  int64_t images, height, width, inputs;
  int64_t outHeight, outWidth, outputs;
  int64_t filterHeight, filterWidth, stride, top, left;

  int64_t filterSize() const { return filterHeight * filterWidth * inputs * outputs; }
};

// What of one place of the filter lies inside the image: out rows or columns [first, last).
struct Range {
  int64_t first, last;
};

ALWAYS_INLINE Range inside(int64_t offset, int64_t stride, int64_t length, int64_t outLength) {
  const int64_t first = offset >= 0 ? 0 : (-offset + stride - 1) / stride;
  // A place beyond the image has none; division would round towards one.
  const int64_t last = offset >= length ? 0 : std::min(outLength, (length - 1 - offset) / stride + 1);
  return {first, std::max(first, last)};
}

struct Tile {
  int64_t firstImage, lastImage, firstRow, lastRow;
};

// Adds to `filter` (at one place of it) the block of I inputs x O lanes of outputs that begins at (input, output).
template <int I, int O>
ALWAYS_INLINE void block(const Convolution& conv, const float* x, const float* dy, const Tile& tile, int64_t kh, int64_t kw,
                         int64_t input, int64_t output, float* filter) {
  Lanes sums[I][O];
  for (int i = 0; i < I; ++i)
    for (int o = 0; o < O; ++o) sums[i][o] = Lanes{};
  const Range rows = inside(kh - conv.top, conv.stride, conv.height, conv.outHeight);
  const Range columns = inside(kw - conv.left, conv.stride, conv.width, conv.outWidth);
  const int64_t step = conv.stride * conv.inputs;
  for (int64_t image = tile.firstImage; image < tile.lastImage; ++image)
    for (int64_t row = std::max(rows.first, tile.firstRow); row < std::min(rows.last, tile.lastRow); ++row) {
      const int64_t y = row * conv.stride + kh - conv.top, left = columns.first * conv.stride + kw - conv.left;
      const float* from = x + ((image * conv.height + y) * conv.width + left) * conv.inputs + input;
      const float* slope = dy + ((image * conv.outHeight + row) * conv.outWidth + columns.first) * conv.outputs + output;
      for (int64_t column = columns.first; column < columns.last; ++column, from += step, slope += conv.outputs) {
        Lanes d[O];
        for (int o = 0; o < O; ++o) d[o] = load(slope + o * laneCount);
#pragma GCC unroll 16
        for (int i = 0; i < I; ++i) {
#pragma GCC unroll 4
          for (int o = 0; o < O; ++o) sums[i][o] += d[o] * from[i];
        }
      }
    }
  for (int i = 0; i < I; ++i)
    for (int o = 0; o < O; ++o) {
      float* to = filter + (input + i) * conv.outputs + output + o * laneCount;
      store(to, load(to) + sums[i][o]);
    }
}

ALWAYS_INLINE void tileGradientBody(const Convolution& conv, const float* x, const float* dy, const Tile& tile, float* filter) {
  for (int64_t kh = 0; kh < conv.filterHeight; ++kh)
    for (int64_t kw = 0; kw < conv.filterWidth; ++kw) {
      float* place = filter + (kh * conv.filterWidth + kw) * conv.inputs * conv.outputs;
      int64_t output = 0;
      for (; output + 2 * laneCount <= conv.outputs; output += 2 * laneCount)
        for (int64_t input = 0; input < conv.inputs; input += 8)
          block<8, 2>(conv, x, dy, tile, kh, kw, input, output, place);
      for (; output < conv.outputs; output += laneCount)
        for (int64_t input = 0; input < conv.inputs; input += 8)
          block<8, 1>(conv, x, dy, tile, kh, kw, input, output, place);
    }
}
FOR_EVERY_PROCESSOR(tileGradient, (const Convolution& conv, const float* x, const float* dy, const Tile& tile, float* filter),
                    (conv, x, dy, tile, filter))

// Tiles of whole rows, or of whole images where these are small: about what the first cache holds, but enough pixels to
// make up for adding the sums to memory.
std::vector<Tile> tilesOf(const Convolution& conv, int64_t firstImage, int64_t lastImage) {
  const int64_t perPixel = (conv.inputs * conv.stride * conv.stride + conv.outputs) * static_cast<int64_t>(sizeof(float));
  const int64_t pixels = std::max<int64_t>(96, 32768 / perPixel);
  std::vector<Tile> tiles;
  if (conv.outHeight * conv.outWidth <= pixels) {
    const int64_t group = std::max<int64_t>(1, pixels / (conv.outHeight * conv.outWidth));
    for (int64_t image = firstImage; image < lastImage; image += group)
      tiles.push_back({image, std::min(lastImage, image + group), 0, conv.outHeight});
  } else {
    const int64_t rows = std::max<int64_t>(1, pixels / conv.outWidth);
    for (int64_t image = firstImage; image < lastImage; ++image)
      for (int64_t row = 0; row < conv.outHeight; row += rows)
        tiles.push_back({image, image + 1, row, std::min(conv.outHeight, row + rows)});
  }
  return tiles;
}

// x [N, H, W, I], dy [N, H', W', O] -> the filter's gradient [KH, KW, I, O]
struct FilterGradient {
  int64_t filterHeight, filterWidth, stride, top, left;

  explicit FilterGradient(TF_OpKernelConstruction* construction)
      : filterHeight(intAttribute(construction, "filter_height")),
        filterWidth(intAttribute(construction, "filter_width")),
        stride(intAttribute(construction, "stride")),
        top(intAttribute(construction, "top")),
        left(intAttribute(construction, "left")) {}

  void compute(Run& run) const {
    const Tensor x = run.input(0), dy = run.input(1);
    if (!run.ok()) return;
    const std::vector<int64_t> in = shapeOf(x), out = shapeOf(dy);
    if (in.size() != 4 || out.size() != 4 || in[0] != out[0] || in[3] % 8 != 0 || out[3] % laneCount != 0)
      return run.fail("ContrastbookFilterGradient: x must be [N, H, W, 8 i] and dy [N, H', W', 16 o]");
    if (filterHeight < 1 || filterWidth < 1 || stride < 1)
      return run.fail("ContrastbookFilterGradient: filter_height, filter_width and stride must be at least 1");
    const Convolution conv{in[0],  in[1],        in[2],       in[3],  out[1], out[2],
                           out[3], filterHeight, filterWidth, stride, top,    left};
    const Tensor filter = run.output(0, {filterHeight, filterWidth, conv.inputs, conv.outputs});
    if (!run.ok()) return;
    // Without pixels there is nothing to add up.
    const bool empty = conv.outHeight * conv.outWidth * conv.inputs * conv.outputs == 0;
    const int parts = empty ? 0 : static_cast<int>(std::min<int64_t>(threadCount(), conv.images));
    std::vector<std::vector<float>> partial(std::max(0, parts - 1), std::vector<float>(conv.filterSize()));
    std::fill_n(floats(filter), conv.filterSize(), 0.0f);
    parallel(parts, [&](int part) {
      float* into = part == 0 ? floats(filter) : partial[part - 1].data();
      for (const Tile& tile : tilesOf(conv, conv.images * part / parts, conv.images * (part + 1) / parts))
        tileGradient(conv, floats(x), floats(dy), tile, into);
    });
    for (const std::vector<float>& sums : partial)
      for (int64_t i = 0; i < conv.filterSize(); ++i) floats(filter)[i] += sums[i];
  }
};

}  // namespace

void registerFilterGradient() {
  registerOp<FilterGradient>({"ContrastbookFilterGradient",
                              {"x: float", "dy: float"},
                              {"filter: float"},
                              {"filter_height: int", "filter_width: int", "stride: int", "top: int", "left: int"},
                              [](TF_ShapeInferenceContext* context, TF_Status* status) {
                                TF_ShapeInferenceContextSetUnknownShape(context, status);
                              }});
}

}  // namespace contrastbook
