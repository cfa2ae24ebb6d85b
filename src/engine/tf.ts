import { afterInterrupt } from "../report/afterInterrupt";
import { fastGradients } from "./kernels/fastGradients";
import { fastKernels } from "./kernels/fastKernels";
import { neverFreeTwice } from "./neverFreeTwice";
import { openEngine } from "./open";
import { repairFilterGradient } from "./repairFilterGradient";
import { repairFreezing } from "./repairFreezing";
import { repairRound } from "./repairRound";
import { repairSavedOutputs } from "./repairSavedOutputs";
import { unwind } from "./unwind";

// Before the package, whose own message for a missing addon would send the reader to a download that does not work.
openEngine();

import * as tf from "@tensorflow/tfjs-node-gpu";

neverFreeTwice(tf);
repairFilterGradient(tf);
repairFreezing(tf);
repairRound(tf);
repairSavedOutputs(tf);
fastKernels(tf);
fastGradients(tf);

const { binding } = tf.backend() as unknown as { binding: unknown };
afterInterrupt(() => unwind(tf, binding));

/** The one TensorFlow of this process, opened with contrastbook's settings: import it from here, never from the package. */
export { tf };
