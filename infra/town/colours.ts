/**
 * A town's two colours become the colours of the site, in light and in dark.
 *
 * Computed here rather than with CSS `color-mix`, because a contrast must be known before the town is published, and
 * because a phone whose browser lacks `oklch` gets the same colours. Lightness is moved in OKLCH, where equal steps
 * look equal and the hue does not drift. WCAG 2.2: 4.5 for text, 3 for what is seen but not read.
 */
import type { Town } from "../../functions/kernel/town.ts";

/** The site's own surfaces and inks, the same as in `web/styles/tokens.css`; a test compares the two. */
export const surfaces = {
  light: { paper: "#fbf8f3", card: "#ffffff", ink: "#241d36", "ink-2": "#5d5670" },
  dark: { paper: "#16121f", card: "#201a2d", ink: "#f1edf8", "ink-2": "#b8b0c9" },
} as const;

export type Scheme = keyof typeof surfaces;

/** Custom properties of one scheme, without their dashes. */
export interface Palette {
  /** Buttons, the selected cell. */
  readonly brand: string;
  /** Text on `brand`. */
  readonly "brand-ink": string;
  /** Saffron: stars, the current day. Never text on paper. */
  readonly accent: string;
  /** Text on `accent`. */
  readonly "accent-ink": string;
  /** Text in the brand's hue on paper, card and soft. */
  readonly link: string;
  /** Outline of what has the focus: 3 against every surface. */
  readonly focus: string;
  /** Tinted surface. */
  readonly soft: string;
}

export interface Theme {
  readonly light: Palette;
  readonly dark: Palette;
  /** French sentences; a theme with faults is not published. */
  readonly faults: readonly string[];
}

const readable = 4.5;
const visible = 3;
const inks = ["#ffffff", "#1b1230"] as const;

export function themeOf({ brand, accent }: Town["colours"]): Theme {
  const light = paletteOf("light", brand, accent);
  const dark = paletteOf("dark", ...darkPair(brand, accent));
  const faults: string[] = [];
  if (contrast(brand, surfaces.light.paper) < visible) {
    faults.push(
      `colours.brand : ${brand} est trop pâle sur le fond clair du site (contraste ${spoken(contrast(brand, surfaces.light.paper))}, il faut ${visible}). ` +
        `Couleur la plus proche qui convient : ${shade(brand, -1, (c) => contrast(c, surfaces.light.paper) >= visible && inkOn(c).ratio >= readable)}`,
    );
  } else {
    for (const [name, colour] of [
      ["brand", brand],
      ["accent", accent],
    ] as const) {
      const { ratio } = inkOn(colour);
      if (ratio < readable)
        faults.push(
          `colours.${name} : aucun texte ne se lit sur ${colour} (contraste ${spoken(ratio)}, il faut ${spoken(readable)}). Choisissez une couleur plus claire ou plus foncée.`,
        );
    }
  }
  return { light, dark, faults };
}

/** The same hues, light enough for a night sky: the brand calmer, the accent a little brighter. */
function darkPair(brand: string, accent: string): [string, string] {
  const { card } = surfaces.dark;
  const from = toLch(brand);
  const calm = toHex({ l: Math.max(from.l, 0.74), c: Math.min(from.c * 0.8, 0.13), h: from.h });
  const bright = toLch(accent);
  return [
    shade(calm, 1, (c) => contrast(c, card) >= readable && inkOn(c).ratio >= readable),
    shade(
      toHex({ ...bright, l: Math.max(bright.l + 0.05, 0.8) }),
      1,
      (c) => contrast(c, card) >= readable && inkOn(c).ratio >= readable,
    ),
  ];
}

function paletteOf(scheme: Scheme, brand: string, accent: string): Palette {
  const { paper, card } = surfaces[scheme];
  const hue = toLch(brand);
  const soft =
    scheme === "light"
      ? toHex({ l: 0.955, c: Math.min(hue.c, 0.02), h: hue.h })
      : toHex({ l: 0.28, c: Math.min(hue.c, 0.05), h: hue.h });
  const on = [paper, card, soft];
  const darker = scheme === "light" ? -1 : 1;
  const link = shade(brand, darker, (c) => on.every((surface) => contrast(c, surface) >= readable));
  const focus =
    [accent, link].find((c) => on.every((surface) => contrast(c, surface) >= visible)) ?? surfaces[scheme].ink;
  return { brand, "brand-ink": inkOn(brand).ink, accent, "accent-ink": inkOn(accent).ink, link, focus, soft };
}

/**
 * The nearest colour of the same hue, darker (-1) or lighter (1), that satisfies `enough`; black or white at the end of
 * the road.
 */
function shade(colour: string, direction: -1 | 1, enough: (colour: string) => boolean): string {
  if (enough(colour)) return colour;
  const { c, h, ...from } = toLch(colour);
  for (let l = from.l + direction * 0.01; l > 0 && l < 1; l += direction * 0.01) {
    const tried = toHex({ l, c, h });
    if (enough(tried)) return tried;
  }
  return direction < 0 ? "#000000" : "#ffffff";
}

function inkOn(colour: string): { ink: string; ratio: number } {
  const of = (ink: string) => ({ ink, ratio: contrast(ink, colour) });
  const [light, dark] = [of(inks[0]), of(inks[1])];
  return light.ratio >= readable || light.ratio >= dark.ratio ? light : dark;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const spoken = (ratio: number): string => (Math.floor(ratio * 10) / 10).toLocaleString("fr-FR");

type Triple = readonly [number, number, number];
interface Lch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

function toLinear(hex: string): Triple {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function luminance(hex: string): number {
  const [r, g, b] = toLinear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Björn Ottosson's OKLab (2020), in polar form. */
function toLch(hex: string): Lch {
  const [r, g, b] = toLinear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, c: Math.hypot(a, bb), h: Math.atan2(bb, a) };
}

/** Colours outside sRGB lose chroma until they fit; lightness and hue stay. */
function toHex({ l, c, h }: Lch): string {
  for (let chroma = c; ; chroma -= 0.002) {
    const linear = linearOf({ l, c: Math.max(chroma, 0), h });
    if (chroma <= 0 || linear.every((value) => value >= -0.0005 && value <= 1.0005))
      return `#${linear.map(channelHex).join("")}`;
  }
}

function linearOf({ l: lightness, c, h }: Lch): Triple {
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function channelHex(linear: number): string {
  const value = Math.min(Math.max(linear, 0), 1);
  const encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, "0");
}
