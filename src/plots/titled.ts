import type { Layout } from "./figureSpec";

const axis = /^[xy]axis\d*$/;

/** The layout with every title given as a string (of the figure or of an axis) in the form `{ text }` that plotly wants. */
export function titled(layout: Layout): Layout {
  const result: Layout = { ...withTitleObject(layout) };
  for (const [name, value] of Object.entries(result)) {
    if (axis.test(name) && typeof value === "object" && value !== null) result[name] = withTitleObject(value);
  }
  return result;
}

function withTitleObject<T extends object>(part: T): T {
  const { title } = part as { title?: unknown };
  return typeof title === "string" ? { ...part, title: { text: title } } : part;
}
