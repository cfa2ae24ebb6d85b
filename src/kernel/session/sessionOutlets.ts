import type { ExecutionFlags } from "../executionFlags";
import type { Answer, Executed, Publication, Question, StreamText } from "../server/link";

/** Where a session's messages go, and who is told what it is doing. */
export interface SessionOutlets extends Pick<ExecutionFlags, "enter" | "leave"> {
  publish(publication: Publication): void;
  stream(stream: StreamText): void;
  /** A cell with this serial number runs, and has this number in the notebook; serial 0 when none does. */
  running(serial: number, executionCount: number): void;
  /** For the history. */
  executed(cell: Executed): void;
  /** Whether the reader wants the running cell to end. */
  interrupted(): boolean;
  /** Puts a question to the reader; the answer comes by `inputs.answer`, or by `nextAnswer`. */
  ask(question: Question): void;
  /** Blocks until an answer is there, for a moment at most. */
  nextAnswer(): Answer | undefined;
  /** A line for whoever runs the Jupyter server. */
  log(line: string): void;
}
