import type { Mutant } from "../mutant";
import { augment } from "./augment";
import { data } from "./data";
import { generative } from "./generative";
import { losses } from "./losses";
import { metrics } from "./metrics";
import { models } from "./models";
import { optimizers } from "./optimizers";
import { random } from "./random";
import { training } from "./training";

/** Every fault that a test is known to notice. */
export const mutants: readonly Mutant[] = [
  ...random,
  ...data,
  ...augment,
  ...models,
  ...losses,
  ...optimizers,
  ...metrics,
  ...training,
  ...generative,
];
