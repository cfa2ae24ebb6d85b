// Force-included into every source of the addon: its one call of TFE_NewContext then reaches context.cc, and no source is patched.
#pragma once
#include "tensorflow/c/eager/c_api.h"

extern "C" TFE_Context* contrastbook_new_context(const TFE_ContextOptions* options, TF_Status* status);

#define TFE_NewContext contrastbook_new_context
