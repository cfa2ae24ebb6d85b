import type { Mutant } from "../mutant";
import { ablations } from "./ablations";
import { augment } from "./augment";
import { bottleneck } from "./bottleneck";
import { cost } from "./cost";
import { commandLine } from "./commandLine";
import { data } from "./data";
import { experiments } from "./experiments";
import { generative } from "./generative";
import { information } from "./information";
import { losses } from "./losses";
import { metrics } from "./metrics";
import { mineExperiments } from "./mineExperiments";
import { models } from "./models";
import { optimizers } from "./optimizers";
import { plots } from "./plots";
import { probes } from "./probes";
import { random } from "./random";
import { scoreboard } from "./scoreboard";
import { records } from "./records";
import { tables } from "./tables";
import { statistics } from "./statistics";
import { training } from "./training";

/** Every fault that a test is known to notice. */
export const mutants: readonly Mutant[] = [
  ...random,
  ...data,
  ...augment,
  ...models,
  ...losses,
  ...information,
  ...optimizers,
  ...metrics,
  ...statistics,
  ...training,
  ...probes,
  ...generative,
  ...bottleneck,
  ...commandLine,
  ...experiments,
  ...mineExperiments,
  ...ablations,
  ...cost,
  ...tables,
  ...plots,
  ...scoreboard,
  ...records,
];
