type Triple = readonly [number, number, number];

/** Ways of seeing: the simulations of Machado, Oliveira and Fernandes (2009) at full severity, on linear RGB. */
export const visions: Record<string, readonly Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** How different two colours `#rrggbb` look to somebody of that vision: CIEDE2000. */
export function difference(a: string, b: string, vision: readonly Triple[]): number {
  return ciede2000(lab(seen(linear(a), vision)), lab(seen(linear(b), vision)));
}

/** The contrast of WCAG, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [a, b].map((colour) => dot([0.2126, 0.7152, 0.0722], linear(colour))).sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function linear(colour: string): Triple {
  const channel = (at: number): number => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function seen(rgb: Triple, vision: readonly Triple[]): Triple {
  const channel = (i: number) => Math.min(1, Math.max(0, dot(vision[i], rgb)));
  return [channel(0), channel(1), channel(2)];
}

function lab(rgb: Triple): Triple {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f(dot([0.4124564, 0.3575761, 0.1804375], rgb) / 0.95047);
  const y = f(dot([0.2126729, 0.7151522, 0.072175], rgb));
  const z = f(dot([0.0193339, 0.119192, 0.9503041], rgb) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function ciede2000([L1, a1, b1]: Triple, [L2, a2, b2]: Triple): number {
  const power = (chroma: number) => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));
  const stretch = 1 + 0.5 * (1 - power((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2));
  const [C1, C2] = [Math.hypot(stretch * a1, b1), Math.hypot(stretch * a2, b2)];
  const hue = (a: number, b: number) => ((Math.atan2(b, stretch * a) * 180) / Math.PI + 360) % 360;
  const [h1, h2] = [hue(a1, b1), hue(a2, b2)];
  const grey = C1 * C2 === 0;
  const dh = grey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const dH = 2 * Math.sqrt(C1 * C2) * sin(dh / 2);
  const h = grey ? h1 + h2 : (h1 + h2) / 2 + (Math.abs(h1 - h2) <= 180 ? 0 : h1 + h2 < 360 ? 180 : -180);
  const [L, C] = [(L1 + L2) / 2, (C1 + C2) / 2];
  const T = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const lightness = (L2 - L1) / (1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2));
  const chroma = (C2 - C1) / (1 + 0.045 * C);
  const turned = dH / (1 + 0.015 * C * T);
  const rotation = -2 * power(C) * sin(60 * Math.exp(-(((h - 275) / 25) ** 2)));
  return Math.sqrt(lightness ** 2 + chroma ** 2 + turned ** 2 + rotation * chroma * turned);
}

function sin(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}

function cos(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180);
}
