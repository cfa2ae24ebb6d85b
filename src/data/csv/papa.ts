import { createRequire } from "node:module";

const load = createRequire(__filename);

/** What is used of papaparse, which carries no types of its own. */
export interface Papa {
  parse(text: string, config: { preview: number; skipEmptyLines: "greedy" }): { meta: { delimiter: string } };
  parse(
    text: string,
    config: {
      delimiter: string;
      skipEmptyLines: false;
      /** Hears of every row. */
      step: (row: { data: string[]; errors: { type: string; message: string }[]; meta: { cursor: number } }) => void;
    },
  ): void;
}

export function papa(): Papa {
  return load("papaparse") as Papa;
}
