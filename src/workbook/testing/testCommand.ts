import { findNotebooks } from "../notebooks/findNotebooks";
import { runNotebooks } from "../notebooks/runNotebooks";
import type { Places } from "../places";
import { installChromium } from "./chromium";
import { runMocha } from "./runMocha";

/** The whole proof: mocha's tests, then every notebook. Prints `N passed, N failed` last; returns the exit status. */
export async function testCommand(places: Places): Promise<number> {
  await installChromium();
  const tests = await runMocha(places);
  const notebooks = await runNotebooks(places, findNotebooks(places.notebooks));
  const failed = tests.failed + notebooks.filter(({ failure }) => failure).length;
  const passed = tests.passed + notebooks.filter(({ failure }) => !failure).length;
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
