import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { BuildOptions, BuildOutcome, BuildReply, BuildRequest } from "./buildRequest";

interface Thread {
  worker: Worker;
  waiting: Map<number, (outcome: BuildOutcome) => void>;
  idle: NodeJS.Timeout | undefined;
}

/** A compiler keeps a few hundred megabytes; it goes when nothing was saved for so long, and costs seconds to get back. */
const idleMs = 15 * 60_000;

/** Builds projects in threads, one for each tsconfig.json, started when the first of its files was saved. */
export class ProjectBuilds {
  readonly #threads = new Map<string, Thread>();
  #requests = 0;

  /** Resolves when the build is done; never rejects. */
  build(config: string, request: Omit<BuildRequest, "id">): Promise<BuildOutcome> {
    const thread = this.#thread(config);
    const id = ++this.#requests;
    clearTimeout(thread.idle);
    return new Promise((done) => {
      thread.waiting.set(id, done);
      thread.worker.postMessage({ id, ...request } satisfies BuildRequest);
    });
  }

  close(): void {
    for (const config of [...this.#threads.keys()]) this.#end(config, "the kernel ends");
  }

  #thread(config: string): Thread {
    const running = this.#threads.get(config);
    if (running) return running;
    // without this process's flags: what is loaded beforehand for the cells is of no use there
    const workerData: BuildOptions = { config };
    const worker = new Worker(join(__dirname, "buildThread.js"), { workerData, execArgv: [] });
    worker.unref();
    const thread: Thread = { worker, waiting: new Map(), idle: undefined };
    worker.on("message", ({ id, outcome }: BuildReply) => {
      thread.waiting.get(id)?.(outcome);
      thread.waiting.delete(id);
      thread.idle = setTimeout(() => this.#end(config, "the compiler was idle"), idleMs).unref();
    });
    worker.on("error", (error) => this.#end(config, error.message));
    this.#threads.set(config, thread);
    return thread;
  }

  #end(config: string, message: string): void {
    const thread = this.#threads.get(config);
    if (!thread) return;
    this.#threads.delete(config);
    clearTimeout(thread.idle);
    void thread.worker.terminate();
    for (const done of thread.waiting.values()) done({ kind: "failed", message });
  }
}
