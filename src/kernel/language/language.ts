import type { ExecutionFlags } from "../executionFlags";

/** What the kernel asks of a language. The protocol knows nothing else about it. */
export interface Language {
  /**
   * Runs a cell; resolves to the value of its last expression, in an object so that a promise stays a promise.
   * @throws whatever the cell throws; `CellReport` for what the language itself finds wrong
   */
  execute(code: string, run: CellRun): Promise<CellValue>;
  /** Calls a function that a cell left behind, a handler for instance, so that an interrupt ends it like a cell. */
  call(body: () => unknown, run: Pick<CellRun, "enter" | "leave">): unknown;
  /** Names that fit at `cursor`, which counts UTF-16 units. */
  complete(code: string, cursor: number): Completion;
  /** What is known of the name at `cursor`, which counts UTF-16 units. */
  inspect(code: string, cursor: number): Inspection | undefined;
  /** Whether a console should run the code or wait for more of it. */
  isComplete(code: string): Completeness;
  /** Where a frame of a stack trace stands in the code as its author wrote it; undefined when it is not of a cell. */
  locate(frame: CodePosition): CellPosition | undefined;
  /** Forgets all variables and declarations. */
  reset(): void;
  close(): void;
}

export interface CellValue {
  /** Undefined when the cell has no last expression. */
  value: unknown;
}

/** One run of one cell. The language tells when it enters and leaves code that only a signal can stop. */
export interface CellRun extends Pick<ExecutionFlags, "enter" | "leave"> {
  /** The number a reader sees beside the cell. */
  executionCount: number;
  /** Aborted when the reader interrupts the cell, for what happens before its code runs. */
  signal?: AbortSignal;
}

export interface Completion {
  matches: CompletionMatch[];
  /** The part of the code that a match replaces, in UTF-16 units. */
  start: number;
  end: number;
}

export interface CompletionMatch {
  text: string;
  /** What it is, in words: function, const, class, property, ... */
  type: string;
  /** Its declaration in one line, where that was quick to find out. */
  signature?: string;
}

export interface Inspection {
  signature: string;
  documentation: string;
}

export type Completeness =
  | { status: "complete" | "invalid" | "unknown" }
  /** `indent`: what the next line should begin with. */
  | { status: "incomplete"; indent: string };

/** One-based, as V8 prints it. */
export interface CodePosition {
  file: string;
  line: number;
  column: number;
}

export interface CellPosition {
  executionCount: number;
  /** One-based. */
  line: number;
  column: number;
  /** All lines of the cell. */
  source: string[];
}
