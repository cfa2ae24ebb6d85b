import { createHeader, type Header, type Message } from "../wire/message";
import type { Channels, RequestChannel } from "./channels";
import { crashError } from "./crashError";
import type { History } from "./history/history";
import type { Answer, Publication, SessionRequest, StreamText, ToServer } from "./link";
import { log } from "./log";
import { OpenComms } from "./openComms";
import { type Asking, Questions } from "./questions";
import { type Outcome, ShellQueue } from "./shellQueue";
import { StreamJoiner } from "./streamJoiner";

export interface ServerDuties {
  /** The content of kernel_info_reply, as JSON text. */
  kernelInfo: string;
  /** Names the kernel in the headers of its messages. */
  session: string;
  history: History;
  /** Hands a request to the session, which answers with a `reply` of the same id. */
  request(id: number, request: SessionRequest): void;
  /** Hands on what the reader typed. */
  answer(answer: Answer): void;
  interrupt(): void;
  /** Resolves when what the cells' process had written to its standard streams by now was handed over. */
  drained(): Promise<void>;
  /** The reply to the shutdown request is already posted. */
  shutdown(): void;
}

interface Running extends Asking {
  /** A request to execute, and not one to complete, inspect or the like. */
  isCell: boolean;
}

interface Reply {
  content: string;
  abortQueue: boolean;
}

type Send = Channels["send"];

/**
 * The protocol: which request is answered here at once, which waits for the session, and what is published around it.
 * `kernel_info`, interrupt and shutdown are answered on any channel even while a cell runs.
 */
export class KernelServer {
  readonly #duties: ServerDuties;
  readonly #send: Send;
  readonly #session: string;
  readonly #replies = new Map<number, (reply: Reply) => void>();
  readonly #streams = new StreamJoiner(({ name, text, parent }) => {
    this.#publishNow({ type: "stream", content: JSON.stringify({ name, text }), parent });
  });
  readonly #queue = new ShellQueue({
    run: (message) => (message.header.msg_type === "history_request" ? this.#recall(message) : this.#ask(message)),
    abort: (message) => this.#answer("shell", message, () => '{"status":"aborted"}'),
    settle: () => this.#settled(),
  });
  readonly #comms = new OpenComms();
  readonly #questions: Questions;
  #running: Running | undefined;
  #latest: Header | undefined;
  #executionCount = 0;
  /** What the next cell's reader must know. */
  #notice: string | undefined;
  #received = 0;
  #lastId = 0;

  constructor(send: Send, duties: ServerDuties) {
    this.#send = send;
    this.#duties = duties;
    this.#session = duties.session;
    this.#questions = new Questions({
      ask: (asking, { prompt, password }) =>
        this.#reply("stdin", asking, JSON.stringify({ prompt, password }), "input_request"),
      answer: (answer) => duties.answer(answer),
    });
    this.#publishNow({ type: "status", content: '{"execution_state":"starting"}', parent: undefined });
  }

  /** A message came in from a client. */
  receive(channel: RequestChannel, message: Message): void {
    this.#received += 1;
    switch (message.header.msg_type) {
      case "kernel_info_request":
        this.#answer(channel, message, () => this.#duties.kernelInfo);
        break;
      case "interrupt_request":
        this.#answer(channel, message, () => {
          this.#duties.interrupt();
          return '{"status":"ok"}';
        });
        break;
      case "input_reply":
        this.#questions.reply(message);
        break;
      case "shutdown_request":
        this.#shutdown(channel, message);
        break;
      default:
        if (channel === "shell") this.#queue.push(message);
        else log(`${channel}: no answer to ${message.header.msg_type}`);
    }
  }

  /** Something came from the session. */
  fromSession(message: ToServer): void {
    switch (message.kind) {
      case "running":
        this.#executionCount = message.executionCount;
        break;
      case "executed":
        this.#duties.history.add(message);
        break;
      case "log":
        log(message.line);
        break;
      case "stream":
        this.#streams.add(message);
        break;
      case "question":
        this.#streams.flush();
        if (this.#running) this.#questions.add(this.#running, message);
        break;
      case "warn":
        this.native("stderr", `${message.text}\n`);
        break;
      case "publish":
        this.#comms.note(message.type, message.content);
        this.#publishNow(message);
        break;
      case "reply":
        this.#replies.get(message.id)?.(message);
        this.#replies.delete(message.id);
    }
  }

  /** Text for the reader of the running cell, or of the latest one; false when there was none yet. */
  native(name: StreamText["name"], text: string): boolean {
    const parent = this.#running?.header ?? this.#latest;
    if (parent) this.#streams.add({ name, text, parent });
    return parent !== undefined;
  }

  /** The number of the latest cell. */
  get executionCount(): number {
    return this.#executionCount;
  }

  /**
   * The process of the cells is gone, and every variable with it; another one takes its place.
   * @param ending how it ended, to follow "the process that runs the cells"
   */
  crashed(ending: string): void {
    const sentence = `the process that runs the cells ${ending}`;
    const error = crashError(sentence);
    const parent = this.#running?.header ?? this.#latest;
    for (const id of this.#comms.closeAll()) {
      if (parent) this.#publishNow({ type: "comm_close", content: JSON.stringify({ comm_id: id, data: {} }), parent });
    }
    const pending = [...this.#replies.values()];
    this.#replies.clear();
    if (pending.length === 0) this.#notice = `Since the last cell, ${sentence}: all variables are gone.`;
    else if (this.#running?.isCell === true) {
      this.#publishNow({ type: "error", content: JSON.stringify(error), parent: this.#running.header });
    }
    const content = JSON.stringify({ status: "error", execution_count: this.#executionCount, ...error });
    for (const reply of pending) reply({ content, abortQueue: true });
  }

  async #ask({ header, identities, content, metadata, buffers }: Message): Promise<Outcome> {
    const id = (this.#lastId += 1);
    const isCell = header.msg_type === "execute_request";
    this.#running = { header, isCell, identities };
    if (isCell) this.#latest = header;
    this.#comms.note(header.msg_type, content);
    this.#status("busy", header);
    if (isCell && this.#notice !== undefined) {
      this.native("stderr", `${this.#notice}\n`);
      this.#notice = undefined;
    }
    const reply = await new Promise<Reply>((resolve) => {
      this.#replies.set(id, resolve);
      this.#duties.request(id, { header, content, metadata, buffers });
    });
    await this.#duties.drained();
    const answer = (): void => {
      this.#running = undefined;
      this.#questions.clear();
      this.#streams.flush();
      // comm messages and the like have no reply
      if (header.msg_type.endsWith("_request")) this.#reply("shell", { header, identities }, reply.content);
      this.#status("idle", header);
    };
    return { abortQueue: reply.abortQueue, answer };
  }

  /** In its turn behind the cells that were sent before, but without the session. */
  #recall(message: Message): Promise<Outcome> {
    const content = (): string =>
      JSON.stringify({ status: "ok", history: this.#duties.history.query(message.content) });
    return Promise.resolve({ abortQueue: false, answer: () => this.#answer("shell", message, content) });
  }

  /** A request that needs no session: busy, reply, idle. */
  #answer(channel: RequestChannel, { header, identities }: Message, content: () => string): void {
    this.#status("busy", header);
    this.#reply(channel, { header, identities }, content());
    this.#status("idle", header);
    // a client that shows the last status it heard must not take a kernel for idle whose cell still runs
    if (this.#running) this.#status("busy", this.#running.header);
  }

  #shutdown(channel: RequestChannel, { header, identities, content }: Message): void {
    const reply = JSON.stringify({ status: "ok", restart: content.restart === true });
    this.#queue.clear();
    this.#streams.flush();
    this.#status("busy", header);
    this.#reply(channel, { header, identities }, reply);
    this.#publishNow({ type: "shutdown_reply", content: reply, parent: header });
    this.#status("idle", header);
    this.#duties.shutdown();
  }

  /** Resolves when one whole turn of the event loop brought no message. */
  async #settled(): Promise<void> {
    for (let before = -1; before !== this.#received;) {
      before = this.#received;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  #status(state: "busy" | "idle", parent: Header): void {
    this.#publishNow({ type: "status", content: JSON.stringify({ execution_state: state }), parent });
  }

  #reply(channel: RequestChannel, { header: parent, identities }: Asking, content: string, type?: string): string {
    const header = createHeader(type ?? parent.msg_type.replace(/_request$/, "_reply"), this.#session);
    this.#send(channel, { identities, header, parentHeader: parent, metadata: "{}", content, buffers: [] });
    return header.msg_id;
  }

  #publishNow(publication: Omit<Publication, "parent"> & { parent: Header | undefined }): void {
    const { type, content, parent, metadata = "{}", buffers = [] } = publication;
    this.#streams.flush();
    const topic = Buffer.from(`kernel.${this.#session}.${type}`);
    const header = createHeader(type, this.#session);
    this.#send("iopub", { identities: [topic], header, parentHeader: parent, metadata, content, buffers });
  }
}
