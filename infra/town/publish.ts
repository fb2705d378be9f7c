/**
 * The files of the site that say which town it serves. They are made when the site is published (deploy) or started
 * (locally), never when it is built: one build serves every town.
 */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { townOnPages, type Town, type TownOnPages } from "../../functions/kernel/town.ts";
import { surfaces, themeOf, type Palette } from "./colours.ts";

/** What `publishTown` writes, by the name the site asks for. */
export const townFiles = ["town.json", "town-on-pages.json", "town.css", "logo.svg", "manifest.webmanifest"] as const;

/** Writes the town's files into `intoDir`, which it creates. `town` comes from `readTown`. */
export function publishTown(town: Town, intoDir: string): void {
  mkdirSync(intoDir, { recursive: true });
  const write = (name: (typeof townFiles)[number], text: string): void => writeFileSync(join(intoDir, name), text);
  const served = { ...town, logo: "/logo.svg" } satisfies Town;
  write("town.json", JSON.stringify(served));
  write("town-on-pages.json", JSON.stringify(townOnPages(served) satisfies TownOnPages));
  write("town.css", townCss(town));
  write("manifest.webmanifest", JSON.stringify(webManifest(town)));
  copyFileSync(town.logo, join(intoDir, "logo.svg"));
}

/** Loaded after the site's own tokens, whose defaults it replaces. */
function townCss(town: Town): string {
  const { light, dark } = themeOf(town.colours);
  return `:root{${declarations(light)}}\n@media screen and (prefers-color-scheme:dark){:root{${declarations(dark)}}}\n`;
}

const declarations = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${String(colour)}`)
    .join(";");

function webManifest(town: Town): Record<string, unknown> {
  return {
    id: "/",
    start_url: "/",
    scope: "/",
    display: "standalone",
    lang: "fr",
    dir: "ltr",
    name: `Portail Famille · ${town.name}`,
    short_name: "Portail Famille",
    description: `Inscriptions et réservations pour les enfants auprès de ${town.nameInSentence}.`,
    theme_color: town.colours.brand,
    background_color: surfaces.light.paper,
    icons: [{ src: "/logo.svg", type: "image/svg+xml", sizes: "any", purpose: "any" }],
  };
}
