/** A picture of at most 256 colours. */
export interface IndexedPicture {
  /** Red, green, blue of each colour. */
  palette: Uint8Array;
  /** Which colour each pixel has. */
  pixels: Uint8Array;
}

const paletteSize = 256;
/** Colours that are kept exactly: the most frequent ones, which are the areas of a figure. */
const exact = 160;
/** Largest distance of a pixel from its colour; the mixed colours at the edges of letters bear it unseen. */
const tolerance = 24;

/**
 * Opaque RGBA pixels with a palette: the frequent colours as they are, then, one by one, the colour that is furthest
 * from all that are in it.
 *
 * @returns undefined where 256 colours are not enough, as for a photograph.
 */
export function indexed(rgba: Uint8ClampedArray): IndexedPicture | undefined {
  const counts = new Map<number, number>();
  for (let i = 0; i < rgba.length; i += 4) counts.set(colourAt(rgba, i), (counts.get(colourAt(rgba, i)) ?? 0) + 1);
  const colours = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const chosen = colours.slice(0, exact);
  const index = new Map(chosen.map((colour, i) => [colour, i]));
  const others = colours.slice(exact).map((colour) => ({ colour, nearest: 0, distance: Infinity }));
  chosen.forEach((colour, i) => approach(others, colour, i));
  while (chosen.length < paletteSize) {
    const furthest = others.reduce((a, b) => (b.distance > a.distance ? b : a), { colour: 0, distance: 0 });
    if (furthest.distance === 0) break;
    approach(others, furthest.colour, chosen.push(furthest.colour) - 1);
  }
  if (others.some(({ distance }) => distance > tolerance ** 2)) return undefined;
  for (const { colour, nearest } of others) index.set(colour, nearest);
  const pixels = Uint8Array.from({ length: rgba.length / 4 }, (_, i) => index.get(colourAt(rgba, 4 * i)) ?? 0);
  return {
    palette: Uint8Array.from(chosen.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    pixels,
  };
}

function colourAt(rgba: Uint8ClampedArray, i: number): number {
  return (rgba[i] << 16) | (rgba[i + 1] << 8) | rgba[i + 2];
}

/** Takes the colour for those that no colour before it was nearer to. */
function approach(others: { colour: number; nearest: number; distance: number }[], to: number, index: number): void {
  for (const other of others) {
    const { colour } = other;
    const red = (colour >> 16) - (to >> 16);
    const green = ((colour >> 8) & 255) - ((to >> 8) & 255);
    const blue = (colour & 255) - (to & 255);
    const distance = red ** 2 + green ** 2 + blue ** 2;
    if (distance < other.distance) Object.assign(other, { nearest: index, distance });
  }
}
