// Many small programs over the elements of tensors, as one op: all updates that an optimizer makes of all variables.
// Each program runs over a block of elements at a time, so that what it computes in between stays in the first cache.
#include <algorithm>
#include <cmath>
#include <vector>

#include "kernel.h"
#include "kernels.h"
#include "lanes.h"
#include "threads.h"

namespace contrastbook {
namespace {

// The order is that of `opcodes` in engine/compile/optimize/fuseUpdates.ts.
enum Opcode { kAdd, kSub, kMul, kDiv, kMaximum, kMinimum, kNeg, kSquare, kSqrt, kRsqrt, kAbs };

// A value of an instruction: a tensor of the op, or what an earlier instruction of the program gave (~ its number).
struct Instruction {
  int64_t opcode, a, b;
};

struct Program {
  // A tensor of the op with the program's shape.
  int64_t like;
  std::vector<Instruction> instructions;
  // For each instruction the output of the op that it fills, or -1.
  std::vector<int64_t> outputs;
};

constexpr int64_t blockSize = 256;

struct Operand {
  const float* data;
  bool scalar;
};

template <typename Apply>
ALWAYS_INLINE void elements(Operand a, Operand b, float* to, int64_t count, Apply apply) {
  if (a.scalar && b.scalar) {
    std::fill_n(to, count, apply(*a.data, *b.data));
  } else if (a.scalar) {
    const float value = *a.data;
    for (int64_t i = 0; i < count; ++i) to[i] = apply(value, b.data[i]);
  } else if (b.scalar) {
    const float value = *b.data;
    for (int64_t i = 0; i < count; ++i) to[i] = apply(a.data[i], value);
  } else {
    for (int64_t i = 0; i < count; ++i) to[i] = apply(a.data[i], b.data[i]);
  }
}

ALWAYS_INLINE void instructionBody(int64_t opcode, Operand a, Operand b, float* to, int64_t count) {
  switch (opcode) {
    case kAdd: return elements(a, b, to, count, [](float x, float y) { return x + y; });
    case kSub: return elements(a, b, to, count, [](float x, float y) { return x - y; });
    case kMul: return elements(a, b, to, count, [](float x, float y) { return x * y; });
    case kDiv: return elements(a, b, to, count, [](float x, float y) { return x / y; });
    case kMaximum: return elements(a, b, to, count, [](float x, float y) { return x > y || x != x ? x : y; });
    case kMinimum: return elements(a, b, to, count, [](float x, float y) { return x < y || x != x ? x : y; });
    case kNeg: return elements(a, a, to, count, [](float x, float) { return -x; });
    case kSquare: return elements(a, a, to, count, [](float x, float) { return x * x; });
    case kSqrt: return elements(a, a, to, count, [](float x, float) { return __builtin_sqrtf(x); });
    case kRsqrt: return elements(a, a, to, count, [](float x, float) { return 1 / __builtin_sqrtf(x); });
    default: return elements(a, a, to, count, [](float x, float) { return __builtin_fabsf(x); });
  }
}
FOR_EVERY_PROCESSOR(instruction, (int64_t opcode, Operand a, Operand b, float* to, int64_t count), (opcode, a, b, to, count))

std::vector<int64_t> integersAttribute(TF_OpKernelConstruction* construction, const char* name) {
  const Status status;
  int32_t size = 0, total = 0;
  TF_OpKernelConstruction_GetAttrSize(construction, name, &size, &total, status.status);
  std::vector<int64_t> values(std::max(0, size));
  TF_OpKernelConstruction_GetAttrInt64List(construction, name, values.data(), size, status.status);
  return values;
}

// tensors (of a program's shape, or scalars) -> results
struct Elementwise {
  int64_t inputs, outputs;
  std::vector<Program> programs;

  // `programs` of the op: for each program its like, its number of instructions, and opcode, a, b, output of each.
  explicit Elementwise(TF_OpKernelConstruction* construction)
      : inputs(intAttribute(construction, "inputs")), outputs(intAttribute(construction, "outputs")) {
    const std::vector<int64_t> code = integersAttribute(construction, "programs");
    for (size_t at = 0; at + 1 < code.size();) {
      Program program{code[at], {}, {}};
      const int64_t count = code[at + 1];
      at += 2;
      for (int64_t i = 0; i < count; ++i, at += 4) {
        program.instructions.push_back({code[at], code[at + 1], code[at + 2]});
        program.outputs.push_back(code[at + 3]);
      }
      programs.push_back(std::move(program));
    }
  }

  void compute(Run& run) const {
    std::vector<Tensor> tensors, results(outputs);
    for (int64_t i = 0; i < inputs; ++i) tensors.push_back(run.input(static_cast<int>(i)));
    if (!run.ok()) return;
    std::vector<Work> work;
    int64_t total = 0;
    for (const Program& program : programs) {
      const std::vector<int64_t> shape = shapeOf(tensors[program.like]);
      for (const int64_t output : program.outputs)
        if (output >= 0) results[output] = run.output(static_cast<int>(output), shape);
      const int64_t count = TF_TensorElementCount(tensors[program.like].get());
      total += count;
      for (int64_t start = 0; start < count; start += 64 * blockSize)
        work.push_back({&program, start, std::min(count, start + 64 * blockSize)});
    }
    if (!run.ok()) return;
    const int parts = total < 65536 ? 1 : threadCount();
    parallel(parts, [&](int part) {
      std::vector<float> scratch;
      for (size_t i = part; i < work.size(); i += parts) execute(work[i], tensors, results, scratch);
    });
  }

 private:
  struct Work {
    const Program* program;
    int64_t start, end;
  };

  static void execute(const Work& work, const std::vector<Tensor>& tensors, const std::vector<Tensor>& results,
                      std::vector<float>& scratch) {
    const Program& program = *work.program;
    const size_t count = program.instructions.size();
    scratch.resize(std::max(scratch.size(), count * blockSize));
    std::vector<float*> values(count);
    for (int64_t at = work.start; at < work.end; at += blockSize) {
      const auto operand = [&](int64_t value) -> Operand {
        if (value < 0) return {values[~value], false};
        const Tensor& tensor = tensors[value];
        const bool scalar = TF_NumDims(tensor.get()) == 0 && value != program.like;
        return {floats(tensor) + (scalar ? 0 : at), scalar};
      };
      for (size_t i = 0; i < count; ++i) {
        const auto [opcode, a, b] = program.instructions[i];
        const int64_t output = program.outputs[i];
        values[i] = output < 0 ? scratch.data() + i * blockSize : floats(results[output]) + at;
        instruction(opcode, operand(a), operand(b), values[i], std::min(blockSize, work.end - at));
      }
    }
  }
};

}  // namespace

void registerElementwise() {
  registerOp<Elementwise>({"ContrastbookElementwise",
                           {"tensors: inputs * float"},
                           {"results: outputs * float"},
                           {"inputs: int >= 1", "outputs: int >= 1", "programs: list(int)"},
                           [](TF_ShapeInferenceContext* context, TF_Status* status) {
                             TF_ShapeInferenceContextSetUnknownShape(context, status);
                           }});
}

}  // namespace contrastbook
