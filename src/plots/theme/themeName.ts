import { PlotError } from "../plotError";

export type ThemeName = "light" | "dark";

const names: readonly string[] = ["light", "dark"];
let chosen: ThemeName | undefined;

/**
 * The theme of the figures that are made from now on: `setTheme("dark")` in a notebook's first cell.
 *
 * @param theme - "light" or "dark"; undefined: CONTRASTBOOK_THEME of the environment, or light.
 * @throws PlotError `setTheme: the theme is "blue"; it must be light or dark`
 */
export function setTheme(theme: ThemeName | undefined): void {
  chosen = theme === undefined ? undefined : named(theme, "setTheme: the theme");
}

/** What {@link setTheme} chose, else CONTRASTBOOK_THEME, else light. */
export function currentTheme(env: NodeJS.ProcessEnv = process.env): ThemeName {
  return chosen ?? (env.CONTRASTBOOK_THEME ? named(env.CONTRASTBOOK_THEME, "figure: CONTRASTBOOK_THEME") : "light");
}

function named(name: string, what: string): ThemeName {
  if (names.includes(name)) return name as ThemeName;
  throw new PlotError(`${what} is ${JSON.stringify(name)}; it must be light or dark`);
}
