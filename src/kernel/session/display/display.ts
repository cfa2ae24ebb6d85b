import type { DisplayHost, MimeBundle, PublishOptions } from "../../../report/displayHost";
import { DisplayHandle } from "./displayHandle";
import { readImage } from "./readImage";

/** Shows values in the output of the running cell. Every call returns a handle whose `update` replaces what it showed. */
export interface Display {
  /** Shows a value in its richest form: what has `Symbol.for("Jupyter.display")` decides itself. */
  (value: unknown, options?: PublishOptions): DisplayHandle;
  /** Shows several values, one below the other. */
  (...values: unknown[]): DisplayHandle;
  html(markup: string, options?: PublishOptions): DisplayHandle;
  markdown(text: string, options?: PublishOptions): DisplayHandle;
  /** A formula, for instance `$\\tau = 0.5$`. */
  latex(formula: string, options?: PublishOptions): DisplayHandle;
  svg(markup: string, options?: PublishOptions): DisplayHandle;
  /** Anything that JSON can carry, as a tree. */
  json(value: unknown, options?: PublishOptions): DisplayHandle;
  /**
   * A picture: its path, or the bytes of a PNG, JPEG, GIF, WebP, BMP or SVG file.
   * @throws TypeError when it is none of these
   */
  image(source: string | URL | Uint8Array | ArrayBuffer, options?: ImageOptions): DisplayHandle;
  /** The bytes of a PNG file. */
  png(bytes: Uint8Array, options?: PublishOptions): DisplayHandle;
  /** A bundle of your own: the same thing by MIME type. */
  bundle(bundle: MimeBundle, options?: PublishOptions): DisplayHandle;
  /** Clears the cell's output; with `wait`, only when the next output comes. */
  clear(options?: { wait?: boolean }): void;
  /** Text for the client's pager, where it has one. */
  page(text: string): void;
}

export interface ImageOptions extends PublishOptions {
  /** Screen pixels. Default: those of the picture. */
  width?: number;
  height?: number;
}

export interface DisplayMeans {
  host: DisplayHost;
  /** Shows a value when its bundle is ready; returns the id under which it can be replaced. */
  show(value: unknown, options?: PublishOptions): string;
  /** Shows a bundle as it is; returns the id under which it can be replaced. */
  showBundle(bundle: MimeBundle, options?: PublishOptions): string;
  page(text: string): void;
}

/** The `display` of the cells. */
export function createDisplay(means: DisplayMeans): Display {
  const handle = (...ids: string[]): DisplayHandle =>
    new DisplayHandle(ids, (displayId, value) => means.show(value, { displayId, update: true }));
  const bundle = (made: MimeBundle, options?: PublishOptions): DisplayHandle => handle(means.showBundle(made, options));
  /** Of a helper for text the handle's `update` takes text again. */
  const as = (toBundle: (given: never) => MimeBundle) => (given: unknown, options?: PublishOptions) => {
    const make = toBundle as (given: unknown) => MimeBundle;
    const id = means.showBundle(make(given), options);
    return new DisplayHandle([id], (displayId, value) => means.showBundle(make(value), { displayId, update: true }));
  };
  const text = (type: string): ((given: unknown, options?: PublishOptions) => DisplayHandle) =>
    as((given: string) => ({ [type]: given, "text/plain": given }));

  const display = (...values: unknown[]): DisplayHandle => {
    const last = values.at(-1);
    const options = values.length > 1 && isPublishOptions(last) ? last : undefined;
    const shown = options === undefined ? values : values.slice(0, -1);
    return handle(...shown.map((value) => means.show(value, options)));
  };
  return Object.assign(display, {
    html: text("text/html"),
    markdown: text("text/markdown"),
    latex: text("text/latex"),
    svg: text("image/svg+xml"),
    json: as((value: unknown) => ({ "application/json": value, "text/plain": jsonText(value) })),
    image: (source: Parameters<Display["image"]>[0], { width, height, ...options }: ImageOptions = {}) => {
      const { type, data, text } = readImage(source);
      const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
      const metadata = Object.keys(size).length > 0 ? { [type]: size } : {};
      return bundle({ [type]: data, "text/plain": text }, { metadata, ...options });
    },
    png: as((bytes: Uint8Array) => ({ "image/png": bytes, "text/plain": `PNG, ${bytes.length} bytes` })),
    bundle,
    clear: (options?: { wait?: boolean }) => means.host.clear(options),
    page: (given: string) => means.page(given),
  });
}

/** Whether the last of several arguments says how to show the others, and is not one more value. */
function isPublishOptions(value: unknown): value is PublishOptions {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => ["displayId", "update", "metadata"].includes(name));
}

function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? String(value);
}
