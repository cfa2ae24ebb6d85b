import { parameters } from "./scoping";

const property = new RegExp(
  `\\(0 , ${parameters.scope}\\.([\\p{ID_Continue}$]+)\\)|\\b${parameters.scope}\\.([\\p{ID_Continue}$]+)`,
  "gu",
);

/** V8 says "__cell.f is not a function" where the reader wrote `f`: makes it say so. */
export function plainNames(error: unknown): unknown {
  if (error instanceof TypeError && typeof error.message === "string" && error.message.includes(parameters.scope)) {
    error.message = error.message.replace(property, "$1$2");
  }
  return error;
}
