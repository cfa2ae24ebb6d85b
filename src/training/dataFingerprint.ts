import { createHash } from "node:crypto";
import type { Dataset } from "../data/dataset";
import type { Json } from "./checkpoint/fingerprint";

/**
 * Tells one data set from another, to the byte.
 * @cost 50,000 CIFAR images: about 0.1 s
 */
export function dataFingerprint({ name, images, labels }: Dataset): Json {
  const sha256 = createHash("sha256").update(images).update(labels).digest("hex").slice(0, 16);
  return { name, images: labels.length, sha256 };
}
