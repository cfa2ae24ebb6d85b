// Sixteen floats at a time, for any processor: one AVX-512 register, two of AVX2, or what the compiler makes of it.
#pragma once
#include <cstring>

namespace contrastbook {

constexpr int laneCount = 16;
typedef float Lanes __attribute__((vector_size(64)));

#define ALWAYS_INLINE inline __attribute__((always_inline))

ALWAYS_INLINE Lanes load(const float* from) {
  Lanes lanes;
  std::memcpy(&lanes, from, sizeof(lanes));
  return lanes;
}

ALWAYS_INLINE void store(float* to, Lanes lanes) { std::memcpy(to, &lanes, sizeof(lanes)); }

#if defined(__x86_64__)
inline bool hasAvx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}
inline bool hasAvx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

// Defines `name` from the always-inlined `nameBody`, compiled for each kind of processor and chosen when it is called.
#define FOR_EVERY_PROCESSOR(name, parameters, arguments)                                                        \
  __attribute__((target("avx512f,avx512vl,avx512dq,avx2,fma"))) void name##Avx512 parameters { name##Body arguments; } \
  __attribute__((target("avx2,fma"))) void name##Avx2 parameters { name##Body arguments; }                     \
  void name##Plain parameters { name##Body arguments; }                                                        \
  void name parameters {                                                                                        \
    static const auto chosen = hasAvx512() ? name##Avx512 : hasAvx2() ? name##Avx2 : name##Plain;               \
    chosen arguments;                                                                                           \
  }
#else
inline bool hasAvx512() { return false; }
#define FOR_EVERY_PROCESSOR(name, parameters, arguments) \
  void name parameters { name##Body arguments; }
#endif

}  // namespace contrastbook
