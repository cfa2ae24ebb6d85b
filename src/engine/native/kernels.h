// Our ops, registered with TensorFlow when the addon is loaded. Only compiled steps use them (engine/compile/optimize.ts).
#pragma once

namespace contrastbook {

void registerBatchNorm();
void registerColorSteps();
void registerElementwise();
void registerFilterGradient();

// Once in a process, however often the addon is loaded.
inline void registerOps() {
  static const bool done = [] {
    registerBatchNorm();
    registerColorSteps();
    registerElementwise();
    registerFilterGradient();
    return true;
  }();
  static_cast<void>(done);
}

}  // namespace contrastbook
