/**
 * Okabe and Ito's colours, told apart by readers with any of the frequent colour-vision deficiencies; the order
 * puts the ones that are strongest on white first. For lines and bars.
 */
export const palette = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6B6B6B", "#000000"];

/** The same on a dark page: grey and black become light. */
export const darkPalette = [...palette.slice(0, 6), "#C3C3C3", "#FFFFFF"];

/** Paul Tol's "muted" colours and black: ten classes that stay apart, for clouds of points. */
export const classPalette = [
  "#332288",
  "#88CCEE",
  "#117733",
  "#DDCC77",
  "#CC6677",
  "#882255",
  "#44AA99",
  "#999933",
  "#AA4499",
  "#000000",
];

/** Ten classes on a dark page, found by a search for colours that stay furthest apart in every kind of colour vision. */
export const darkClassPalette = [
  "#8A76FF",
  "#B1E2DD",
  "#5D7124",
  "#DAD47A",
  "#C85A6D",
  "#9E1BC5",
  "#00BC9D",
  "#B6933C",
  "#887190",
  "#A89CCB",
];
