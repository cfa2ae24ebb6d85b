// The TensorFlow context of the addon, made by us: it gets our thread counts, and its pointer stays known to the tracer.
// Compiled without packageSeams.h, or contrastbook_new_context would call itself.
#include <cstdlib>
#include <string>

#include "absl/base/log_severity.h"
#include "absl/log/globals.h"
#include "tensorflow/c/eager/c_api.h"

#define CONTRASTBOOK_EXPORT __attribute__((visibility("default")))

namespace {

// TensorFlow logs partly through Abseil, which knows nothing of TF_CPP_MIN_LOG_LEVEL: lend it the same level.
// The addon is marked to be initialised first (markInitFirst.ts), so this runs before libtensorflow's own initialisers, which already log.
__attribute__((constructor)) void lendLogLevelToAbseil() {
  const char* level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  if (level == nullptr) return;
  const int severity = std::atoi(level);
  if (severity > 0) absl::SetMinLogLevel(static_cast<absl::LogSeverityAtLeast>(severity < 3 ? severity : 3));
}

int threadsFrom(const char* variable) {
  const char* text = std::getenv(variable);
  return text == nullptr ? 0 : std::atoi(text);
}

// One int32 field of a protocol buffer message: tag, then the value as a varint.
void appendField(std::string* message, int field, unsigned value) {
  message->push_back(static_cast<char>(field << 3));
  for (; value >= 0x80; value >>= 7) message->push_back(static_cast<char>(value | 0x80));
  message->push_back(static_cast<char>(value));
}

// A serialized ConfigProto: no thread waits for work in a loop, since on a machine with few processors it would keep one
// from another op's threads (a compiled training step on two takes 3% less); and the two thread counts, if they are set.
std::string threadConfig() {
  std::string config("\x82\x01\x02\x48\x01", 5);  // experimental (16): { disable_thread_spinning (9): true }
  const int intraOp = threadsFrom("CONTRASTBOOK_INTRA_OP_THREADS");
  const int interOp = threadsFrom("CONTRASTBOOK_INTER_OP_THREADS");
  if (intraOp > 0) appendField(&config, 2, static_cast<unsigned>(intraOp));
  if (interOp > 0) appendField(&config, 5, static_cast<unsigned>(interOp));
  return config;
}

}  // namespace

extern "C" {

// The context of the loaded addon; null before the backend is made.
CONTRASTBOOK_EXPORT TFE_Context* contrastbook_context = nullptr;

CONTRASTBOOK_EXPORT TFE_Context* contrastbook_new_context(const TFE_ContextOptions* options, TF_Status* status) {
  const std::string config = threadConfig();
  // The addon made these options itself a line before, and owns them: they are const only by the signature.
  TFE_ContextOptionsSetConfig(const_cast<TFE_ContextOptions*>(options), config.data(), config.size(), status);
  if (TF_GetCode(status) != TF_OK) return nullptr;
  contrastbook_context = TFE_NewContext(options, status);
  return contrastbook_context;
}

}  // extern "C"
