import type { Displayable } from "../../../report/displayable";
import { type Control, ControlError, type ControlOptions } from "./control";
import { labelOf } from "./labelOf";
import { controlKind, ModelControl, type ValueIn } from "./modelControl";
import type { WidgetManager } from "./widgetManager";

export interface SliderOptions extends ControlOptions<number> {
  /** Default 0. */
  min?: number;
  /** Default 1. */
  max?: number;
  /** Default 1 for whole bounds at least 10 apart, else a hundredth of the way. */
  step?: number;
  /** Whether it calls back while it is being dragged, or only when it is let go. Default true. */
  continuous?: boolean;
}

export interface NumberOptions extends ControlOptions<number> {
  /** Default no bound. */
  min?: number;
  /** Default no bound. */
  max?: number;
  step?: number;
}

export interface DropdownOptions<Value> extends ControlOptions<Value> {
  /** The choices: texts or numbers, or an object that names each value. The first one is chosen unless `value` says so. */
  options: readonly Value[] | Record<string, Value>;
}

export interface Button extends Displayable {
  /** Takes the button out of the page. */
  close(): void;
}

export interface ButtonOptions {
  label: string;
  /** What it prints and shows appears below the cell that made the button. */
  onClick: () => unknown;
}

export function createSlider(
  manager: WidgetManager,
  { min = 0, max = 1, step, value, label = "", continuous = true, onChange }: SliderOptions = {},
): Control<number> {
  if (!(min < max)) throw new ControlError(`slider: min is ${min} and max is ${max}; needed is min < max`);
  const whole = Number.isInteger(min) && Number.isInteger(max) && max - min >= 10;
  const width = step ?? (whole ? 1 : rounded((max - min) / 100));
  if (!(width > 0)) throw new ControlError(`slider: step is ${width}; needed is a number above 0`);
  const middle = rounded(min + Math.round((max - min) / 2 / width) * width);
  const inside = bounded("slider", min, max);
  const model = manager.create(controlKind("slider", "FloatSlider"), {
    min,
    max,
    step: width,
    value: inside.toState(value ?? Math.min(max, middle)),
    ...labelOf(manager, label, "SliderStyle"),
    continuous_update: continuous,
    readout_format: `.${decimals(width)}f`,
  });
  return new ModelControl(model, inside, onChange);
}

export function createNumberBox(
  manager: WidgetManager,
  { min = -Infinity, max = Infinity, step, value, label = "", onChange }: NumberOptions = {},
): Control<number> {
  const inside = bounded("number", min, max);
  const first = inside.toState(value ?? Math.min(max, Math.max(min, 0)));
  const isBounded = Number.isFinite(min) || Number.isFinite(max);
  // JSON has no infinity
  const bounds = { min: Math.max(min, -Number.MAX_VALUE), max: Math.min(max, Number.MAX_VALUE) };
  const kind = controlKind("number", isBounded ? "BoundedFloatText" : "FloatText", "FloatText");
  const state = { ...(isBounded ? bounds : {}), step: step ?? null, value: first, ...labelOf(manager, label) };
  return new ModelControl(manager.create(kind, state), inside, onChange);
}

export function createCheckbox(
  manager: WidgetManager,
  { value = false, label = "", onChange }: ControlOptions<boolean> = {},
): Control<boolean> {
  const model = manager.create(controlKind("checkbox", "Checkbox"), {
    value,
    ...labelOf(manager, label, "CheckboxStyle"),
    indent: false,
  });
  const ticked: ValueIn<boolean> = { name: "value", toState: (ticks) => ticks, fromState: Boolean };
  return new ModelControl(model, ticked, onChange);
}

export function createDropdown<Value>(
  manager: WidgetManager,
  { options, value, label = "", onChange }: DropdownOptions<Value>,
): Control<Value> {
  const entries: [string, Value][] = Array.isArray(options)
    ? (options as readonly Value[]).map((option) => [String(option), option])
    : Object.entries(options as Record<string, Value>);
  if (entries.length === 0) throw new ControlError("dropdown: options is empty; needed is one choice at least");
  const chosen: ValueIn<Value> = {
    name: "index",
    toState: (wanted) => {
      const index = entries.findIndex(([, option]) => Object.is(option, wanted));
      if (index >= 0) return index;
      throw new ControlError(
        `dropdown: value is ${String(wanted)}; needed is one of ${entries.map(([name]) => name).join(", ")}`,
      );
    },
    fromState: (index) => (entries[Number(index)] ?? entries[0])?.[1],
  };
  const index = value === undefined ? 0 : chosen.toState(value);
  const state = { _options_labels: entries.map(([name]) => name), index, ...labelOf(manager, label) };
  return new ModelControl(manager.create(controlKind("dropdown", "Dropdown"), state), chosen, onChange);
}

export function createButton(manager: WidgetManager, { label, onClick }: ButtonOptions): Button {
  const model = manager.create(controlKind("button", "Button"), { description: label });
  model.onMessage((content) => ((content as { event?: unknown } | null)?.event === "click" ? onClick() : undefined));
  return model;
}

/** The page may send whatever is between the bounds; a cell is told when it asks for more. */
function bounded(who: string, min: number, max: number): ValueIn<number> {
  return {
    name: "value",
    // a page that counts in steps says 3.0000000000000004
    fromState: (value) => rounded(Number(value)),
    toState: (value) => {
      if (value >= min && value <= max) return value;
      throw new ControlError(`${who}: value is ${value}; needed is a number from ${min} to ${max}`);
    },
  };
}

function decimals(step: number): number {
  const [digits = "", exponent = "0"] = step.toString().split("e");
  const fraction = digits.split(".")[1]?.length ?? 0;
  return Math.min(6, Math.max(0, fraction - Number(exponent)));
}

/** Without the last binary digits, in which a reader sees no sense. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
