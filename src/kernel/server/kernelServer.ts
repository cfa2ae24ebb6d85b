import { randomUUID } from "node:crypto";
import { createHeader, type Header, type Message } from "../wire/message";
import type { Channels, RequestChannel } from "./channels";
import type { Publication, SessionRequest, ToServer } from "./link";
import { log } from "./log";
import { type Outcome, ShellQueue } from "./shellQueue";
import { StreamJoiner } from "./streamJoiner";

export interface ServerDuties {
  /** The content of kernel_info_reply, as JSON text. */
  kernelInfo: string;
  /** Hands a request to the session, which answers with a `reply` of the same id. */
  request(id: number, request: SessionRequest): void;
  interrupt(): void;
  /** The reply to the shutdown request is already posted. */
  shutdown(): void;
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
  readonly #session = randomUUID();
  readonly #replies = new Map<number, (reply: Reply) => void>();
  readonly #streams = new StreamJoiner(({ name, text, parent }) => {
    this.#publishNow({ type: "stream", content: JSON.stringify({ name, text }), parent });
  });
  readonly #queue = new ShellQueue({
    run: (message) => this.#ask(message),
    abort: (message) => this.#answer("shell", message, () => '{"status":"aborted"}'),
    settle: () => this.#settled(),
  });
  #running: Header | undefined;
  #received = 0;
  #lastId = 0;

  constructor(send: Send, duties: ServerDuties) {
    this.#send = send;
    this.#duties = duties;
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
    if (message.kind === "log") {
      log(message.line);
      return;
    }
    if (message.kind === "stream") {
      this.#streams.add(message);
      return;
    }
    this.#streams.flush();
    if (message.kind === "publish") {
      this.#publishNow(message);
      return;
    }
    this.#replies.get(message.id)?.(message);
    this.#replies.delete(message.id);
  }

  /** Tells the reader of the running cell something, on its stderr. */
  warn(text: string): void {
    if (this.#running) this.#streams.add({ name: "stderr", text: `${text}\n`, parent: this.#running });
  }

  async #ask({ header, content, metadata, buffers, ...message }: Message): Promise<Outcome> {
    const id = (this.#lastId += 1);
    this.#running = header;
    this.#status("busy", header);
    const reply = await new Promise<Reply>((resolve) => {
      this.#replies.set(id, resolve);
      this.#duties.request(id, { header, content, metadata, buffers });
    });
    const answer = (): void => {
      this.#running = undefined;
      // comm messages and the like have no reply
      if (header.msg_type.endsWith("_request")) this.#reply("shell", message.identities, header, reply.content);
      this.#status("idle", header);
    };
    return { abortQueue: reply.abortQueue, answer };
  }

  /** A request that needs no session: busy, reply, idle. */
  #answer(channel: RequestChannel, { header, identities }: Message, content: () => string): void {
    this.#status("busy", header);
    this.#reply(channel, identities, header, content());
    this.#status("idle", header);
    // a client that shows the last status it heard must not take a kernel for idle whose cell still runs
    if (this.#running) this.#status("busy", this.#running);
  }

  #shutdown(channel: RequestChannel, { header, identities, content }: Message): void {
    const reply = JSON.stringify({ status: "ok", restart: content.restart === true });
    this.#queue.clear();
    this.#streams.flush();
    this.#status("busy", header);
    this.#reply(channel, identities, header, reply);
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

  #reply(channel: RequestChannel, identities: Uint8Array[], parent: Header, content: string): void {
    const header = createHeader(parent.msg_type.replace(/_request$/, "_reply"), this.#session);
    this.#send(channel, { identities, header, parentHeader: parent, metadata: "{}", content, buffers: [] });
  }

  #publishNow(publication: Omit<Publication, "parent"> & { parent: Header | undefined }): void {
    const { type, content, parent, metadata = "{}", buffers = [] } = publication;
    const topic = Buffer.from(`kernel.${this.#session}.${type}`);
    const header = createHeader(type, this.#session);
    this.#send("iopub", { identities: [topic], header, parentHeader: parent, metadata, content, buffers });
  }
}
