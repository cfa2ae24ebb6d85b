import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { findExecutable } from "./findExecutable";

/** A program that set-up called did not start, or ended badly. `output` is the end of what it printed. */
export class ToolError extends Error {
  override readonly name = "ToolError";

  constructor(
    readonly command: string,
    readonly ending: string,
    readonly output: string,
  ) {
    super(`${command} ${ending}${output ? `:\n${output}` : ""}`);
  }
}

export interface RunToolOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Called with every line the program prints. */
  onLine?(line: string): void;
}

const tailLines = 40;

/**
 * Runs a program to its end and returns what it printed on stdout. It dies with this process, even when that is killed outright:
 * a set-up that starts again must not meet its predecessor's pip still writing.
 * @throws {ToolError} when the program is missing, or ends with anything but status 0.
 */
export function runTool(command: string, args: readonly string[], options: RunToolOptions = {}): Promise<string> {
  const [file, allArgs] = tethered(command, args);
  return new Promise((resolve, reject) => {
    // Python holds back what it prints into a pipe, and progress would come all at once at the end.
    const env = { ...(options.env ?? process.env), PYTHONUNBUFFERED: "1" };
    const child = spawn(file, allArgs, { cwd: options.cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const tail: string[] = [];
    let stdout = "";
    const watch = (line: string): void => {
      tail.push(line);
      if (tail.length > tailLines) tail.shift();
      options.onLine?.(line);
    };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    createInterface({ input: child.stdout }).on("line", watch);
    createInterface({ input: child.stderr }).on("line", watch);
    child.on("error", (error) => reject(new ToolError(command, `did not start (${error.message})`, "")));
    child.on("close", (code, signal) => {
      if (code === 0) resolve(stdout);
      else
        reject(
          new ToolError(
            command,
            code === null ? `was ended by ${signal}` : `ended with status ${code}`,
            tail.join("\n"),
          ),
        );
    });
  });
}

/** The command line that makes the kernel send `signal` to the program when we die; as given where util-linux is missing. */
export function tethered(command: string, args: readonly string[], signal = "KILL"): [string, string[]] {
  const setpriv = process.platform === "linux" ? findExecutable("setpriv") : undefined;
  return setpriv ? [setpriv, ["--pdeathsig", signal, "--", command, ...args]] : [command, [...args]];
}
