import type { Displayable } from "../../../report/displayable";
import type { Bytes } from "../comm/comm";

/** Called with the new value and the one before it. What it prints and shows appears below the cell that gave it. */
export type Observer<Value> = (value: Value, before: Value) => unknown;

/** A thing in the reader's page whose state the kernel shares: a change on either side is seen on the other. */
export interface Widget<State extends object = Record<string, unknown>> extends Displayable {
  readonly id: string;
  get<Name extends keyof State & string>(name: Name): State[Name];
  /**
   * Changes a part of the state, here and in the page. An object that was changed inside must be set again.
   * @throws {CommClosedError} after `close`
   */
  set<Name extends keyof State & string>(name: Name, value: State[Name]): void;
  /**
   * Calls back whenever a part of the state changes, on whichever side. Binary data of the page arrives as Uint8Array.
   * @returns ends the observation
   */
  observe<Name extends keyof State & string>(name: Name, observer: Observer<State[Name]>): () => void;
  /** Sends a message that is no state; the page's code hears it as `msg:custom`. */
  send(content: unknown, buffers?: readonly Bytes[]): void;
  /** Hears the page's messages that are no state; an earlier handler is replaced. */
  onMessage(handler: (content: unknown, buffers: Uint8Array[]) => unknown): void;
  /** Takes the widget out of the page. */
  close(): void;
}
