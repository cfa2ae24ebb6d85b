import { openEngine } from "./open";
import { repairRound } from "./repairRound";

// Before the package, whose own message for a missing addon would send the reader to a download that does not work.
openEngine();

import * as tf from "@tensorflow/tfjs-node-gpu";

repairRound(tf);

/** The one TensorFlow of this process, opened with contrastbook's settings: import it from here, never from the package. */
export { tf };
