import { types } from "node:util";
import { guarded } from "../guarded";

/** Whether a value is an error, also one of another realm (`vm`), and never throws: a revoked proxy does not even say that. */
export function isErrorValue(value: unknown): value is Error {
  return types.isNativeError(value) || guarded(() => value instanceof Error, false);
}
