/** What `display` returns: the output that it made, to be changed later. As the value of a cell it shows nothing more. */
export class DisplayHandle {
  readonly #show: (id: string, value: unknown) => void;

  constructor(
    /** Names of the outputs, one for each value that was shown. */
    readonly ids: readonly string[],
    show: (id: string, value: unknown) => void,
  ) {
    this.#show = show;
  }

  /** Replaces what was shown: each value the one in its place. */
  update(...values: unknown[]): void {
    values.slice(0, this.ids.length).forEach((value, at) => this.#show(this.ids[at] ?? "", value));
  }
}
