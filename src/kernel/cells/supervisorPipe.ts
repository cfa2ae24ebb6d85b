import { writeSync } from "node:fs";
import type { ExecutionFlags } from "../executionFlags";
import type { ToServer } from "../server/link";
import { encodeFrame } from "../wire/frames";
import { outputPipe } from "./pipes";

/**
 * Sends a message to the supervisor before it returns: what a cell showed is there even if the next instruction ends
 * this process. The pipe blocks, so a supervisor that cannot keep up slows the cell down instead of filling the memory.
 */
export function createSupervisorPipe(flags: ExecutionFlags): (message: ToServer) => void {
  return (message) => {
    const frame = encodeFrame(message);
    // half a frame would be the end of the conversation: no signal may end the code that writes it
    flags.shielded(() => {
      for (let at = 0; at < frame.length;) at += writeSync(outputPipe, frame, at);
    });
  };
}
