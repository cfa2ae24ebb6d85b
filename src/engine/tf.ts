import { openEngine } from "./open";

// Before the package, whose own message for a missing addon would send the reader to a download that does not work.
openEngine();

/** The one TensorFlow of this process, opened with contrastbook's settings: import it from here, never from the package. */
export * as tf from "@tensorflow/tfjs-node-gpu";
