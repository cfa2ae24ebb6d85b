import { type HeatColour, type ThemeColours, themeColours } from "./themeColours";
import type { ThemeName } from "./themeName";

type Single = Exclude<keyof ThemeColours, "series" | "classes" | "heat">;

/** A colour named by what it stands for: written into traces and layouts in a colour's place, until a theme paints it. */
export const role = {
  ink: of("ink"),
  faint: of("faint"),
  page: of("page"),
  grid: of("grid"),
  axis: of("axis"),
  /** Colour of series i; after the last comes the first again. `opacity`: 0 to 1. */
  series: (i: number, opacity = 1): string => `theme:series/${i}/${opacity}`,
  heat: (name: HeatColour): string => `theme:heat/${name}`,
  class: (i: number): string => `theme:classes/${i}/1`,
};

function of(name: Single): string {
  return `theme:${name}`;
}

/** The value with every role in it, however deep, replaced by the theme's colour. */
export function painted(value: unknown, theme: ThemeName): unknown {
  if (typeof value === "string") return value.startsWith("theme:") ? colourOf(value, themeColours[theme]) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => painted(element, theme));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, painted(member, theme)]));
}

function colourOf(text: string, colours: ThemeColours): string {
  const [name, at, opacity] = text.slice("theme:".length).split("/") as [keyof ThemeColours, string, string];
  if (name === "heat") return colours.heat[at as HeatColour];
  const colour = colours[name];
  if (typeof colour === "string") return colour;
  return faded(colour[Number(at) % colour.length], Number(opacity));
}

function faded(colour: string, opacity: number): string {
  if (opacity === 1) return colour;
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${opacity})`;
}
