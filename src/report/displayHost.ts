/** A MIME bundle: the same thing in several formats, of which a Jupyter client shows the richest that it knows. */
export type MimeBundle = Record<string, unknown>;

export interface PublishOptions {
  /** Names the output, so that a later publish with `update` replaces it. */
  displayId?: string;
  /** Replace the earlier output of this `displayId` instead of adding one. Default false. */
  update?: boolean;
  /** Metadata by MIME type, as Jupyter's `display_data` carries it (for instance an image's width). */
  metadata?: Record<string, unknown>;
}

/** What a notebook kernel lends to the code it runs. The kernel installs one; training and plots only ask for it. */
export interface DisplayHost {
  publish(bundle: MimeBundle, options?: PublishOptions): void;
  /** Clears the running cell's outputs; with `wait`, only when the next output comes. */
  clear(options?: { wait?: boolean }): void;
  /** Aborted when the reader interrupts the running cell; a fresh signal for every cell. */
  readonly signal: AbortSignal;
  /** Calls back once, when the running cell has ended: what is still open then will not be finished by it. */
  onCellEnd?(listener: (failed: boolean) => void): void;
}

const key = Symbol.for("contrastbook.displayHost");
const slots = globalThis as unknown as Record<symbol, DisplayHost | undefined>;

/** The kernel's display host, or undefined outside a notebook (a terminal, a test). */
export function displayHost(): DisplayHost | undefined {
  return slots[key];
}

/** Installs (or with undefined removes) the display host of this process. For kernels and tests. */
export function setDisplayHost(host: DisplayHost | undefined): void {
  slots[key] = host;
}
