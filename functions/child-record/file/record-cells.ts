/**
 * Cells about a child's health. A reason never repeats what the cell says: it goes to a screen, and into lists that pass
 * from hand to hand.
 */
import { readDate, type Reader, type Reading } from "../../import/cells.ts";
import { foldHeading } from "../../import/header.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import type { Diet, GlassesWorn, SwimmingLevel } from "../rules/fields.ts";

/** `07/03/2027`, or `2027-03-07` as databases write it. */
export const readDay: Reader<PlainDate> = (text) => {
  const iso = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/u.exec(text);
  return readDate(iso ? `${iso[3] ?? ""}/${iso[2] ?? ""}/${iso[1] ?? ""}` : text);
};

const unread = (kind: string): Reading<never> => ({ reason: kind, kind });

/** A day of a child's health: what stands in its cell instead may be an illness. */
export const readHealthDay: Reader<PlainDate> = (text) => {
  const reading = readDay(text);
  return "reason" in reading
    ? unread("cette réponse n’est pas reprise : écrivez une date, jj/mm/aaaa, par exemple 31/08/2027")
    : reading;
};

/** One of a few answers, by what exports call each. */
const oneOf =
  <T>(names: readonly (readonly [RegExp, T])[], what: string): Reader<T> =>
  (text) => {
    const found = names.find(([shape]) => shape.test(foldHeading(text)));
    return found ? { value: found[1] } : unread(`cette réponse n’est pas reprise : écrivez ${what}`);
  };

const yes = /^(?:oui|o|1|vrai|x|yes|true)$/u;
const no = /^(?:non|n|0|faux|no|false)$/u;

export const readHealthYesNo: Reader<boolean> = oneOf(
  [
    [yes, true],
    [no, false],
  ],
  "oui ou non",
);

/** No religion has a name here: what a child eats is all that a kitchen needs to know. */
export const readDiet: Reader<Diet> = oneOf(
  [
    [
      /^(?:normal|standard|classique|ordinaire|traditionnel|complet|mangedetout|sansrestriction|aucun|tout)/u,
      "everything",
    ],
    [/^(?:sansporc|spporc|sp$|pasdeporc)/u, "noPork"],
    [/^(?:sansviande|sv$|pasdeviande|vegetarien)/u, "noMeat"],
  ],
  "normal, sans porc ou sans viande",
);

/** « Oui » does not say when: always, so that nobody forgets them. */
export const readGlasses: Reader<GlassesWorn> = oneOf(
  [
    [/^(?:jamais|non|n|0|faux)$/u, "never"],
    [/^(?:parfois|detempsentemps|quelquefois|pourlire)/u, "sometimes"],
    [/^(?:toujours|oui|o|1|vrai|x|permanent)/u, "always"],
  ],
  "jamais, parfois ou toujours",
);

export const readSwimming: Reader<SwimmingLevel> = oneOf(
  [
    [/^(?:non|n|0|faux|nesaitpasnager|nonnageur)$/u, "no"],
    [/^(?:apprend|debut|encours)/u, "learning"],
    [/^(?:oui|o|1|vrai|x|saitnager|nageur|nageuse)$/u, "yes"],
  ],
  "oui, non ou apprend",
);

const nothing = /^(?:aucune?s?|neant|non|n|0|ras|rien|sans|pasdallergie|aucuneallergie)$/u;
const longest = 80;
const most = 20;

/** What the child is allergic to, separated by commas; none, where the cell says so. « Oui » alone names nothing. */
export const readAllergies: Reader<readonly string[]> = (text) => {
  if (nothing.test(foldHeading(text))) return { value: [] };
  const found = text
    .normalize("NFC")
    .split(/[,;/+\r\n]+/u)
    .map((one) => one.replace(/\s+/gu, " ").trim())
    .filter((one) => one !== "");
  const isNamed = (one: string): boolean =>
    /\p{L}/u.test(one) && !/[\p{Cc}<>]/u.test(one) && one.length <= longest && !yes.test(foldHeading(one));
  return found.length > 0 && found.length <= most && found.every(isNamed)
    ? { value: found }
    : unread(
        "cette réponse n’est pas reprise : écrivez à quoi l’enfant est allergique, séparé par des virgules, ou aucune",
      );
};
