#include "threads.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

#if defined(__linux__)
#include <sched.h>
#endif

namespace contrastbook {
namespace {

int processors() {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) == 0) return std::max(1, CPU_COUNT(&set));
#endif
  return std::max(1u, std::thread::hardware_concurrency());
}

// Waits a little for something that is usually about to happen: going to sleep and being woken would take longer.
template <typename Condition>
bool soon(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(50);
  do {
    for (int i = 0; i < 64; ++i) {
      if (condition()) return true;
#if defined(__x86_64__)
      __builtin_ia32_pause();
#endif
    }
  } while (std::chrono::steady_clock::now() < end);
  return false;
}

// Lives as long as the process: its threads may still wait when static objects are destroyed.
struct Pool {
  std::mutex inUse;
  std::mutex mutex;
  std::condition_variable wake, done;
  const std::function<void(int)>* work = nullptr;
  int parts = 0;
  std::atomic<int> next{0};
  std::atomic<int> busy{0};
  std::atomic<unsigned long> round{0};

  explicit Pool(int workers) {
    for (int i = 0; i < workers; ++i) std::thread([this] { serve(); }).detach();
  }

  void takeParts(const std::function<void(int)>& task, int count) {
    for (int part = next++; part < count; part = next++) task(part);
  }

  void serve() {
    unsigned long seen = 0;
    for (;;) {
      soon([&] { return round != seen; });
      std::unique_lock<std::mutex> lock(mutex);
      wake.wait(lock, [&] { return round != seen; });
      seen = round;
      // It may be done already.
      if (work == nullptr) continue;
      ++busy;
      // Taken along, since `run` withdraws the work from late comers while this thread may still be at its last part. The
      // work itself lives until no thread is busy.
      const std::function<void(int)>& task = *work;
      const int count = parts;
      lock.unlock();
      takeParts(task, count);
      lock.lock();
      if (--busy == 0) done.notify_one();
    }
  }

  void run(int count, const std::function<void(int)>& task) {
    {
      const std::lock_guard<std::mutex> lock(mutex);
      work = &task;
      parts = count;
      next = 0;
      ++round;
    }
    wake.notify_all();
    takeParts(task, count);
    soon([this] { return busy == 0; });
    std::unique_lock<std::mutex> lock(mutex);
    // A worker that comes later finds no work.
    work = nullptr;
    done.wait(lock, [this] { return busy == 0; });
  }
};

}  // namespace

int threadCount() {
  static const int count = [] {
    const char* asked = std::getenv("CONTRASTBOOK_INTRA_OP_THREADS");
    const int number = asked == nullptr ? 0 : std::atoi(asked);
    return number > 0 ? number : processors();
  }();
  return count;
}

void parallel(int parts, const std::function<void(int)>& work) {
  if (parts > 1 && threadCount() > 1) {
    static Pool* pool = new Pool(threadCount() - 1);
    const std::unique_lock<std::mutex> mine(pool->inUse, std::try_to_lock);
    if (mine.owns_lock()) return pool->run(parts, work);
  }
  for (int part = 0; part < parts; ++part) work(part);
}

}  // namespace contrastbook
