import { InstallError } from "./installError";
import { ToolError } from "./runTool";

interface Explanation {
  pattern: RegExp;
  reason: string;
  remedy: string;
}

const explanations: Explanation[] = [
  {
    pattern: /No space left on device|ENOSPC|Disk quota exceeded/i,
    reason: "the disk is full",
    remedy: "Free some space (a whole set-up needs about 3 GB) and start again: what is done already stays",
  },
  {
    pattern: /HASHES|hash mismatch/i,
    reason: "a downloaded package is not the one that was pinned (its sha256 differs)",
    remedy: "Start again; if it stays so, the mirror you download from serves another file",
  },
  {
    pattern:
      /NewConnectionError|Max retries exceeded|ConnectTimeout|ReadTimeout|Temporary failure in name resolution|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ProxyError|SSLError|No matching distribution found|Network is unreachable/i,
    reason: "the package registry could not be reached",
    remedy:
      "Check the network, the proxy (HTTPS_PROXY) and pip's index (`pip config list`), then start again: what is done already stays",
  },
];

/** Says in words why a tool failed; what is not recognised is shown as the tool printed it, with `remedy`. */
export function explainToolError(error: unknown, remedy: string): InstallError {
  if (error instanceof InstallError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const known = explanations.find(({ pattern }) => pattern.test(text));
  if (known) return new InstallError(`${known.reason} (${tellingLine(text, known.pattern)})`, known.remedy);
  return error instanceof ToolError ? new InstallError(error.message, remedy) : new InstallError(text, remedy);
}

function tellingLine(text: string, pattern: RegExp): string {
  const line =
    text
      .split("\n")
      .filter((candidate) => pattern.test(candidate))
      .pop() ?? text;
  return line.trim().slice(0, 300);
}
