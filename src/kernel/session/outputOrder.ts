type Send = () => void;

interface Place {
  /** Undefined while the output is still being made. */
  send: Send | undefined;
}

/** Keeps a cell's output in the order in which it was asked for, although some of it takes time to make. */
export class OutputOrder {
  readonly #places: Place[] = [];
  readonly #pending = new Set<Promise<void>>();
  #ended = false;

  /** Whether nobody waits for the output any more. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The cell is over: what fails from now on is no longer its error. */
  end(): void {
    this.#ended = true;
  }

  /** Sends at once, unless something asked for earlier is still being made. */
  post(send: Send): void {
    if (this.#places.length === 0) send();
    else this.#places.push({ send });
  }

  /**
   * Keeps a place for what `making` resolves to.
   * @returns rejects when it cannot be made or sent; `finished` tells the same to a cell that still waits for it
   */
  postLater(making: Promise<Send>): Promise<void> {
    const place: Place = { send: undefined };
    this.#places.push(place);
    const done = making
      .then(
        (send) => {
          place.send = send;
        },
        (error: unknown) => {
          place.send = () => undefined;
          throw error;
        },
      )
      .finally(() => this.#advance());
    this.#pending.add(done);
    return done;
  }

  /**
   * Resolves when everything asked for was sent.
   * @throws the first error of those that were to be made
   */
  async finished(): Promise<void> {
    while (this.#pending.size > 0) {
      const batch = [...this.#pending];
      await Promise.all(batch);
      for (const done of batch) this.#pending.delete(done);
    }
  }

  /** Sends what is ready and gives up the rest, so that the error of a cell is seen. */
  release(): void {
    for (const { send } of this.#places.splice(0)) send?.();
    this.#pending.clear();
  }

  #advance(): void {
    while (this.#places[0]?.send) this.#places.shift()?.send?.();
  }
}
