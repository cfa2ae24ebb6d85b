/** Puts in order what an interrupt may leave half done; must not wait for anything. */
export type Recovery = () => void;

const key = Symbol.for("contrastbook.afterInterrupt");
const slots = globalThis as unknown as Record<symbol, Set<Recovery> | undefined>;

/**
 * Registers what is to be done when an interrupt has stopped running code: no `finally` of that code has run, so a
 * library that keeps state between its calls puts it in order here. Registering the same function again changes nothing.
 */
export function afterInterrupt(recovery: Recovery): void {
  (slots[key] ??= new Set()).add(recovery);
}

/**
 * Runs every registered recovery. For kernels, once the stopped code is off the stack.
 * @returns what the recoveries threw: none keeps the others from running
 */
export function recoverFromInterrupt(): unknown[] {
  const errors: unknown[] = [];
  for (const recovery of slots[key] ?? []) {
    try {
      recovery();
    } catch (error) {
      errors.push(error);
    }
  }
  return errors;
}
