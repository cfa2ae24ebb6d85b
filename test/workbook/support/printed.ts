import { mock } from "node:test";

export interface Printed {
  stdout: string;
  stderr: string;
}

/** What is printed while something is done in this process. */
export async function printedBy(work: () => Promise<unknown>): Promise<Printed> {
  const printed: Printed = { stdout: "", stderr: "" };
  const take =
    (name: keyof Printed) =>
    (text: string | Uint8Array): boolean =>
      Boolean((printed[name] += String(text)));
  const mocks = (["stdout", "stderr"] as const).map((name) => mock.method(process[name], "write", take(name)).mock);
  try {
    await work();
    return printed;
  } finally {
    for (const one of mocks) one.restore();
  }
}
