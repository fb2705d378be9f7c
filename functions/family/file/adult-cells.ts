/** Cells about an adult that only some exports have: their birth, how they live together, what they are to the children. */
import { readPastDate, type Reader } from "../../import/cells.ts";
import { foldHeading } from "../../import/header.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { ageOn } from "../rules/family.ts";
import type { adultLinks, situations } from "../rules/family-merge.ts";

/** The ages of a parent, and of a slip of the keyboard. */
const youngest = 12;
const eldest = 120;

export const readAdultBirth =
  (today: PlainDate): Reader<PlainDate> =>
  (text) => {
    const reading = readPastDate(today)(text);
    if ("reason" in reading) return reading;
    if (reading.value > today) return { reason: "cette date de naissance est dans l’avenir" };
    const age = ageOn(reading.value, today);
    return age < youngest || age > eldest
      ? {
          reason: `né(e) à cette date, ce responsable aurait ${age} ans`,
          kind: "cet âge n’est pas celui d’un responsable",
        }
      : reading;
  };

type Situation = (typeof situations)[number];

/** What exports call each, without accents, gender or number. */
const situationNames: readonly (readonly [RegExp, Situation])[] = [
  [/^marie?/u, "married"],
  [/^(?:pacs|pacse)/u, "civilUnion"],
  [/^(?:viemarital|concubin|unionlibre|encouple|viventensemble)/u, "together"],
  [/^(?:separe|divorce|enseparation|eninstancededivorce)/u, "separated"],
  [/^(?:celibataire|parentseul|parentisole|monoparental|famillemonoparental|isole)/u, "single"],
  [/^(?:veuf|veuve|veuvage)/u, "widowed"],
];

/** One that is not known is left out, and said: nobody is put in a box of somebody else's choice. */
export const readSituation: Reader<Situation> = (text) => {
  const name = foldHeading(text);
  const found = situationNames.find(([shape]) => shape.test(name));
  const kind = "cette situation n’est pas reprise : écrivez marié, pacsé, vie maritale, séparé, parent seul ou veuf";
  return found ? { value: found[1] } : { reason: kind, kind };
};

type AdultLink = (typeof adultLinks)[number];
const linkNames: readonly (readonly [RegExp, AdultLink])[] = [
  [/^(?:la)?(?:mere|maman)$/u, "mother"],
  [/^(?:le)?(?:pere|papa)$/u, "father"],
  [/^(?:beaupere|bellemere|beauparent|beauxparents)$/u, "stepparent"],
  [/^grands?(?:parents?|mere|pere)/u, "grandparent"],
  [/^(?:tuteur|tutrice|tutelle)/u, "guardian"],
  [/^(?:familledaccueil|assistante?familiale?|parentdaccueil)/u, "fosterParent"],
  [/^autre/u, "other"],
];

/** « Représentant légal » does not say which: it is left out, and said. */
export const readLink: Reader<AdultLink> = (text) => {
  const name = foldHeading(text);
  const found = linkNames.find(([shape]) => shape.test(name));
  const kind =
    "ce lien n’est pas repris : écrivez mère, père, beau-parent, grand-parent, tuteur, famille d’accueil ou autre";
  return found ? { value: found[1] } : { reason: kind, kind };
};
