// A TF_Status that is freed with its scope.
#pragma once
#include "tensorflow/c/tf_status.h"

namespace contrastbook {

struct Status {
  TF_Status* status = TF_NewStatus();
  ~Status() { TF_DeleteStatus(status); }
  bool ok() const { return TF_GetCode(status) == TF_OK; }
};

}  // namespace contrastbook
