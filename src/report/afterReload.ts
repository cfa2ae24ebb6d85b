/** Drops what a library made from code that may be old now; must not wait for anything. */
export type Renewal = () => void;

const key = Symbol.for("contrastbook.afterReload");
const slots = globalThis as unknown as Record<symbol, Map<string, Renewal> | undefined>;

/**
 * Registers what is to be done when a kernel has put changed modules in the place of old ones: a library that keeps
 * something made from functions it was given (a trace, a compiled text) makes it anew from then on.
 * @param name one of the library's own: a module that is itself reloaded registers again and replaces its old self
 */
export function afterReload(name: string, renewal: Renewal): void {
  (slots[key] ??= new Map()).set(name, renewal);
}

/**
 * Runs every registered renewal. For kernels, before the first cell that uses the new code.
 * @returns what the renewals threw: none keeps the others from running
 */
export function renewAfterReload(): unknown[] {
  const errors: unknown[] = [];
  for (const renewal of slots[key]?.values() ?? []) {
    try {
      renewal();
    } catch (error) {
      errors.push(error);
    }
  }
  return errors;
}
