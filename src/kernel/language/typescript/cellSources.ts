import { SourceMap, type SourceMapPayload } from "node:module";
import type { CellPosition, CodePosition } from "../language";
import { positionOf } from "./findings";
import type { RewrittenCell } from "./rewriteCell";

interface CellSource {
  executionCount: number;
  code: string;
  rewritten: RewrittenCell;
  /** From what runs to what was rewritten. Parsed when the first error asks. */
  map: string;
}

/** Remembers the text of every cell that ran, to say where in it an error arose. */
export class CellSources {
  readonly #cells = new Map<string, CellSource>();

  /** @returns the file name under which the cell must run */
  add(source: CellSource): string {
    const file = `contrastbook-cell:${this.#cells.size + 1}`;
    this.#cells.set(file, source);
    return file;
  }

  locate({ file, line, column }: CodePosition): CellPosition | undefined {
    const cell = this.#cells.get(file);
    if (cell === undefined) return undefined;
    const entry = new SourceMap(JSON.parse(cell.map) as SourceMapPayload).findEntry(line - 1, column - 1);
    // the kernel's own wrapping maps to nothing
    if (!("originalLine" in entry)) return undefined;
    const lines = cell.rewritten.code.split("\n").slice(0, entry.originalLine);
    const offset = lines.join("\n").length + (lines.length > 0 ? 1 : 0) + entry.originalColumn;
    return {
      executionCount: cell.executionCount,
      ...positionOf(cell.code, cell.rewritten.originalOffset(offset)),
      source: cell.code.split("\n"),
    };
  }
}
