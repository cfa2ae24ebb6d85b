import { autoreload } from "../language/reload/autoreload";
import { typeCheck } from "../language/typescript/typeCheck";
import type { Displayable } from "../../report/displayable";
import type { Comms } from "./comm/comm";
import type { CommRegistry } from "./comm/commRegistry";
import type { Outputs } from "./outputs";
import { type AnyWidgetOptions, createAnyWidget } from "./widgets/anyWidget";
import type { Control, ControlOptions } from "./widgets/control";
import {
  type Button,
  type ButtonOptions,
  createButton,
  createCheckbox,
  createDropdown,
  createNumberBox,
  createSlider,
  type DropdownOptions,
  type NumberOptions,
  type SliderOptions,
} from "./widgets/controls";
import { createInteract, type ValuesOf } from "./widgets/interact";
import type { Widget } from "./widgets/widget";
import { WidgetManager } from "./widgets/widgetManager";

/** What the cells have as `jupyter`: everything that only a kernel can offer, beside `display`. */
export interface Jupyter {
  /** Aborted when the reader interrupts the cell that asks: `fetch(url, { signal: jupyter.signal })`. */
  readonly signal: AbortSignal;
  /** Conversations with code in the reader's page, for whoever writes widgets by hand. */
  readonly comms: Comms;
  /** Whether a cell uses the files of the project as they were last saved, without a restart. Default true. */
  autoreload: boolean;
  /** Whether cells with type errors are refused, from the next cell on. Default true. */
  typeCheck: boolean;
  /**
   * A widget of your own: an ES module for the page, as anywidget wants it, and state that both sides share. Show it as
   * the last expression of a cell. The page needs the `anywidget` package of PyPI.
   */
  widget<State extends object = Record<string, never>>(options: AnyWidgetOptions<State>): Widget<State>;
  /** A slider. Show it as the last expression of a cell, or by `display`. This and what follows need `ipywidgets`. */
  slider(options?: SliderOptions): Control<number>;
  /** A box to type a number in. */
  number(options?: NumberOptions): Control<number>;
  /** A box to tick. */
  checkbox(options?: ControlOptions<boolean>): Control<boolean>;
  /** A list to choose from. */
  dropdown<const Value>(options: DropdownOptions<Value>): Control<Value>;
  /** A button. */
  button(options: ButtonOptions): Button;
  /**
   * Controls with an output below them that is drawn anew whenever one of them moves:
   * `jupyter.interact({ tau: jupyter.slider({ min: 0.1, max: 1 }) }, ({ tau }) => plot(tau))`.
   * @param draw given the controls' values by name; what it prints, shows or returns is the output
   */
  interact<Controls extends Record<string, Control<unknown>>>(
    controls: Controls,
    draw: (values: ValuesOf<Controls>) => unknown,
  ): Displayable;
}

export interface JupyterMeans {
  comms: CommRegistry;
  outputs: Pick<Outputs, "signal" | "bind" | "capture">;
}

/** The `jupyter` of the cells. */
export function createJupyter({ comms, outputs }: JupyterMeans): Jupyter {
  const manager = new WidgetManager(comms, (callback) => outputs.bind(callback));
  return {
    get signal() {
      return outputs.signal;
    },
    comms,
    get autoreload() {
      return autoreload.on;
    },
    set autoreload(on) {
      autoreload.on = on;
    },
    get typeCheck() {
      return typeCheck.on;
    },
    set typeCheck(on) {
      typeCheck.on = on;
    },
    widget: (options) => createAnyWidget(manager, options),
    slider: (options) => createSlider(manager, options),
    number: (options) => createNumberBox(manager, options),
    checkbox: (options) => createCheckbox(manager, options),
    dropdown: (options) => createDropdown(manager, options),
    button: (options) => createButton(manager, options),
    interact: (controls, draw) => createInteract(manager, (take, body) => outputs.capture(take, body), controls, draw),
  };
}
