/**
 * Reads a town's configuration from its file, or says in French what to mend in it and where. Whoever writes that file
 * is a municipal staff member, not a developer: every bad field is listed at once, by its path.
 */
import { readFileSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import { fr } from "zod/locales";
import type { core } from "zod/mini";
import { townSchema, type Town } from "../../functions/kernel/town.ts";
import { themeOf } from "./colours.ts";

/** The configuration as shipped; another one is given with `-c town=<path>` (CDK) or `--town <path>`. */
export const defaultTownPath = resolve(import.meta.dirname, "town.json");

/** The message is for the person who edits the file. */
export class TownError extends Error {
  override readonly name = "TownError";
  readonly faults: readonly string[];
  constructor(path: string, faults: readonly string[]) {
    super(
      `La configuration de la collectivité est à corriger (${path}) :\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
    this.faults = faults;
  }
}

/** Past this a logo is a photograph in disguise, and every first visit pays for it. */
const logoLimit = 40_000;

/** The configuration in `path`, whose `logo` is made absolute so that it can be published from anywhere. */
export function readTown(path: string = defaultTownPath): Town {
  const parsed = townSchema.safeParse(parseJson(path), { error: fr().localeError });
  if (!parsed.success) throw new TownError(path, parsed.error.issues.map(describe));
  const town = parsed.data;
  const logo = isAbsolute(town.logo) ? town.logo : resolve(dirname(path), town.logo);
  const faults = [...logoFaults(logo), ...themeOf(town.colours).faults];
  if (faults.length > 0) throw new TownError(path, faults);
  return { ...town, logo };
}

function parseJson(path: string): unknown {
  let source: string;
  try {
    source = readFileSync(path, "utf8");
  } catch (cause) {
    throw new TownError(path, [
      `le fichier ne peut pas être lu (${cause instanceof Error ? cause.message : String(cause)})`,
    ]);
  }
  try {
    return JSON.parse(source);
  } catch (cause) {
    throw new TownError(path, [
      `le fichier n’est pas du JSON valable (${cause instanceof Error ? cause.message : String(cause)})`,
    ]);
  }
}

/** `office.hours.monday.morning.from : Une heure s’écrit hh:mm.` */
function describe(issue: core.$ZodIssue): string {
  const path = issue.path.reduce<string>(
    (so, key) => (typeof key === "number" ? `${so}[${key}]` : `${so}${so && "."}${String(key)}`),
    "",
  );
  return path ? `${path} : ${issue.message}` : issue.message;
}

/** The logo is served from the portal's own origin: nothing in it may run or fetch. */
function logoFaults(path: string): string[] {
  let svg: string;
  try {
    svg = readFileSync(path, "utf8");
  } catch {
    return [`logo : le fichier ${path} n’existe pas ou ne peut pas être lu`];
  }
  const faults: string[] = [];
  if (!/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/u.test(svg.trimStart()))
    faults.push("logo : le fichier doit être un dessin SVG");
  if (/<(?:script|foreignObject|iframe|style)\b|\son[a-z]+\s*=|href\s*=\s*(?!["']?#)/iu.test(svg)) {
    faults.push("logo : le dessin ne doit contenir ni script, ni feuille de style, ni lien vers un autre fichier");
  }
  if (Buffer.byteLength(svg) > logoLimit) faults.push(`logo : le dessin pèse plus de ${logoLimit / 1000} ko`);
  return faults;
}
