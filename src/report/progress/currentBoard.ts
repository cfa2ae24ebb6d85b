import { type DisplayHost, displayHost } from "../displayHost";
import { Board } from "./board";
import { lineSurface } from "./lineSurface";
import { notebookSurface } from "./notebookSurface";
import { terminalSurface } from "./terminalSurface";

/** A cell is known by its signal. */
const ofCells = new WeakMap<AbortSignal, Board>();
let ofProgram: Board | undefined;

/** The board to which work that begins now belongs: the running cell's, or outside a notebook the program's. */
export function currentBoard(now: () => number): Board {
  const host = displayHost();
  return host ? boardOfCell(host, now) : boardOfProgram(now);
}

function boardOfCell(host: DisplayHost, now: () => number): Board {
  const { signal } = host;
  const open = ofCells.get(signal);
  if (open?.alive) return open;
  const board = new Board(notebookSurface(host));
  ofCells.set(signal, board);
  host.onCellEnd?.(() => board.stop(now()));
  return board;
}

/** Takes away the bars that the program has in its terminal, so that a line may be printed; they are drawn again below it. */
export function clearBars(): void {
  if (ofProgram?.alive) ofProgram.clear();
}

function boardOfProgram(now: () => number): Board {
  if (ofProgram?.alive) return ofProgram;
  if (!ofProgram) process.on("exit", () => ofProgram?.stop(now()));
  const { stderr } = process;
  const terminal = { write: (text: string) => void stderr.write(text), get columns() { return stderr.columns; } }; // prettier-ignore
  ofProgram = new Board(
    stderr.isTTY ? terminalSurface(terminal) : lineSurface((line) => void stderr.write(`${line}\n`)),
  );
  return ofProgram;
}
