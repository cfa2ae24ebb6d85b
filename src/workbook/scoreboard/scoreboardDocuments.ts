import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { experiments } from "../../experiments/registry";
import { scoreboard } from "../../experiments/scoreboard/scoreboard";
import { findNotebooks } from "../notebooks/findNotebooks";
import { indexWith } from "./indexWith";
import { notebookGuide } from "./notebookGuide";
import { readmeWith } from "./readmeWith";

export interface ScoreboardDocument {
  /** Its path in the checkout: "README.md". */
  name: string;
  file: string;
  /** As it stands there. */
  text: string;
  /** As it should be. */
  wanted: string;
}

/** README and the index of the notebooks, as they are and with what the recorded runs of the checkout at `root` say now. */
export function scoreboardDocuments(root: string): ScoreboardDocument[] {
  const rows = scoreboard({ root });
  const notebooks = findNotebooks(path.join(root, "notebooks"));
  const fileOf = (notebook: string): string | undefined =>
    notebooks.find(({ name }) => name === notebook || name.startsWith(`${notebook}-`))?.name;
  const linkFrom = (folder: string) => (notebook: string) => {
    const name = fileOf(notebook);
    return name === undefined ? undefined : `${folder}${name}.ipynb`;
  };
  const document = (name: string, change: (text: string) => string): ScoreboardDocument => {
    const file = path.join(root, name);
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    return { name, file, text, wanted: change(text) };
  };
  return [
    document("README.md", (text) => readmeWith(text, rows, linkFrom("notebooks/"))),
    document("notebooks/index.ipynb", (text) =>
      indexWith(text, rows, { guide: notebookGuide(notebooks, experiments, root), linkOf: linkFrom("") }),
    ),
  ];
}
