import type { JsonObject } from "../../wire/message";

/** An output as the notebook format keeps it. */
export type Output = JsonObject & { output_type: string };

interface Entry {
  output: Output;
  displayId: unknown;
}

/** Collects what a piece of code prints and shows, as a notebook would: streams joined, displays updated, cleared. */
export class OutputList {
  readonly #changed: () => void;
  #entries: Entry[] = [];
  #clearsFirst = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get outputs(): Output[] {
    return this.#entries.map(({ output }) => output);
  }

  /** Takes a message that would have been published. */
  add(type: string, content: JsonObject): void {
    if (type === "clear_output") {
      this.#clearsFirst = content.wait === true;
      if (!this.#clearsFirst) this.clear();
      return;
    }
    if (this.#clearsFirst) this.#entries = [];
    this.#clearsFirst = false;
    if (type === "stream") this.#addStream(content);
    else if (type === "update_display_data") this.#update(content);
    else this.#push(type, content);
    this.#changed();
  }

  clear(): void {
    this.#entries = [];
    this.#changed();
  }

  #push(type: string, { transient, ...content }: JsonObject): void {
    const displayId = (transient as JsonObject | undefined)?.display_id;
    this.#entries.push({ output: { output_type: type, ...content }, displayId });
  }

  #addStream(content: JsonObject): void {
    const last = this.#entries.at(-1)?.output;
    if (last?.output_type === "stream" && last.name === content.name) {
      last.text = String(last.text) + String(content.text);
    } else this.#push("stream", content);
  }

  #update({ transient, data, metadata }: JsonObject): void {
    const id = (transient as JsonObject).display_id;
    for (const { output, displayId } of this.#entries) if (displayId === id) Object.assign(output, { data, metadata });
  }
}
