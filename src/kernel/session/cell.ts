import type { Header, JsonObject } from "../wire/message";
import { OutputOrder } from "./outputOrder";
import { Stopper } from "./stopper";

/** One run of a cell, or of a handler that a message woke: in whose name its output goes out, and what is on its way. */
export interface Cell {
  /** In whose name output goes out: the request, or for the callback of a widget the cell that made the widget. */
  parent: Header;
  /** The request that this run is for; comm messages are answers to it. */
  request: Header;
  executionCount: number;
  /** A request to execute, and not the handler of a message. */
  isNotebookCell: boolean;
  /** Publishes nothing. */
  silent: boolean;
  /** Whether the client can ask its reader something. */
  allowStdin: boolean;
  output: OutputOrder;
  /** Text for the client's pager, sent with the reply. */
  pages: string[];
  abort: AbortController;
  stopper: Stopper;
  /** Called when the cell has ended, with whether it failed. */
  endListeners: ((failed: boolean) => void)[];
  /** Where output goes instead of to the readers. */
  capture?: (type: string, content: JsonObject) => void;
}

/** What is known of a run at its start. */
export interface CellStart {
  executionCount: number;
  isNotebookCell: boolean;
  silent?: boolean;
  allowStdin?: boolean;
}

/** The run of a request, with nothing on its way yet. */
export function createCell(request: Header, { silent = false, allowStdin = false, ...start }: CellStart): Cell {
  return {
    ...start,
    parent: request,
    request,
    silent,
    allowStdin,
    output: new OutputOrder(),
    pages: [],
    abort: new AbortController(),
    stopper: new Stopper(),
    endListeners: [],
  };
}
