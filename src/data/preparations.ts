import { checkCifar10, prepareCifar10 } from "./cifar10/prepare";
import { checkMnist, prepareMnist } from "./mnist/prepare";
import type { DatasetName } from "./manifest";
import type { PrepareOptions } from "./prepared";

interface Preparation {
  prepare: (options?: PrepareOptions) => Buffer;
  /** What is wrong with the decoded file: undefined when it is whole. */
  check: (options?: PrepareOptions) => string | undefined;
}

/** How set-up and doctor prepare and check every data set that there is. */
export const preparations: Record<DatasetName, Preparation> = {
  cifar10: { prepare: prepareCifar10, check: checkCifar10 },
  mnist: { prepare: prepareMnist, check: checkMnist },
};
