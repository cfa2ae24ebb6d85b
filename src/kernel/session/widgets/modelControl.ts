import { inspect } from "node:util";
import type { MimeBundle } from "../../../report/displayHost";
import { displaySymbol } from "../../../report/displayable";
import type { Control, ControlOptions } from "./control";
import type { Observer } from "./widget";
import type { ModelKind, WidgetModel } from "./widgetModel";

/** How a control's value stands in the state of its model. */
export interface ValueIn<Value> {
  name: string;
  toState: (value: Value) => unknown;
  fromState: (state: unknown) => Value;
}

type Model = WidgetModel<Record<string, unknown>>;

/** A control over a model of Jupyter's own widgets. */
export class ModelControl<Value> implements Control<Value> {
  readonly model: Model;
  readonly #in: ValueIn<Value>;

  constructor(model: Model, valueIn: ValueIn<Value>, onChange: ControlOptions<Value>["onChange"]) {
    this.model = model;
    this.#in = valueIn;
    if (onChange) this.onChange(onChange);
  }

  get value(): Value {
    return this.#in.fromState(this.model.get(this.#in.name));
  }

  set value(value: Value) {
    this.model.set(this.#in.name, this.#in.toState(value));
  }

  onChange(observer: Observer<Value>): () => void {
    const { name, fromState } = this.#in;
    return this.model.observe(name, (value, before) => observer(fromState(value), fromState(before)));
  }

  close(): void {
    this.model.close();
  }

  [displaySymbol](): MimeBundle {
    return { ...this.model[displaySymbol](), "text/plain": this[inspect.custom]() };
  }

  [inspect.custom](): string {
    const label = this.model.get("description");
    const words = typeof label === "string" && label !== "" ? ` "${label}"` : "";
    return `${this.model.kind.name}${words}: ${inspect(this.value)}`;
  }
}

/** A model of the package `@jupyter-widgets/controls`. */
export function controlKind(name: string, model: string, view = model): ModelKind {
  return {
    module: "@jupyter-widgets/controls",
    version: "2.0.0",
    model: `${model}Model`,
    view: `${view}View`,
    name,
  };
}
