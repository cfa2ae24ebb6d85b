// What our kernels need of TensorFlow's C API for ops and kernels, with owners that free.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "status.h"
// Leaves out a part of the header that includes what the wheel's C headers do not bring.
#define IS_SLIM_BUILD
#include "tensorflow/c/kernels.h"
#include "tensorflow/c/ops.h"

namespace contrastbook {

struct TensorDeleter {
  void operator()(TF_Tensor* tensor) const { TF_DeleteTensor(tensor); }
};
using Tensor = std::unique_ptr<TF_Tensor, TensorDeleter>;

inline std::vector<int64_t> shapeOf(const Tensor& tensor) {
  std::vector<int64_t> shape(TF_NumDims(tensor.get()));
  for (size_t axis = 0; axis < shape.size(); ++axis) shape[axis] = TF_Dim(tensor.get(), static_cast<int>(axis));
  return shape;
}

inline float* floats(const Tensor& tensor) { return static_cast<float*>(TF_TensorData(tensor.get())); }

// One run of a kernel. A failure is told to TensorFlow, and `ok` is false from then on.
class Run {
 public:
  explicit Run(TF_OpKernelContext* context) : context_(context) {}

  Tensor input(int index) {
    TF_Tensor* tensor = nullptr;
    TF_GetInput(context_, index, &tensor, status_.status);
    report();
    return Tensor(tensor);
  }

  Tensor output(int index, const std::vector<int64_t>& shape) {
    int64_t count = 1;
    for (const int64_t length : shape) count *= length;
    TF_Tensor* tensor = TF_AllocateOutput(context_, index, TF_FLOAT, shape.data(), static_cast<int>(shape.size()),
                                          count * sizeof(float), status_.status);
    report();
    return Tensor(tensor);
  }

  void fail(const std::string& message) {
    TF_SetStatus(status_.status, TF_INVALID_ARGUMENT, message.c_str());
    report();
  }

  bool ok() const { return status_.ok(); }

 private:
  void report() {
    if (!status_.ok()) TF_OpKernelContext_Failure(context_, status_.status);
  }

  TF_OpKernelContext* context_;
  Status status_;
};

// Of a kernel's attributes while it is made.
inline float floatAttribute(TF_OpKernelConstruction* construction, const char* name) {
  const Status status;
  float value = 0;
  TF_OpKernelConstruction_GetAttrFloat(construction, name, &value, status.status);
  return value;
}

inline bool boolAttribute(TF_OpKernelConstruction* construction, const char* name) {
  const Status status;
  TF_Bool value = 0;
  TF_OpKernelConstruction_GetAttrBool(construction, name, &value, status.status);
  return value != 0;
}

inline int64_t intAttribute(TF_OpKernelConstruction* construction, const char* name) {
  const Status status;
  int64_t value = 0;
  TF_OpKernelConstruction_GetAttrInt64(construction, name, &value, status.status);
  return value;
}

struct OpSpec {
  const char* name;
  std::vector<const char*> inputs, outputs, attributes;
  void (*inferShapes)(TF_ShapeInferenceContext*, TF_Status*);
};

// Registers an op, and its kernel for processors: K(TF_OpKernelConstruction*) makes one, compute(Run&) runs it.
template <typename K>
void registerOp(const OpSpec& spec) {
  const Status status;
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder(spec.name);
  for (const char* attribute : spec.attributes) TF_OpDefinitionBuilderAddAttr(op, attribute);
  for (const char* input : spec.inputs) TF_OpDefinitionBuilderAddInput(op, input);
  for (const char* output : spec.outputs) TF_OpDefinitionBuilderAddOutput(op, output);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, spec.inferShapes);
  TF_RegisterOpDefinition(op, status.status);
  TF_KernelBuilder* kernel = TF_NewKernelBuilder(
      spec.name, "CPU", [](TF_OpKernelConstruction* construction) -> void* { return new K(construction); },
      [](void* self, TF_OpKernelContext* context) {
        Run run(context);
        static_cast<K*>(self)->compute(run);
      },
      [](void* self) { delete static_cast<K*>(self); });
  TF_RegisterKernelBuilder(spec.name, kernel, status.status);
}

// Shape inference: output i has the shape of input `from`.
inline void sameShape(TF_ShapeInferenceContext* context, int output, int from, TF_Status* status) {
  TF_ShapeHandle* handle = TF_NewShapeHandle();
  TF_ShapeInferenceContextGetInput(context, from, handle, status);
  if (TF_GetCode(status) == TF_OK) TF_ShapeInferenceContextSetOutput(context, output, handle, status);
  TF_DeleteShapeHandle(handle);
}

}  // namespace contrastbook
