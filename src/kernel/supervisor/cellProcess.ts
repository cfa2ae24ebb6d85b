import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import type { Duplex, Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { controlPipe, outputPipe } from "../cells/pipes";
import type { CellStart, StreamText, ToServer, ToSession } from "../server/link";
import { encodeFrame, FrameReader } from "../wire/frames";
import type { Ending } from "./ending";

export interface CellProcessEvents {
  message(message: ToServer): void;
  /** What came over a standard stream past the cells' own `console`: native libraries, programs that cells start. */
  native(name: StreamText["name"], text: string): void;
  /** Everything that it had to say was said. */
  ended(ending: Ending): void;
}

/** A process that ended may have left its streams to another one, which never closes them. */
const drainMs = 200;
/** What is asked to end gets this long. */
const exitGraceMs = 300;

/** The process that runs the cells, with its group: whatever the cells start belongs to it and ends with it. */
export class CellProcess {
  readonly #child: ChildProcess;
  readonly #control: Duplex;
  readonly #ended: Promise<void>;
  #nativeBytes = 0;

  constructor(start: CellStart, events: CellProcessEvents) {
    const main = join(dirname(__dirname), "cells", "main.js");
    this.#child = spawn(process.execPath, [...process.execArgv, main, JSON.stringify(start)], {
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
      detached: true,
    });
    this.#control = this.#child.stdio[controlPipe] as Duplex;
    this.#control.on("error", () => undefined);
    const output = this.#child.stdio[outputPipe] as Readable;
    for (const pipe of [this.#control, output]) {
      const reader = new FrameReader((frame) => events.message(frame as ToServer));
      pipe.on("data", (chunk: Buffer) => reader.add(chunk));
    }
    for (const name of ["stdout", "stderr"] as const) this.#listen(name, events);
    this.#ended = new Promise((resolve) => {
      this.#child.once("error", (error) => {
        events.ended({ error });
        resolve();
      });
      this.#child.once("exit", (code, signal) => {
        const report = once(() => {
          this.#signalGroup("SIGTERM");
          events.ended({ code, signal });
          resolve();
        });
        this.#child.once("close", report);
        setTimeout(report, drainMs);
      });
    });
  }

  send(message: ToSession): void {
    if (this.#control.writable) this.#control.write(encodeFrame(message));
  }

  /** Resolves when what the process had written to its standard streams by now was heard. */
  async drained(): Promise<void> {
    for (let before = -1; before !== this.#nativeBytes;) {
      before = this.#nativeBytes;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Asks it to end, and ends it when it does not. */
  async stop(): Promise<void> {
    this.send({ kind: "exit" });
    const timer = setTimeout(() => this.#signalGroup("SIGKILL"), exitGraceMs);
    await this.#ended;
    clearTimeout(timer);
    this.#signalGroup("SIGKILL");
  }

  #listen(name: StreamText["name"], events: CellProcessEvents): void {
    const decoder = new StringDecoder("utf8");
    this.#child[name]?.on("data", (chunk: Buffer) => {
      this.#nativeBytes += chunk.length;
      const text = decoder.write(chunk);
      if (text !== "") events.native(name, text);
    });
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // nobody is left in it
    }
  }
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}
