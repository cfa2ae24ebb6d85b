/** Ends this process when the npm that started it is killed: no set-up, and later no JupyterLab, goes on without an owner. */
export function endWithParent(everyMs = 500) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid === parent) return;
    // The same end as from a closed terminal, so that whoever listens (JupyterLab's keeper) cleans up first.
    process.kill(process.pid, "SIGHUP");
  }, everyMs).unref();
}
