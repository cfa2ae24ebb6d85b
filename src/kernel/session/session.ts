import { stripVTControlCharacters } from "node:util";
import { KernelInterrupted } from "../language/kernelInterrupted";
import type { CellValue, Language } from "../language/language";
import type { SessionRequest, StreamText } from "../server/link";
import type { JsonObject } from "../wire/message";
import { type Cell, createCell } from "./cell";
import { CommRegistry } from "./comm/commRegistry";
import { CurrentCell } from "./currentCell";
import type { DisplayMeans } from "./display/display";
import { DisplayHandle } from "./display/displayHandle";
import { isErrorValue } from "./display/isErrorValue";
import { encodeBundle, toMimeBundle } from "./display/mimeBundle";
import { valueText } from "./display/valueText";
import { type ExecuteRequest, readExecuteRequest } from "./executeRequest";
import { Inputs } from "./input/inputs";
import type { JupyterMeans } from "./jupyterGlobal";
import { answerAboutCode } from "./languageAnswers";
import { Outputs } from "./outputs";
import type { SessionOutlets } from "./sessionOutlets";
import { tidyStacks } from "./tidyStacks";
import { describeError, type ErrorContent } from "./traceback";
import { untilInterrupted } from "./untilInterrupted";

export interface SessionOptions {
  /** Cells that were counted before. Default 0. */
  executionCount?: number;
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
  readonly #outputs: Outputs;
  readonly #comms: CommRegistry;
  /** What cells ask their reader. */
  readonly inputs: Inputs;
  #executionCount: number;
  #serial = 0;
  #running: Cell | undefined;

  constructor(language: Language, outlets: SessionOutlets, { executionCount = 0 }: SessionOptions = {}) {
    this.#executionCount = executionCount;
    this.#language = language;
    this.#outlets = outlets;
    this.#outputs = new Outputs(this.#current, {
      publish: (publication) => outlets.publish(publication),
      stream: (stream) => outlets.stream(stream),
      failed: (error) => this.reportUncaught(error),
      errorContent: (error) => this.#describe(error),
      describe: (value) => this.#tell(value),
      locate: (frame) => language.locate(frame),
    });
    this.inputs = new Inputs({
      current: () => this.#current.get(),
      ask: (question) => outlets.ask(question),
      nextAnswer: () => outlets.nextAnswer(),
      interrupted: () => outlets.interrupted(),
    });
    this.#comms = new CommRegistry({
      publish: (type, content, metadata, buffers) => this.#outputs.publishComm(type, content, metadata, buffers),
      log: (line) => outlets.log(line),
    });
  }

  /** Answers a request; never throws, since a request that fails must not end the session. */
  async handle(request: SessionRequest): Promise<SessionReply> {
    try {
      const type = request.header.msg_type;
      if (type === "execute_request") return await this.#execute(request);
      if (type === "comm_open" || type === "comm_msg" || type === "comm_close") await this.#hear(request);
      if (!type.endsWith("_request")) return { content: { status: "ok" }, abortQueue: false };
      return { content: { status: "ok", ...this.#answer(request) }, abortQueue: false };
    } catch (error) {
      return { content: { status: "error", ...this.#describe(error) }, abortQueue: false };
    }
  }

  /** Ends the running cell as far as messages can: its signal is aborted and it no longer waits for its promise. */
  interrupt(): void {
    const cell = this.#running;
    cell?.stopper.arm(() => cell.abort.abort(new KernelInterrupted()));
  }

  /**
   * For code that cannot be ended from outside: ends it if the cell that started it was interrupted, now or long ago.
   * @throws {KernelInterrupted}
   */
  stopIfInterrupted(): void {
    const cell = this.#current.known() ?? this.#running;
    if (cell === undefined) return;
    // the message of the interrupt is not heard before this code lets go of the thread
    if (cell.stopper === this.#running?.stopper && this.#outlets.interrupted() && !cell.abort.signal.aborted)
      this.interrupt();
    cell.stopper.stop();
  }

  /** Text that the running code wrote to a standard stream. */
  write(name: StreamText["name"], text: string): void {
    this.#outputs.write(name, text);
  }

  /** An error that nobody caught, for instance in a timer: told on stderr of the cell it belongs to. */
  reportUncaught(error: unknown): void {
    // what an interrupted cell had left to do ends one by one, and its reader knows why
    if (error instanceof KernelInterrupted) return;
    this.write("stderr", `${this.#describe(error).traceback.join("\n")}\n`);
  }

  /** What libraries and the cells' `display` publish through. */
  get displayMeans(): DisplayMeans {
    return this.#outputs.displayMeans;
  }

  /** What the cells' `jupyter` works with. */
  get jupyterMeans(): JupyterMeans {
    return { comms: this.#comms, outputs: this.#outputs };
  }

  async #execute({ header: parent, content }: SessionRequest): Promise<SessionReply> {
    const request = readExecuteRequest(content);
    if (request.storeHistory) this.#executionCount += 1;
    const executionCount = this.#executionCount;
    const cell = createCell(parent, { ...request, executionCount, isNotebookCell: true });
    this.#outputs.publish(cell, "execute_input", { code: request.code, execution_count: executionCount });
    this.#begin(cell);
    try {
      const output = await this.#current.run(cell, () => this.#run(cell, request.code));
      if (request.storeHistory) this.#outlets.executed({ line: executionCount, input: request.code, output });
      const payload = cell.pages.map((text) => ({ source: "page", data: { "text/plain": text }, start: 0 }));
      const expressions = await this.#current.run(cell, () => this.#evaluate(cell, request));
      this.#outputs.tellEnd(cell, false);
      const reply = { status: "ok", execution_count: executionCount, payload, user_expressions: expressions };
      return { content: reply, abortQueue: false };
    } catch (error) {
      if (error instanceof KernelInterrupted) cell.stopper.arm(() => cell.abort.abort(error));
      if (request.storeHistory) this.#outlets.executed({ line: executionCount, input: request.code, output: null });
      const description = this.#describe(error);
      cell.output.release();
      this.#outputs.tellEnd(cell, true);
      this.#outputs.publish(cell, "error", description);
      const reply = { status: "error", execution_count: executionCount, ...description };
      return { content: reply, abortQueue: request.stopOnError && !request.silent };
    } finally {
      this.#end();
    }
  }

  /** Hands a comm message to its handler, which runs as a cell does: it prints, is waited for, and can be interrupted. */
  async #hear({ header, content, metadata, buffers }: SessionRequest): Promise<void> {
    const { enter, leave } = this.#outlets;
    const cell = createCell(header, { executionCount: this.#executionCount, isNotebookCell: false });
    const handle = (): unknown => this.#comms.receive(header.msg_type, content, { metadata, buffers });
    this.#begin(cell);
    await this.#current.within(cell, async () => {
      try {
        await this.#untilInterrupted(cell, Promise.resolve(this.#language.call(handle, { enter, leave })));
        await this.#untilInterrupted(cell, cell.output.finished());
        this.#outputs.tellEnd(cell, false);
      } catch (error) {
        cell.output.release();
        this.#outputs.tellEnd(cell, true);
        this.reportUncaught(error);
      } finally {
        this.#end();
      }
    });
  }

  #begin(cell: Cell): void {
    this.#running = cell;
    this.#outlets.running((this.#serial += 1), cell.executionCount);
  }

  #end(): void {
    this.#running?.output.end();
    this.#running = undefined;
    this.#outlets.running(0, this.#executionCount);
    this.#outlets.enter("quiet");
  }

  /** Runs code to its end, displays included; resolves to its result as text, for the history. */
  async #run(cell: Cell, code: string): Promise<string | null> {
    const { value } = await this.#untilInterrupted(cell, this.#start(cell, code));
    await this.#untilInterrupted(cell, cell.output.finished());
    // a cell that ends with `display(x)` has shown x already
    if (value === undefined || value instanceof DisplayHandle) return null;
    const bundle = toMimeBundle(value, (value) => this.#tell(value));
    const data = encodeBundle(await this.#untilInterrupted(cell, Promise.resolve(bundle)));
    this.#outputs.publish(cell, "execute_result", { data, metadata: {}, execution_count: cell.executionCount });
    return typeof data["text/plain"] === "string" ? data["text/plain"] : null;
  }

  #start({ executionCount, abort: { signal } }: Cell, code: string): Promise<CellValue> {
    const { enter, leave } = this.#outlets;
    return this.#language.execute(code, { executionCount, signal, enter, leave });
  }

  async #evaluate(cell: Cell, { userExpressions }: ExecuteRequest): Promise<JsonObject> {
    const results: JsonObject = {};
    for (const [name, code] of userExpressions) {
      try {
        const { value } = await this.#untilInterrupted(cell, this.#start(cell, code));
        const bundle = await toMimeBundle(value, (value) => this.#tell(value));
        results[name] = { status: "ok", data: encodeBundle(bundle), metadata: {} };
      } catch (error) {
        results[name] = { status: "error", ...this.#describe(error) };
      }
    }
    return results;
  }

  #untilInterrupted<T>(cell: Cell, work: Promise<T>): Promise<T> {
    return untilInterrupted(cell, work, () => this.#outlets.interrupted());
  }

  /** A value as text; an error as what its traceback says. */
  #tell(value: unknown): string {
    if (!isErrorValue(value)) return tidyStacks(valueText(value), (frame) => this.#language.locate(frame));
    return stripVTControlCharacters(this.#describe(value).traceback.join("\n"));
  }

  #describe(error: unknown): ErrorContent {
    return describeError(error, (frame) => this.#language.locate(frame));
  }

  #answer({ header, content }: SessionRequest): JsonObject {
    if (header.msg_type === "comm_info_request") {
      const target = content.target_name;
      return { comms: this.#comms.info(typeof target === "string" ? target : undefined) };
    }
    const answer = answerAboutCode(this.#language, header.msg_type, content);
    if (answer === undefined) throw new TypeError(`session: there is no answer to ${header.msg_type}`);
    return answer;
  }
}
