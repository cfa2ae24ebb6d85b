import { createHash } from "node:crypto";
import type { Widget } from "./widget";
import type { WidgetManager } from "./widgetManager";
import type { ModelKind } from "./widgetModel";

export interface AnyWidgetOptions<State extends object> {
  /** An ES module as anywidget wants it, with `export default { render({ model, el }) { ... } }`; or its address. */
  esm: string;
  /** A style sheet for the page; or its address. */
  css?: string;
  /** What the page and the kernel share: anything that JSON can carry, and binary data. */
  state?: State;
}

/** Any version of the page's anywidget: what is used here has been in all of them. */
const kind: ModelKind = { module: "anywidget", version: "*", model: "AnyModel", view: "AnyView", name: "widget" };

/** A widget whose page half is written in the cell. The page needs the `anywidget` package of PyPI. */
export function createAnyWidget<State extends object>(
  manager: WidgetManager,
  { esm, css = "", state }: AnyWidgetOptions<State>,
): Widget<State> {
  // the page keeps one style sheet for each id
  const id = createHash("sha256").update(css).digest("hex").slice(0, 16);
  const hidden = { _esm: esm, _css: css, _anywidget_id: `contrastbook.${id}` };
  return manager.create(kind, { ...hidden, ...(state as State) });
}
