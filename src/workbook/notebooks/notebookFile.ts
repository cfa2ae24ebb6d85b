import { readFileSync } from "node:fs";

export interface NotebookOutput {
  output_type: string;
  /** By MIME type; lists of lines where Jupyter wrote lines. */
  data?: Record<string, unknown>;
}

export interface NotebookCell {
  cell_type: "code" | "markdown" | "raw";
  id?: string;
  metadata: { tags?: string[] };
  source: string | string[];
  outputs?: NotebookOutput[];
}

/** What nbformat 4 keeps, as far as we look at it; the rest is carried along. */
export interface NotebookContent {
  cells: NotebookCell[];
}

export function readNotebook(file: string): NotebookContent {
  return JSON.parse(readFileSync(file, "utf8")) as NotebookContent;
}

/** As nbformat writes it, so that a notebook that is saved by Jupyter stays as it is: indented by one, lines as a list. */
export function notebookText(notebook: NotebookContent): string {
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/** A text as one string, however Jupyter keeps it. */
export function textOf(source: string | string[]): string {
  return typeof source === "string" ? source : source.join("");
}

/** The lines of a text, each with its line feed, as nbformat keeps them. */
export function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
