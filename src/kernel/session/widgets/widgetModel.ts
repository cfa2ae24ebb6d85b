import { inspect } from "node:util";
import type { MimeBundle } from "../../../report/displayHost";
import { displaySymbol } from "../../../report/displayable";
import type { JsonObject } from "../../wire/message";
import type { Bytes, Comm, CommMessage } from "../comm/comm";
import { type BufferPath, joinBuffers, splitBuffers, type SplitState } from "./splitBuffers";
import type { Observer, Widget } from "./widget";

/** Which code in the page makes a widget of the state. */
export interface ModelKind {
  module: string;
  /** A range of versions of the module. */
  version: string;
  model: string;
  view: string;
  /** What a reader without widgets is told that this is. */
  name: string;
}

/** Makes a callback print and show below the cell that gave it, and tell its errors there: it never rejects. */
export type Bind = <Args extends unknown[]>(callback: (...args: Args) => unknown) => (...args: Args) => Promise<void>;

export interface ModelMeans {
  /** Opens the comm with the first state. */
  open: (first: SplitState) => Comm;
  bind: Bind;
  /** Either side has closed it. */
  closed: (id: string) => void;
}

type State = Record<string, unknown>;

const viewType = "application/vnd.jupyter.widget-view+json";

/** The kernel's half of a widget: its state, kept the same as the page's by messages of the widget protocol 2.1. */
export class WidgetModel<Shared extends object> implements Widget<Shared> {
  readonly kind: ModelKind;
  readonly #state: State;
  readonly #bind: Bind;
  readonly #closed: ModelMeans["closed"];
  readonly #comm: Comm;
  readonly #observers = new Map<string, Set<(value: unknown, before: unknown) => Promise<void>>>();
  #hear: ((content: unknown, buffers: Uint8Array[]) => Promise<void>) | undefined;

  constructor(kind: ModelKind, state: Shared, { open, bind, closed }: ModelMeans) {
    this.kind = kind;
    this.#bind = bind;
    this.#closed = closed;
    this.#state = { ...state } as State;
    this.#comm = open(this.snapshot());
    this.#comm.onMessage((message) => this.#receive(message));
    this.#comm.onClose(() => closed(this.id));
  }

  get id(): string {
    return this.#comm.id;
  }

  get<Name extends keyof Shared & string>(name: Name): Shared[Name] {
    return this.#state[name] as Shared[Name];
  }

  set<Name extends keyof Shared & string>(name: Name, value: Shared[Name]): void {
    const before = this.#state[name];
    if (Object.is(before, value) && typeof value !== "object") return;
    this.#tell("update", { [name]: value });
    this.#state[name] = value;
    void this.#changed(name, before);
  }

  observe<Name extends keyof Shared & string>(name: Name, observer: Observer<Shared[Name]>): () => void {
    const bound = this.#bind(observer) as (value: unknown, before: unknown) => Promise<void>;
    const observers = this.#observers.get(name) ?? new Set();
    this.#observers.set(name, observers.add(bound));
    return () => void observers.delete(bound);
  }

  send(content: unknown, buffers: readonly Bytes[] = []): void {
    this.#comm.send({ method: "custom", content }, { buffers });
  }

  onMessage(handler: (content: unknown, buffers: Uint8Array[]) => unknown): void {
    this.#hear = this.#bind(handler);
  }

  close(): void {
    this.#comm.close();
    this.#closed(this.id);
  }

  /** All of the state, as the page must know it. */
  snapshot(): SplitState {
    const { module, version, model, view } = this.kind;
    return split({
      _model_module: module,
      _model_module_version: version,
      _model_name: model,
      _view_module: module,
      _view_module_version: version,
      _view_name: view,
      ...this.#state,
    });
  }

  [displaySymbol](): MimeBundle {
    return {
      [viewType]: { version_major: 2, version_minor: 0, model_id: this.id },
      "text/plain": this[inspect.custom](),
    };
  }

  [inspect.custom](): string {
    const shown = Object.entries(this.#state).filter(([name]) => !name.startsWith("_"));
    return `${this.kind.name} ${inspect(Object.fromEntries(shown), { depth: 1, breakLength: Infinity })}`;
  }

  async #receive({ data, buffers }: CommMessage): Promise<void> {
    if (data.method === "update") await this.#update(data, buffers);
    else if (data.method === "request_state") {
      const { state, paths, buffers: parts } = this.snapshot();
      this.#comm.send({ method: "update", state, buffer_paths: paths }, { buffers: parts });
    } else if (data.method === "custom") await this.#hear?.(data.content, buffers);
  }

  async #update(data: JsonObject, buffers: Uint8Array[]): Promise<void> {
    const state = (data.state ?? {}) as State;
    joinBuffers(state, (data.buffer_paths ?? []) as BufferPath[], buffers);
    // other pages that show the same widget follow this one; this one waits for it
    this.#tell("echo_update", state);
    const before = new Map(Object.keys(state).map((name) => [name, this.#state[name]]));
    Object.assign(this.#state, state);
    for (const [name, value] of before) await this.#changed(name, value);
  }

  #tell(method: string, state: State): void {
    const { state: json, paths, buffers } = split(state);
    this.#comm.send({ method, state: json, buffer_paths: paths }, { buffers });
  }

  async #changed(name: string, before: unknown): Promise<void> {
    const value = this.#state[name];
    for (const observer of this.#observers.get(name) ?? []) await observer(value, before);
  }
}

/** A widget inside the state of another one is named, not copied. */
function split(state: State): SplitState {
  return splitBuffers(state, (value) => (value instanceof WidgetModel ? `IPY_MODEL_${value.id}` : undefined));
}
