/** `limites`: how many children at once, of a site or of an activity. */
import type { PlacesOn, PoolRule } from "../rules/catalogue.ts";
import { readDate } from "../../import/cells.ts";
import type { Draft } from "./drafts.ts";
import type { Fields } from "./fields.ts";
import { readAdults, readAges, readCode, readLabel, readPlaces, readRatio } from "./words.ts";

/** `places certains jours`: days whose number is not the usual one. */
export const readPlacesOn = (fields: Fields): readonly PlacesOn[] =>
  fields
    .pairs("places certains jours", readDate, readPlaces)
    .map(([date, places]) => ({ date, places }))
    .sort((one, other) => (one.date < other.date ? -1 : 1));

function readStaff(fields: Fields): PoolRule["staff"] {
  const adults = fields.optional("animateurs", readAdults);
  const ratio = fields.optional("enfants par animateur", readRatio);
  if (adults !== undefined && ratio !== undefined) return { adults, ratio };
  if (fields.has("animateurs") && !fields.has("enfants par animateur"))
    fields.fault("dites aussi combien d’enfants chacun encadre : « enfants par animateur: 8 »", "animateurs");
  if (fields.has("enfants par animateur") && !fields.has("animateurs"))
    fields.fault("dites aussi combien d’animateurs sont présents : « animateurs: 3 »", "enfants par animateur");
  return undefined;
}

export const readPools = (fields: Fields): readonly Draft<PoolRule>[] =>
  fields.each("limites", readCode("PoolName"), (id, own): Draft<PoolRule> | undefined => {
    const name = own.needed("nom", readLabel);
    const places = own.optional("places", readPlaces);
    const staff = readStaff(own);
    const ages = own.optional("âges", readAges);
    const placesOn = readPlacesOn(own);
    if (!["places", "animateurs", "enfants par animateur"].some(own.has))
      own.fault(
        "une limite dit combien d’enfants : « places: 24 », ou « animateurs: 3 » et « enfants par animateur: 8 »",
      );
    if (name === undefined) return undefined;
    return {
      value: {
        id,
        name,
        ...(places === undefined ? {} : { places }),
        ...(staff ? { staff } : {}),
        ...(ages ? { ages } : {}),
        placesOn,
      },
      fields: own,
    };
  });
