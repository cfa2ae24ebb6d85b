/** File descriptors by which the process of the cells and its supervisor talk; 0, 1 and 2 are the standard streams. */

/** Both ways, on the thread that is never busy: requests and interrupts come in, warnings go out. */
export const controlPipe = 3;
/** From the thread of the cells to the supervisor. */
export const outputPipe = 4;
