import type { DisplayHost, MimeBundle, PublishOptions } from "../../report/displayHost";
import type { ExecutionFlags } from "../executionFlags";
import { KernelInterrupted } from "../language/kernelInterrupted";
import type { Language } from "../language/language";
import type { Publication, SessionRequest, StreamText } from "../server/link";
import type { JsonObject } from "../wire/message";
import type { Cell } from "./cell";
import { toCodePoints, toUnits } from "./codePoints";
import { CurrentCell } from "./currentCell";
import type { DisplayMeans } from "./display/display";
import { encodeBundle, toMimeBundle } from "./display/mimeBundle";
import { type ExecuteRequest, readExecuteRequest } from "./executeRequest";
import { History } from "./history";
import { OutputOrder } from "./outputOrder";
import { describeError, type ErrorContent } from "./traceback";

/** Where a session's messages go, and who is told what it is doing. */
export interface SessionOutlets extends Pick<ExecutionFlags, "enter" | "leave"> {
  publish(publication: Publication): void;
  stream(stream: StreamText): void;
  /** A cell with this serial number runs; 0 when none does. */
  running(serial: number): void;
  /** Whether the reader wants the running cell to end. */
  interrupted(): boolean;
}

export interface SessionReply {
  content: JsonObject;
  /** The requests to execute that wait behind this one must be aborted. */
  abortQueue: boolean;
}

/** One notebook's conversation with a language: runs its cells one at a time and says what came of them. */
export class Session {
  readonly #language: Language;
  readonly #outlets: SessionOutlets;
  readonly #current = new CurrentCell();
  readonly #history = new History();
  readonly #idle = new AbortController();
  #executionCount = 0;
  #serial = 0;
  #running: Cell | undefined;

  constructor(language: Language, outlets: SessionOutlets) {
    this.#language = language;
    this.#outlets = outlets;
  }

  /** Answers a request; never throws, since a request that fails must not end the session. */
  async handle(request: SessionRequest): Promise<SessionReply> {
    try {
      if (request.header.msg_type === "execute_request") return await this.#execute(request);
      return { content: { status: "ok", ...this.#answer(request) }, abortQueue: false };
    } catch (error) {
      return { content: { status: "error", ...this.#describe(error) }, abortQueue: false };
    }
  }

  /** Ends the running cell as far as messages can: its signal is aborted and it no longer waits for its promise. */
  interrupt(): void {
    this.#running?.abort.abort(new KernelInterrupted());
  }

  /** Text that the running code wrote to a standard stream. */
  write(name: StreamText["name"], text: string): void {
    const cell = this.#current.get();
    if (cell && !cell.silent) cell.output.post(() => this.#outlets.stream({ name, text, parent: cell.parent }));
  }

  /** An error that nobody caught, for instance in a timer: told on stderr of the cell it belongs to. */
  reportUncaught(error: unknown): void {
    this.write("stderr", `${this.#describe(error).traceback.join("\n")}\n`);
  }

  /** What libraries and the cells' `display` publish through. */
  get displayMeans(): DisplayMeans {
    const currentSignal = (): AbortSignal => (this.#current.get()?.abort ?? this.#idle).signal;
    const host: DisplayHost = {
      publish: (bundle, options) => this.#display(this.#current.get(), bundle, options),
      clear: ({ wait = false } = {}) => {
        const cell = this.#current.get();
        cell?.output.post(() => this.#publish(cell, "clear_output", { wait }));
      },
      get signal() {
        return currentSignal();
      },
    };
    return {
      host,
      show: (value, options) => this.#show(this.#current.get(), value, options),
      page: (text) => this.#current.get()?.pages.push(text),
    };
  }

  async #execute({ header: parent, content }: SessionRequest): Promise<SessionReply> {
    const request = readExecuteRequest(content);
    if (request.storeHistory) this.#executionCount += 1;
    const executionCount = this.#executionCount;
    const cell: Cell = {
      parent,
      executionCount,
      silent: request.silent,
      output: new OutputOrder(),
      pages: [],
      abort: new AbortController(),
    };
    this.#publish(cell, "execute_input", { code: request.code, execution_count: executionCount });
    this.#running = cell;
    this.#outlets.running((this.#serial += 1));
    try {
      const output = await this.#current.run(cell, () => this.#run(cell, request.code));
      if (request.storeHistory) this.#history.add(executionCount, request.code, output);
      const payload = cell.pages.map((text) => ({ source: "page", data: { "text/plain": text }, start: 0 }));
      const expressions = await this.#current.run(cell, () => this.#evaluate(cell, request));
      const reply = { status: "ok", execution_count: executionCount, payload, user_expressions: expressions };
      return { content: reply, abortQueue: false };
    } catch (error) {
      if (error instanceof KernelInterrupted) cell.abort.abort(error);
      if (request.storeHistory) this.#history.add(executionCount, request.code, null);
      const description = this.#describe(error);
      cell.output.release();
      this.#publish(cell, "error", description);
      const reply = { status: "error", execution_count: executionCount, ...description };
      return { content: reply, abortQueue: request.stopOnError && !request.silent };
    } finally {
      this.#running = undefined;
      this.#outlets.running(0);
      this.#outlets.enter("quiet");
    }
  }

  /** Runs code to its end, displays included; resolves to its result as text, for the history. */
  async #run(cell: Cell, code: string): Promise<string | null> {
    const value = await this.#untilInterrupted(cell, this.#start(cell, code));
    await this.#untilInterrupted(cell, cell.output.finished());
    if (value === undefined) return null;
    const data = encodeBundle(await this.#untilInterrupted(cell, Promise.resolve(toMimeBundle(value))));
    this.#publish(cell, "execute_result", { data, metadata: {}, execution_count: cell.executionCount });
    return typeof data["text/plain"] === "string" ? data["text/plain"] : null;
  }

  #start({ executionCount }: Cell, code: string): Promise<unknown> {
    const { enter, leave } = this.#outlets;
    return this.#language.execute(code, { executionCount, enter, leave });
  }

  async #evaluate(cell: Cell, { userExpressions }: ExecuteRequest): Promise<JsonObject> {
    const results: JsonObject = {};
    for (const [name, code] of userExpressions) {
      try {
        const value = await this.#untilInterrupted(cell, this.#start(cell, code));
        results[name] = { status: "ok", data: encodeBundle(await toMimeBundle(value)), metadata: {} };
      } catch (error) {
        results[name] = { status: "error", ...this.#describe(error) };
      }
    }
    return results;
  }

  /** Rejects as soon as the cell is interrupted, whether or not the work notices, and at the latest when it is done. */
  #untilInterrupted<T>(cell: Cell, work: Promise<T>): Promise<T> {
    const { signal } = cell.abort;
    const interrupted = new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason as Error);
      else signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    });
    // whichever loses the race may still reject, and nobody listens to it
    interrupted.catch(() => undefined);
    const done = work.then((value) => {
      if (this.#outlets.interrupted()) throw new KernelInterrupted();
      return value;
    });
    done.catch(() => undefined);
    return Promise.race([done, interrupted]);
  }

  #show(cell: Cell | undefined, value: unknown, options?: PublishOptions): void {
    const bundle = toMimeBundle(value);
    if (!(bundle instanceof Promise)) return this.#display(cell, bundle, options);
    const shown = cell?.output.postLater(bundle.then((ready) => () => this.#displayNow(cell, ready, options)));
    shown?.catch((error: unknown) => {
      // of a cell that still runs it is the error
      if (this.#running !== cell) this.reportUncaught(error);
    });
  }

  #display(cell: Cell | undefined, bundle: MimeBundle, options?: PublishOptions): void {
    cell?.output.post(() => this.#displayNow(cell, bundle, options));
  }

  #displayNow(cell: Cell, bundle: MimeBundle, options: PublishOptions = {}): void {
    const { displayId, update = false, metadata = {} } = options;
    if (update && displayId === undefined) {
      throw new TypeError("display: update is true but displayId is missing; needed is the displayId to replace");
    }
    const transient = displayId === undefined ? {} : { display_id: displayId };
    const type = update ? "update_display_data" : "display_data";
    this.#publish(cell, type, { data: encodeBundle(bundle), metadata, transient });
  }

  #publish(cell: Cell, type: string, content: object): void {
    if (!cell.silent) this.#outlets.publish({ type, content: JSON.stringify(content), parent: cell.parent });
  }

  #describe(error: unknown): ErrorContent {
    return describeError(error, (frame) => this.#language.locate(frame));
  }

  #answer({ header, content }: SessionRequest): JsonObject {
    const code = typeof content.code === "string" ? content.code : "";
    const cursor = typeof content.cursor_pos === "number" ? toUnits(code, content.cursor_pos) : code.length;
    switch (header.msg_type) {
      case "complete_request":
        return this.#complete(code, cursor);
      case "inspect_request":
        return this.#inspect(code, cursor);
      case "is_complete_request":
        return { ...this.#language.isComplete(code) };
      case "history_request":
        return { history: this.#history.query(content) };
      case "comm_info_request":
        return { comms: {} };
      default:
        throw new TypeError(`session: there is no answer to ${header.msg_type}`);
    }
  }

  #complete(code: string, cursor: number): JsonObject {
    const { matches, start, end } = this.#language.complete(code, cursor);
    const range = { start: toCodePoints(code, start), end: toCodePoints(code, end) };
    return {
      matches: matches.map(({ text }) => text),
      cursor_start: range.start,
      cursor_end: range.end,
      metadata: { _jupyter_types_experimental: matches.map((match) => ({ ...match, ...range })) },
    };
  }

  #inspect(code: string, cursor: number): JsonObject {
    const found = this.#language.inspect(code, cursor);
    if (!found) return { found: false, data: {}, metadata: {} };
    const { signature, documentation } = found;
    const data = {
      "text/plain": [signature, documentation].filter((part) => part !== "").join("\n\n"),
      "text/markdown": [`\`\`\`typescript\n${signature}\n\`\`\``, documentation].join("\n\n").trimEnd(),
    };
    return { found: true, data, metadata: {} };
  }
}
