// Force-included into every source of the npm package's addon, so that none of them is patched:
// its one call of TFE_NewContext reaches context.cc, and its module exports our functions beside its own.
#pragma once
#include <node_api.h>

#include "exports.h"
#include "tensorflow/c/eager/c_api.h"

extern "C" TFE_Context* contrastbook_new_context(const TFE_ContextOptions* options, TF_Status* status);

#define TFE_NewContext contrastbook_new_context

#undef NAPI_MODULE
#define NAPI_MODULE(name, initialize)          \
  NAPI_MODULE_INIT() {                         \
    ::contrastbook_export_graph(env, exports); \
    return initialize(env, exports);           \
  }
