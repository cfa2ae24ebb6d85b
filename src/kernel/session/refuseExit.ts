/** A cell, or what it called, tried to end the process of the kernel. */
export class ProcessExitError extends Error {
  override readonly name = "ProcessExitError";
}

/**
 * Makes `process.exit` throw, since the kernel is not a cell's to end: output on its way would be lost, and the sockets
 * on the other thread would not survive it.
 * @returns the real `exit`, for the kernel
 */
export function refuseExit(): (code: number) => never {
  const exit = process.exit.bind(process);
  process.exit = (code = process.exitCode ?? 0) => {
    throw new ProcessExitError(
      `process.exit(${String(code)}): a cell cannot end the kernel; throw an error to end the cell, or shut the kernel down in Jupyter`,
    );
  };
  return exit;
}
