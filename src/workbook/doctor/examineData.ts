import path from "node:path";
import { checkCifar10 } from "../../data/cifar10/prepare";
import { readManifest } from "../../data/manifest";
import type { Places } from "../places";
import type { Finding } from "./finding";

/** The data sets with their checksums, computed now. */
export function examineData({ home }: Places): Finding[] {
  const { name, source, trainSize, testSize, sha256 } = readManifest("cifar10");
  const fault = checkCifar10({ cacheDir: path.join(home, "data") });
  const subject = `data: ${name}`;
  if (fault) return [{ subject, state: "broken", value: fault, remedy: "npm run setup" }];
  return [{ subject, state: "ok", value: `${trainSize} + ${testSize} images of ${source}, sha256 ${sha256} checked` }];
}
