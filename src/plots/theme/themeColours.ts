import { classPalette, darkClassPalette, darkPalette, palette } from "./palette";
import type { ThemeName } from "./themeName";

/** What the colours of a figure stand for. */
export interface ThemeColours {
  /** Behind the figure: an opaque card, so that it reads on any page. */
  page: string;
  /** Text, error bars, the paper's marks. */
  ink: string;
  /** Reference lines and what else stands back. */
  faint: string;
  axis: string;
  grid: string;
  /** Lines and bars, in order. */
  series: readonly string[];
  /** Classes of points, in order. */
  classes: readonly string[];
  /** Cells of heat maps: one hue from pale to strong, and two hues away from a neutral middle. */
  heat: Record<HeatColour, string>;
}

export type HeatColour = "low" | "middle" | "high" | "below" | "neutral" | "above";

export const themeColours: Record<ThemeName, ThemeColours> = {
  light: {
    page: "#FFFFFF",
    ink: "#2B2B2B",
    faint: "#6B6B6B",
    axis: "#8A8A8A",
    grid: "#E6E6E6",
    series: palette,
    classes: classPalette,
    heat: {
      low: "#EEF4FA",
      middle: "#7FB2DB",
      high: "#0B4A85",
      below: "#B35806",
      neutral: "#F4F4F4",
      above: "#0B5FA5",
    },
  },
  dark: {
    page: "#111111",
    ink: "#E4E4E4",
    faint: "#A6A6A6",
    axis: "#7A7A7A",
    grid: "#2E2E2E",
    series: darkPalette,
    classes: darkClassPalette,
    heat: {
      low: "#16222E",
      middle: "#2F6DA3",
      high: "#C9E8FF",
      below: "#F2B27A",
      neutral: "#262626",
      above: "#9CD0F7",
    },
  },
};
