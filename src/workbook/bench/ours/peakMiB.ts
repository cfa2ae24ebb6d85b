import { readFileSync } from "node:fs";

/** The most memory this process ever held. Not getrusage, which also counts whoever forked it. */
export function peakMiB(): number {
  const kibi = /^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return Number(kibi) / 1024;
}
