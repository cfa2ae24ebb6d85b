import type { Header } from "../wire/message";
import type { OutputOrder } from "./outputOrder";

/** One run of a cell: in whose name its output goes out, and what is still on its way. */
export interface Cell {
  parent: Header;
  executionCount: number;
  /** Publishes nothing. */
  silent: boolean;
  output: OutputOrder;
  /** Text for the client's pager, sent with the reply. */
  pages: string[];
  abort: AbortController;
}
