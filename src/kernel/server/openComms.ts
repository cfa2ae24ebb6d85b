/** Which comms are open, as far as the messages say: when the cells' process dies, somebody has to close them. */
export class OpenComms {
  readonly #open = new Set<string>();

  /** @param content a message's content, as JSON text or parsed */
  note(type: string, content: string | Record<string, unknown>): void {
    if (type !== "comm_open" && type !== "comm_close") return;
    const { comm_id: id } = (typeof content === "string" ? JSON.parse(content) : content) as Record<string, unknown>;
    if (typeof id !== "string") return;
    if (type === "comm_open") this.#open.add(id);
    else this.#open.delete(id);
  }

  /** The ids of those that were open. */
  closeAll(): string[] {
    const ids = [...this.#open];
    this.#open.clear();
    return ids;
  }
}
