import type { Mutant } from "../mutant";

const room = "workbook/experiments";

export const commandLine: Mutant[] = [
  {
    fault: "takes the signal that npm hands on for a second Ctrl-C",
    file: `${room}/stopSignals`,
    from: "now() - since >= sameMs",
    to: "now() - since >= 0",
    killedBy: "takes what comes right behind the first for the same",
  },
  {
    fault: "compares numbers as texts",
    file: `${room}/chooseConfigs`,
    from: 'typeof value === "number" ? text !== "" && Number(text) === value : String(value) === text',
    to: "String(value) === text",
    killedBy: "compares numbers as numbers",
  },
  {
    fault: "keeps what has the value at one of the keys",
    file: `${room}/chooseConfigs`,
    from: "Object.entries(only).every(([key, wanted]) => wanted.some(",
    to: "Object.entries(only).some(([key, wanted]) => wanted.some(",
    killedBy: "keeps what has one of the values at every key, in the order of the grid",
  },
  {
    fault: "takes a shard number 0",
    file: `${room}/parseShard`,
    from: "Number(index) >= 1",
    to: "Number(index) >= 0",
    killedBy: "refuses parts that there are not",
  },
  {
    fault: "takes simclrv2 for a part of simclr",
    file: `${room}/chooseExperiments`,
    from: '`${name.replace(/\\/$/, "")}/`',
    to: 'name.replace(/\\/$/, "")',
    killedBy: "takes an id, all of a paper, or all",
  },
  {
    fault: "shows the whole interval as its half",
    file: `${room}/formatEstimate`,
    from: "Math.max(high - mean, mean - low)",
    to: "high - low",
    killedBy: "shows two digits of half the interval, and the mean to the same place",
  },
  {
    fault: "shows keys at which all configurations are alike",
    file: `${room}/varyingKeys`,
    test: `${room}/summaryTable`,
    from: ".size > 1",
    to: ".size > 0",
    killedBy: "has a line for each configuration: what varies, mean and interval of each metric, and the seeds",
  },
  {
    fault: "takes a verdict that is not the expected one for a good one",
    file: `${room}/verdictsCommand`,
    test: `${room}/verdicts`,
    from: "effect !== undefined && verdict !== expected",
    to: "effect === undefined && verdict === expected",
    killedBy:
      "ends with status 1 under --check when a verdict is not the expected one, and says which; pending ones pass",
  },
  {
    fault: "leaves words of a shell as they are",
    file: `${room}/resumeCommand`,
    from: "args.map(quoted)",
    to: "args",
    killedBy: "survives a shell, whatever was typed",
  },
  {
    fault: "passes over a damaged line",
    file: "workbook/doctor/examineLedger",
    from: "return fault === undefined\n      ? []",
    to: 'return fault !== ""\n      ? []',
    killedBy: "names every line that is damaged, and changes nothing",
  },
];
