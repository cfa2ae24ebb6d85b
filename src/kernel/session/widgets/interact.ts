import { inspect } from "node:util";
import type { MimeBundle } from "../../../report/displayHost";
import { type Displayable, displaySymbol } from "../../../report/displayable";
import type { JsonObject } from "../../wire/message";
import type { Control } from "./control";
import { controlKind, ModelControl } from "./modelControl";
import { OutputList } from "./outputList";
import type { WidgetManager } from "./widgetManager";
import type { ModelKind } from "./widgetModel";

/** Runs code so that what it prints and shows, its value and its error too, goes to `take`. */
export type Capture = (take: (type: string, content: JsonObject) => void, body: () => unknown) => Promise<void>;

/** The values of some controls, by the names that the caller gave them. */
export type ValuesOf<Controls> = {
  [Name in keyof Controls]: Controls[Name] extends Control<infer Value> ? Value : never;
};

const outputKind: ModelKind = {
  module: "@jupyter-widgets/output",
  version: "1.0.0",
  model: "OutputModel",
  view: "OutputView",
  name: "output",
};

/** Output of code that takes its time appears this often while it runs. */
const refreshMs = 250;

/**
 * Controls with an output below them that is made anew whenever one of them moves.
 * @returns what shows them; it is ready when `draw` has run once
 */
export function createInteract<Controls extends Record<string, Control<unknown>>>(
  manager: WidgetManager,
  capture: Capture,
  controls: Controls,
  draw: (values: ValuesOf<Controls>) => unknown,
): Displayable {
  const output = manager.create(outputKind, { outputs: [] as unknown[] });
  const children = Object.values(controls).map((control) => (control as unknown as ModelControl<unknown>).model);
  const box = manager.create(controlKind("interact", "VBox"), { children: [...children, output] });

  let timer: NodeJS.Timeout | undefined;
  const show = (list: OutputList): void => {
    clearTimeout(timer);
    timer = undefined;
    output.set("outputs", list.outputs);
  };
  const list: OutputList = new OutputList(() => {
    timer ??= setTimeout(() => show(list), refreshMs);
  });
  const run = async (): Promise<void> => {
    list.add("clear_output", { wait: true });
    const values = Object.fromEntries(Object.entries(controls).map(([name, { value }]) => [name, value]));
    let shown = false;
    const take = (type: string, content: JsonObject): void => {
      shown = true;
      list.add(type, content);
    };
    await capture(take, () => draw(values as ValuesOf<Controls>));
    if (!shown) list.clear();
    show(list);
  };

  for (const control of Object.values(controls)) control.onChange(run);
  const first = run();
  return {
    async [displaySymbol](): Promise<MimeBundle> {
      await first;
      const text = Object.values(controls).map((control) => inspect(control));
      return { ...box[displaySymbol](), "text/plain": text.join("\n"), ...lastShown(list) };
    },
  };
}

/** For readers without widgets: what the first values gave. */
function lastShown(list: OutputList): MimeBundle {
  const shown = list.outputs.filter(({ data }) => data !== undefined).at(-1);
  return (shown?.data ?? {}) as MimeBundle;
}
