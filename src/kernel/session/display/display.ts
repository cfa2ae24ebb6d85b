import type { DisplayHost, MimeBundle, PublishOptions } from "../../../report/displayHost";

/** Shows values in the output of the running cell. */
export interface Display {
  /** Shows a value in its richest form: what has `Symbol.for("Jupyter.display")` decides itself. */
  (value: unknown, options?: PublishOptions): void;
  html(markup: string, options?: PublishOptions): void;
  markdown(text: string, options?: PublishOptions): void;
  /** A formula, for instance `$\\tau = 0.5$`. */
  latex(formula: string, options?: PublishOptions): void;
  svg(markup: string, options?: PublishOptions): void;
  /** Anything that JSON can carry, as a tree. */
  json(value: unknown, options?: PublishOptions): void;
  /** The bytes of a PNG file. */
  png(bytes: Uint8Array, options?: PublishOptions): void;
  /** A bundle of your own: the same thing by MIME type. */
  bundle(bundle: MimeBundle, options?: PublishOptions): void;
  /** Clears the cell's output; with `wait`, only when the next output comes. */
  clear(options?: { wait?: boolean }): void;
  /** Text for the client's pager, where it has one. */
  page(text: string): void;
}

export interface DisplayMeans {
  host: DisplayHost;
  /** Shows a value when its bundle is ready. */
  show: (value: unknown, options?: PublishOptions) => void;
  page: (text: string) => void;
}

/** The `display` of the cells. */
export function createDisplay({ host, show, page }: DisplayMeans): Display {
  const as =
    (type: string) =>
    (text: string, options?: PublishOptions): void =>
      host.publish({ [type]: text, "text/plain": text }, options);
  return Object.assign((value: unknown, options?: PublishOptions) => show(value, options), {
    html: as("text/html"),
    markdown: as("text/markdown"),
    latex: as("text/latex"),
    svg: as("image/svg+xml"),
    json: (value: unknown, options?: PublishOptions) =>
      host.publish({ "application/json": value, "text/plain": JSON.stringify(value, null, 2) }, options),
    png: (bytes: Uint8Array, options?: PublishOptions) =>
      host.publish({ "image/png": bytes, "text/plain": `PNG, ${bytes.length} bytes` }, options),
    bundle: (bundle: MimeBundle, options?: PublishOptions) => host.publish(bundle, options),
    clear: (options?: { wait?: boolean }) => host.clear(options),
    page,
  });
}
