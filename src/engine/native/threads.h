// Threads of our own for our own kernels: the C API of TensorFlow's kernels does not lend its pool.
#pragma once
#include <functional>

namespace contrastbook {

// As many as TensorFlow uses within one op.
int threadCount();

// Calls work(part) for every part from 0 to parts - 1, on several threads, and returns when all are done.
// While another op has the threads, the caller does all parts itself: ops that run side by side are parallel already.
void parallel(int parts, const std::function<void(int)>& work);

}  // namespace contrastbook
