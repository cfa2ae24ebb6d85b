import { SourceMap, type SourceMapPayload } from "node:module";
import type { CellPosition, CodePosition } from "../language";
import { positionOf } from "./findings";
import type { RewrittenCell } from "./rewriteCell";

interface CellSource {
  executionCount: number;
  code: string;
  rewritten: RewrittenCell;
  /** From what runs to what was written: first the later step. Parsed when the first error asks. */
  maps: string[];
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
    let position = { line: line - 1, column: column - 1 };
    for (const text of cell.maps) {
      const entry = new SourceMap(JSON.parse(text) as SourceMapPayload).findEntry(position.line, position.column);
      // the kernel's own wrapping maps to nothing
      if (!("originalLine" in entry)) return undefined;
      position = { line: entry.originalLine, column: entry.originalColumn };
    }
    // the converter puts one line before the cell
    const lines = cell.rewritten.code.split("\n").slice(0, position.line - 1);
    const offset = lines.join("\n").length + (lines.length > 0 ? 1 : 0) + position.column;
    return {
      executionCount: cell.executionCount,
      ...positionOf(cell.code, cell.rewritten.originalOffset(offset)),
      source: cell.code.split("\n"),
    };
  }
}
