import type { Bytes, Comm, CommMessage } from "../comm/comm";
import type { CommRegistry } from "../comm/commRegistry";
import type { BufferPath } from "./splitBuffers";
import { type Bind, type ModelKind, WidgetModel } from "./widgetModel";

/** The version of the widget protocol that this kernel speaks. */
const protocol = { version: "2.1.0" };
const target = "jupyter.widget";

/** All widgets of a kernel. A page that is opened anew asks for them, and gets every state back. */
export class WidgetManager {
  readonly #comms: CommRegistry;
  readonly #bind: Bind;
  readonly #models = new Map<string, WidgetModel<object>>();

  constructor(comms: CommRegistry, bind: Bind) {
    this.#comms = comms;
    this.#bind = bind;
    comms.onOpen(`${target}.control`, (control) => {
      control.onMessage((message) => this.#answer(control, message));
    });
  }

  create<State extends object>(kind: ModelKind, state: State): WidgetModel<State> {
    const model = new WidgetModel(kind, state, {
      bind: this.#bind,
      open: ({ state: json, paths, buffers }) =>
        this.#comms.open(target, { data: { state: json, buffer_paths: paths }, metadata: protocol, buffers }),
      closed: (id) => this.#models.delete(id),
    });
    this.#models.set(model.id, model as WidgetModel<object>);
    return model;
  }

  #answer(control: Comm, { data }: CommMessage): void {
    if (data.method !== "request_states") return;
    const states: Record<string, unknown> = {};
    const paths: BufferPath[] = [];
    const buffers: Bytes[] = [];
    for (const [id, model] of this.#models) {
      const { module, version, model: name } = model.kind;
      const snapshot = model.snapshot();
      states[id] = { model_name: name, model_module: module, model_module_version: version, state: snapshot.state };
      paths.push(...snapshot.paths.map((path) => [id, "state", ...path]));
      buffers.push(...snapshot.buffers);
    }
    control.send({ method: "update_states", states, buffer_paths: paths }, { buffers });
  }
}
