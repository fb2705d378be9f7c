/**
 * What exports call vaccines, and the days on which they were given. As of all health, a reason never repeats its cell
 * (record-cells.ts).
 */
import { readPastDate, type Reader } from "../../import/cells.ts";
import { foldHeading } from "../../import/header.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import type { VaccineProduct } from "../rules/vaccines.ts";

/** What health books and exports call each, without accents, capitals or what stands between. */
const names: readonly (readonly [VaccineProduct, readonly string[]])[] = [
  ["hexavalent", ["hexavalent", "hexyon", "infanrixhexa", "vaxelis", "dtcaphibhepb", "dtcaphibhb"]],
  ["pentavalent", ["pentavalent", "infanrixquinta", "pentavac", "dtcaphib", "dtcphib"]],
  [
    "tetravalent",
    [
      "tetravalent",
      "infanrixtetra",
      "tetravac",
      "tetravacacellulaire",
      "repevax",
      "boostrix",
      "boostrixtetra",
      "dtcap",
      "dtcp",
      "dtpcoqueluche",
      "dtcoqpolio",
      "dtcoqueluchepolio",
    ],
  ],
  ["dtp", ["dtp", "dtpolio", "revaxis", "diphterietetanospolio", "diphterietetanospoliomyelite"]],
  ["hib", ["hib", "acthib", "haemophilus", "haemophilusb", "haemophilusinfluenzae", "haemophilusinfluenzaeb"]],
  ["hepatitisB", ["hepatiteb", "hepb", "engerix", "engerixb", "hbvaxpro"]],
  ["pneumococcus", ["pneumocoque", "pneumocoques", "prevenar", "vaxneuvance"]],
  ["meningococcusC", ["meningocoquec", "meningoc", "menc", "neisvac", "neisvacc", "menjugate"]],
  [
    "meningococcusAcwy",
    ["meningocoqueacwy", "meningocoquesacwy", "menacwy", "acwy", "nimenrix", "menquadfi", "menveo"],
  ],
  ["meningococcusB", ["meningocoqueb", "menb", "bexsero"]],
  ["mmr", ["ror", "rougeoleoreillonsrubeole", "priorix", "mmrvaxpro"]],
];
/** Vaccines that no group of children asks for. */
const others = [
  "bcg",
  "tuberculose",
  "grippe",
  "rotavirus",
  "rotateq",
  "rotarix",
  "varicelle",
  "hepatitea",
  "hpv",
  "papillomavirus",
  "gardasil",
  "covid",
  "fievrejaune",
  "rage",
];
/** « Vaccin ROR », « DTP rappel 2 », « Prevenar 13 ». */
const called = (some: readonly string[]): RegExp =>
  new RegExp(`^(?:vaccin(?:contre(?:les|la|le|l)?)?)?(?:${some.join("|")})(?:rappel|dose|injection)?[0-9]{0,2}$`, "u");
const shapes = names.map(([product, some]) => [product, called(some)] as const);
const other = called(others);

/** Null: one that is not asked for. Any other may be the one that counts. */
export const readVaccine: Reader<VaccineProduct | null> = (text) => {
  const name = foldHeading(text);
  const found = shapes.find(([, shape]) => shape.test(name));
  if (found) return { value: found[0] };
  if (other.test(name))
    return { value: null, notice: "ce vaccin n’est pas de ceux que le portail suit : il est laissé de côté" };
  const kind =
    "ce vaccin n’est pas reconnu : écrivez hexavalent, pentavalent, tétravalent, DTP, Haemophilus, hépatite B, pneumocoque, méningocoque C, méningocoque ACWY, méningocoque B ou ROR";
  return { reason: kind, kind };
};

/** A day that has come; what is to be given counts for nothing yet. */
export const readGivenOn =
  (today: PlainDate): Reader<PlainDate> =>
  (text) => {
    const reading = readPastDate(today)(text);
    if ("value" in reading && reading.value <= today) return reading;
    const kind =
      "value" in reading
        ? "cette injection serait à venir : donnez seulement celles qui sont faites"
        : "cette réponse n’est pas reprise : écrivez la date de l’injection, jj/mm/aaaa, par exemple 07/03/2019";
    return { reason: kind, kind };
  };

/** The days of all injections of one vaccine, in a cell. */
export const readAllGivenOn =
  (today: PlainDate): Reader<readonly PlainDate[]> =>
  (text) => {
    const days: PlainDate[] = [];
    for (const part of text.split(/[,;+|\r\n]+|\set\s/u).filter((one) => one.trim() !== "")) {
      const reading = readGivenOn(today)(part.trim());
      if ("reason" in reading) return reading;
      days.push(reading.value);
    }
    return { value: days };
  };
