import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { sourceFile } from "../../engine/install/sourceFile";
import { tethered } from "../../engine/install/runTool";
import { BenchError } from "./benchError";
import type { Job } from "./job";
import type { Facts } from "./ours/session";
import type { Contender } from "./work";

export interface SideOptions {
  contender: Pick<Contender, "name" | "side">;
  job: Job;
  /** Python of the environment that holds PyTorch. */
  python: string;
  env: NodeJS.ProcessEnv;
}

export interface Block {
  steps: number;
  ms: number;
  peakMiB: number;
}

type Message = ({ event: "ready"; threads: number } & Facts) | ({ event: "done" } & Block);

const tailLines = 15;

/** The process of a contender: it opens its task, then waits to be told to run a block. While one works the others wait. */
export class Side {
  facts: Facts & { threads: number } = { threads: 0 };
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly messages: Message[] = [];
  private readonly tail: string[] = [];
  private wake: () => void = () => undefined;
  private ending: string | undefined;
  private readonly closed: Promise<void>;

  private constructor(private readonly options: SideOptions) {
    const [command, args] = tethered(...commandOf(options));
    this.child = spawn(command, args, { env: environmentOf(options), stdio: "pipe" });
    createInterface({ input: this.child.stdout }).on("line", (line) => {
      // Libraries print too.
      if (line.startsWith('{"event"')) this.messages.push(JSON.parse(line) as Message);
      else this.remember(line);
      this.wake();
    });
    createInterface({ input: this.child.stderr }).on("line", (line) => this.remember(line));
    this.child.stdin.on("error", () => undefined);
    this.closed = new Promise((resolve) => {
      const finish = (ending: string): void => {
        this.ending ??= ending;
        this.wake();
        resolve();
      };
      this.child.on("error", (error) => finish(`did not start (${error.message})`));
      this.child.on("close", (code, signal) => finish(signal ? `was ended by ${signal}` : `ended with status ${code}`));
    });
  }

  /** Starts a process; resolves when its task is open and warm. */
  static async start(options: SideOptions): Promise<Side> {
    const side = new Side(options);
    try {
      const message = await side.next();
      if (message.event === "ready") side.facts = message;
      return side;
    } catch (error) {
      await side.end();
      throw error;
    }
  }

  /** Runs so many steps. */
  async block(steps: number): Promise<Block> {
    this.child.stdin.write(`go ${steps}\n`);
    const message = await this.next();
    if (message.event !== "done") throw new BenchError(`bench: ${this.options.contender.name} said it is ready twice`);
    return message;
  }

  /** Ends the process and waits until it is gone. */
  async end(patienceMs = 10_000): Promise<void> {
    this.child.stdin.end();
    const timer = setTimeout(() => this.child.kill("SIGKILL"), patienceMs);
    await this.closed;
    clearTimeout(timer);
  }

  private async next(): Promise<Message> {
    while (this.messages.length === 0 && this.ending === undefined)
      await new Promise<void>((resolve) => (this.wake = resolve));
    const message = this.messages.shift();
    if (message) return message;
    const { contender, job } = this.options;
    throw new BenchError(
      `bench: ${contender.name} of ${job.task} ${this.ending}; its last words:\n${this.tail.join("\n")}`,
    );
  }

  private remember(line: string): void {
    this.tail.push(line);
    if (this.tail.length > tailLines) this.tail.shift();
  }
}

function commandOf({ contender, job, python }: SideOptions): [string, string[]] {
  const words = JSON.stringify(job);
  return contender.side === "ours"
    ? [process.execPath, [path.join(__dirname, "ours", "main.js"), words]]
    : [python, [sourceFile("workbook/bench/peers/peer.py"), words]];
}

function environmentOf({ contender, job, env }: SideOptions): NodeJS.ProcessEnv {
  if (contender.side === "PyTorch") return { ...env, PYTHONUNBUFFERED: "1", PYTHONDONTWRITEBYTECODE: "1" };
  if (job.threads === undefined) return env;
  const sideBySide = job.interOpThreads ?? job.threads;
  return { ...env, CONTRASTBOOK_THREADS: String(job.threads), CONTRASTBOOK_INTER_OP_THREADS: String(sideBySide) };
}
