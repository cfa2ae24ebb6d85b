import type { StreamText } from "./link";

/** Text waits this long for more of the same stream: one message a frame is plenty for a reader. */
const delayMs = 15;
/** A message grows no longer than this. */
const maxLength = 1 << 20;

/** Joins neighbouring pieces of one stream of one cell, so that ten thousand prints do not make ten thousand messages. */
export class StreamJoiner {
  readonly #publish: (stream: StreamText) => void;
  #pieces: string[] = [];
  #length = 0;
  #last: StreamText | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: (stream: StreamText) => void) {
    this.#publish = publish;
  }

  add(stream: StreamText): void {
    const last = this.#last;
    if (last && (last.name !== stream.name || last.parent.msg_id !== stream.parent.msg_id)) this.flush();
    this.#last = stream;
    this.#pieces.push(stream.text);
    this.#length += stream.text.length;
    if (this.#length >= maxLength) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), delayMs);
  }

  /** Publishes what waits; anything that is not stream text flushes first, so that the order stays as written. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const stream = this.#last;
    if (stream === undefined) return;
    const text = this.#pieces.join("");
    this.#last = undefined;
    this.#pieces = [];
    this.#length = 0;
    this.#publish({ ...stream, text });
  }
}
