import type { StackFrame } from "./stackFrames";

/** Frames to show, and in between how many are left out. */
export type ShownFrame = StackFrame | { leftOut: number; again: boolean };

const longestCycle = 4;
const [head, tail] = [12, 6];

/** Leaves out what a deep recursion repeats, and the middle of what is still too long to read. */
export function abbreviateFrames(frames: readonly StackFrame[]): ShownFrame[] {
  const shown: ShownFrame[] = [];
  for (let at = 0; at < frames.length;) {
    const { period, repeats } = cycleAt(frames, at);
    shown.push(...frames.slice(at, at + period));
    if (repeats > 1) shown.push({ leftOut: period * (repeats - 1), again: true });
    at += period * repeats;
  }
  if (shown.length <= head + tail) return shown;
  return [
    ...shown.slice(0, head),
    { leftOut: countFrames(shown.slice(head, -tail)), again: false },
    ...shown.slice(-tail),
  ];
}

/** The cycle of calls that begins here, if at least two more rounds follow; else the frame alone. */
function cycleAt(frames: readonly StackFrame[], at: number): { period: number; repeats: number } {
  for (let period = 1; period <= longestCycle; period++) {
    let same = 0;
    while (at + period + same < frames.length && isSame(frames[at + same], frames[at + period + same])) same++;
    const repeats = 1 + Math.floor(same / period);
    if (repeats >= 3) return { period, repeats };
  }
  return { period: 1, repeats: 1 };
}

function isSame(one: StackFrame | undefined, other: StackFrame | undefined): boolean {
  return one?.file === other?.file && one?.line === other?.line && one?.column === other?.column;
}

function countFrames(shown: readonly ShownFrame[]): number {
  return shown.reduce((sum, frame) => sum + ("leftOut" in frame ? frame.leftOut : 1), 0);
}
