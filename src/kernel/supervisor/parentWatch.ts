/** How often the parent is looked for. */
const intervalMs = 1000;

/** Calls `orphaned` once when the process that started this one is gone: nobody is left to shut the kernel down. */
export function watchParent(orphaned: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    orphaned();
  }, intervalMs);
}
