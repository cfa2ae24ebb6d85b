import "./open";

/** The one TensorFlow of this process, opened with contrastbook's settings: import it from here, never from the package. */
export * as tf from "@tensorflow/tfjs-node-gpu";
