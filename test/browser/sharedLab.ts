import { Lab } from "../support/jupyterLab";

let opening: Promise<Lab> | undefined;

/** One server and one browser for all tests that can share them; closed after the last test of the run. */
export function sharedLab(): Promise<Lab> {
  return (opening ??= Lab.open());
}

after(async () => (await opening?.catch(() => undefined))?.close());
