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
  /** Publishes nothing. */
  silent: boolean;
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

/** The run of a request, with nothing on its way yet. */
export function createCell(request: Header, executionCount: number, silent = false): Cell {
  return {
    parent: request,
    request,
    executionCount,
    silent,
    output: new OutputOrder(),
    pages: [],
    abort: new AbortController(),
    stopper: new Stopper(),
    endListeners: [],
  };
}
