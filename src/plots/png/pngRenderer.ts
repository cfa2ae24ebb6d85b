import { type ChildProcess, fork } from "node:child_process";
import { PlotError } from "../plotError";
import type { PngReply, PngRequest } from "./messages";

type Job = Omit<PngRequest, "id"> & { resolve(png: Uint8Array): void; reject(error: PlotError): void; tries: number };

export interface PngRendererOptions {
  /** Path of the module that the renderer process runs. */
  worker: string;
  /** How long one picture may take, the start of the process included. Default 30 000 ms. */
  timeoutMs?: number;
  /** A process without work ends after this time; the next picture starts another. Default 300 000 ms. */
  idleMs?: number;
}

/**
 * Draws pictures in one warm child process, one after another. The process never keeps the program alive, is
 * started again when it dies, and a picture that takes it down is tried twice before its caller hears of it.
 */
export class PngRenderer {
  private child: ChildProcess | undefined;
  private stderr = "";
  private job: Job | undefined;
  private readonly waiting: Job[] = [];
  private timer: NodeJS.Timeout | undefined;
  private lastId = 0;

  constructor(private readonly options: PngRendererOptions) {}

  /** The process that draws now, for tests; undefined when none runs. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts the process ahead of the first picture, which then need not wait for it. */
  warmUp(): void {
    if (this.child) return;
    this.child = this.start();
    this.rest();
  }

  render(request: Omit<PngRequest, "id">): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...request, resolve, reject, tries: 0 });
      this.next();
    });
  }

  /** Ends the process. Pictures that wait are still drawn, by a new one. */
  stop(): void {
    this.child?.kill("SIGKILL");
  }

  private next(): void {
    if (this.job) return;
    clearTimeout(this.timer);
    this.job = this.waiting.shift();
    if (!this.job) return this.rest();
    this.job.tries++;
    const child = (this.child ??= this.start());
    hold(child, true);
    const { timeoutMs = 30_000 } = this.options;
    this.timer = setTimeout(() => this.timedOut(timeoutMs), timeoutMs);
    const { figure, width, height, scale } = this.job;
    child.send({ id: ++this.lastId, figure, width, height, scale } satisfies PngRequest, () => undefined);
  }

  private rest(): void {
    if (!this.child) return;
    hold(this.child, false);
    this.timer = setTimeout(() => this.stop(), this.options.idleMs ?? 300_000).unref();
  }

  private start(): ChildProcess {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const child = fork(this.options.worker, { execArgv: [], env, stdio: ["ignore", "ignore", "pipe", "ipc"] });
    this.stderr = "";
    child.stderr?.on("data", (text: Buffer) => (this.stderr = (this.stderr + text.toString()).slice(-2000)));
    child.on("message", (reply: PngReply) => this.answered(child, reply));
    child.on("error", () => this.died(child));
    child.on("exit", () => this.died(child));
    return child;
  }

  private answered(child: ChildProcess, reply: PngReply): void {
    if (child !== this.child || reply.id !== this.lastId) return;
    if ("png" in reply) this.settle((job) => job.resolve(Buffer.from(reply.png, "base64")));
    else this.settle((job) => job.reject(new PlotError(`plotly.js cannot draw this figure: ${reply.error}`)));
  }

  private died(child: ChildProcess): void {
    if (child !== this.child) return;
    this.child = undefined;
    const { job } = this;
    if (!job) return;
    if (job.tries < 2) {
      this.job = undefined;
      this.waiting.unshift(job);
      this.next();
    } else {
      const said = this.stderr.trim();
      this.settle(() => job.reject(new PlotError(`the PNG renderer died twice on this figure${said && `: ${said}`}`)));
    }
  }

  private timedOut(timeoutMs: number): void {
    const child = this.child;
    this.child = undefined;
    child?.kill("SIGKILL");
    this.settle((job) => job.reject(new PlotError(`the PNG renderer did not answer within ${timeoutMs} ms`)));
  }

  private settle(tell: (job: Job) => void): void {
    const { job } = this;
    this.job = undefined;
    if (job) tell(job);
    this.next();
  }
}

/** A child with work keeps this process alive; an idle one does not. */
function hold(child: ChildProcess, alive: boolean): void {
  const stderr = child.stderr as unknown as { ref(): void; unref(): void } | null;
  for (const handle of [child, child.channel, stderr]) {
    if (alive) handle?.ref();
    else handle?.unref();
  }
}
