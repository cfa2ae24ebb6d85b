import { Option, type Command } from "commander";
import type { ScoreboardRow } from "../../experiments/scoreboard/scoreboardRow";
import { outputWidth, type CommandContext } from "./commandContext";

interface VerdictsOptions {
  format: "text" | "markdown" | "json";
  check?: boolean;
  write?: boolean;
}

/** Adds `verdicts`. */
export function addVerdictsCommand(program: Command, { root, prepare, finish, load }: CommandContext): void {
  program
    .command("verdicts")
    .description("print the scoreboard: every claim of the papers, and what the recorded standard runs say of it")
    .addOption(new Option("--format <name>", "how").choices(["text", "markdown", "json"]).default("text"))
    .option("--check", "exit status 1 when a verdict is not the expected one")
    .option("--write", "write it into README.md and notebooks/index.ipynb too")
    .addHelpText("after", help)
    .action(async ({ format, check, write }: VerdictsOptions) => {
      await prepare();
      // Only now: it opens the engine.
      const { scoreboard } = await import("../../experiments/scoreboard/scoreboard");
      const rows = scoreboard({ root, experiments: await load() });
      console.log(await textOf(rows, format));
      if (write) {
        const { writeScoreboard } = await import("../scoreboard/writeScoreboard");
        const written = writeScoreboard(root);
        console.error(written.length === 0 ? "the documents are up to date" : `written: ${written.join(", ")}`);
      }
      const surprises = unexpected(rows);
      for (const surprise of surprises) console.error(surprise);
      if (check && surprises.length > 0) finish(1);
    });
}

async function textOf(rows: readonly ScoreboardRow[], format: VerdictsOptions["format"]): Promise<string> {
  if (format === "json") return JSON.stringify(rows, null, 2);
  if (format === "text") {
    const { scoreboardText } = await import("../../experiments/scoreboard/scoreboardText");
    return scoreboardText(rows, { width: outputWidth() });
  }
  const { scoreboardMarkdown } = await import("../../experiments/scoreboard/scoreboardMarkdown");
  return scoreboardMarkdown(rows, { full: true });
}

/** A sentence for each verdict on record that is not the expected one. A claim without a verdict is no surprise. */
function unexpected(rows: readonly ScoreboardRow[]): string[] {
  return rows
    .filter(({ verdict, expected, effect }) => effect !== undefined && verdict !== expected)
    .map(({ claim, verdict, expected }) => `${claim} came out as "${verdict}" but "${expected}" is expected`);
}

const help = `
A claim is judged when all runs of its grids are on record. Expected is what the experiment's code
says; a claim that is expected to be refuted and is refuted passes --check.

Example:
  npx contrastbook verdicts --format markdown`;
