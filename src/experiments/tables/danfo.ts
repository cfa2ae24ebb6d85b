import { createRequire } from "node:module";
import type * as Danfo from "danfojs-node";
// danfo brings the engine along; it has to be ours, opened first.
import "../../engine/tf";

const load = createRequire(__filename);

/** danfojs-node, loaded by the first table: it takes a second, for which nobody should wait who only imports the library. */
export function danfo(): typeof Danfo {
  return load("danfojs-node") as typeof Danfo;
}
