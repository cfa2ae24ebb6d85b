import type { Mutant } from "../mutant";

export const scoreboard: Mutant[] = [
  {
    fault: "judges a grid of which runs are missing",
    file: "experiments/scoreboard/scoreboard",
    from: "if (runs.recorded < runs.of)",
    to: "if (runs.recorded === 0)",
    killedBy: "says how many runs there are instead of judging a grid that is not whole",
  },
  {
    fault: "judges seeds that lack runs of the grid",
    file: "experiments/verdicts",
    from: ".length >= wanted",
    to: ".length >= 1",
    killedBy: "judges simclr/temperature on the seeds that have its whole grid, wherever the grid breaks off",
  },
  {
    fault: "lets a claim that compares settings see one row",
    file: "experiments/recordFaults",
    from: "profiles.standard.configs.map(",
    to: "profiles.standard.configs.slice(0, 1).map(",
    killedBy: "lets a claim that compares settings see a whole grid",
  },
  {
    fault: "leaves the claims of other experiments in",
    file: "experiments/scoreboard/scoreboard",
    from: ".filter((verdict) => verdict.claim === id)",
    to: ".filter((verdict) => verdict.claim !== id)",
    killedBy:
      "has a row for every claim, with the verdict of the recorded runs, its expectation, effect, interval and seeds",
  },
  {
    fault: "counts runs of earlier revisions",
    file: "experiments/scoreboard/progressOf",
    test: "experiments/scoreboard/scoreboard",
    from: "new Set(rowsOf(experiment).map(identityOf))",
    to: "new Set(rowsOf(experiment).map((row) => identityOf({ ...row, revision })))",
    killedBy: "does not count runs of other revisions, seeds or configurations, nor one run twice",
  },
  {
    fault: "expects the best of a claim's parts",
    file: "experiments/scoreboard/combineVerdicts",
    test: "experiments/scoreboard/scoreboard",
    from: '["refuted", "notVisible", "holds"]',
    to: '["holds", "notVisible", "refuted"]',
    killedBy: "lets a claim of several parts hold only when all do, and shows the first part that decides",
  },
  {
    fault: "shows the first part of a claim, whichever decides",
    file: "experiments/scoreboard/combineVerdicts",
    test: "experiments/scoreboard/scoreboard",
    from: "parts.find((part) => part.outcome === outcome) ?? parts[0]",
    to: "parts[0]",
    killedBy: "lets a claim of several parts hold only when all do, and shows the first part that decides",
  },
  {
    fault: "rounds to three decimals instead of three digits",
    file: "experiments/tables/numeral",
    test: "experiments/scoreboard/measuredText",
    from: "Math.max(0, 2 - Math.floor(Math.log10(size)))",
    to: "3",
    killedBy: "is effect, unit, interval and seeds, with three digits of the largest number",
  },
  {
    fault: "overlooks a table of recorded runs that has changed",
    file: "workbook/notebooks/staleResults",
    from: "!isDeepStrictEqual(shownBy(cell), shownBy(before[n]))",
    to: "shownBy(cell).length !== shownBy(before[n]).length",
    killedBy: "names the cell whose table is another, or was never committed, and says what to do",
  },
  {
    fault: "takes the slowest run for the usual one",
    file: "workbook/scoreboard/notebookGuide",
    from: "[seconds.length >> 1]",
    to: "[seconds.length - 1]",
    killedBy: "takes the question from the notebook, and adds the median time of each configuration's quick runs",
  },
];
