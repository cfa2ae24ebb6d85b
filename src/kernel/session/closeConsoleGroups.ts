/** Node keeps the number of open groups to itself; one too many does no harm. */
const deepest = 32;

/** Ends the groups of `console.group` that a cell left open when it failed: they would indent what later cells print. */
export function closeConsoleGroups(): void {
  for (let depth = 0; depth < deepest; depth++) console.groupEnd();
}
