import { controlKind } from "./modelControl";
import type { WidgetManager } from "./widgetManager";
import type { WidgetModel } from "./widgetModel";

type Style = WidgetModel<object>;

/** Controls share their styles: one of each kind for all widgets of a kernel. */
const styles = new WeakMap<WidgetManager, Map<string, Style>>();

/** The part of a control's state that shows its label, as wide as the label is; by itself the page cuts long ones. */
export function labelOf(manager: WidgetManager, label: string, style = "DescriptionStyle"): object {
  return label === "" ? { description: label } : { description: label, style: styleOf(manager, style) };
}

function styleOf(manager: WidgetManager, name: string): Style {
  const known = styles.get(manager) ?? new Map<string, Style>();
  styles.set(manager, known);
  const style = known.get(name) ?? manager.create(controlKind("style", name), labelFirst);
  known.set(name, style);
  return style;
}

const labelFirst = {
  _view_module: "@jupyter-widgets/base",
  _view_module_version: "2.0.0",
  _view_name: "StyleView",
  description_width: "initial",
};
