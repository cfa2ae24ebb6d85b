import type { Dataset } from "../data/dataset";
import type { Json } from "./checkpoint/fingerprint";
import { digest } from "./digest";

/**
 * Tells one data set from another, to the byte.
 * @cost 50,000 CIFAR images: about 0.1 s
 */
export function dataFingerprint({ name, images, labels }: Dataset): Json {
  return { name, images: labels.length, sha256: digest(images, labels) };
}
