import { type Browser, chromium } from "playwright-core";
import { requireChromium } from "../../src/workbook/testing/chromium";

const flags = [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Chromium without a screen.
 * @param home a folder of the test's own: Chromium writes settings of its own into the home, also when its profile lies elsewhere
 * @throws ChromiumMissingError with the remedy when there is no browser
 */
export function launchChromium(home: string): Promise<Browser> {
  const executablePath = requireChromium();
  return chromium.launch({ executablePath, args: flags, chromiumSandbox: false, env: { ...process.env, HOME: home } });
}
