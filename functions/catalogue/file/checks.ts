/**
 * What one part of the file says of another: names that must exist, days that must not overlap, units that must not
 * contain themselves.
 */
import type { Activity, Unit } from "../rules/catalogue.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { PlainDate, UnitId } from "../../kernel/ids.ts";
import { meantCode, type ActivityDraft, type Draft, type SiteDraft } from "./drafts.ts";
import { checkDeadlines } from "./check-deadlines.ts";
import { fold } from "./fields.ts";
import { checkPlacesOn } from "./pools.ts";
import { dateWords } from "./words.ts";

function checkSite({ value, fields }: ActivityDraft, sites: readonly SiteDraft[], siteCodes: readonly string[]): void {
  // A code that is only at fault itself (capitals) is told where it stands.
  if (!siteCodes.some((code) => fold(code) === value.siteId))
    fields.fault(`« ${value.siteId} » n’est pas un site de ce fichier : ${meantCode(value.siteId, siteCodes)}`, "site");
  const site = sites.find((one) => one.value.id === value.siteId);
  const known = site?.pools.map((pool) => pool.value.id) ?? [];
  for (const pool of site ? value.within : [])
    if (!known.includes(pool))
      fields.fault(
        `« ${pool} » n’est pas une limite du site « ${value.siteId} » : ${meantCode(pool, known)}`,
        "limites du site",
      );
}

function checkWindows({ value, windows }: ActivityDraft): void {
  for (const [rank, { value: window, fields }] of windows.entries()) {
    if (window.from < value.from || window.to > value.to)
      fields.fault(
        `cette période sort de celle de l’activité, du ${dateWords(value.from)} au ${dateWords(value.to)}`,
        window.from < value.from ? "du" : "au",
      );
    const other = windows
      .slice(0, rank)
      .find((before) => window.from <= before.value.to && before.value.from <= window.to);
    if (other)
      fields.fault(
        `elle partage des jours avec « ${other.value.id} » (ligne ${other.fields.where.line}) : un jour n’est que dans une période de réservation`,
        "du",
      );
  }
}

/** A unit that contains itself through others, from one of them back to it. */
function circleFrom(units: ReadonlyMap<UnitId, Unit>, start: UnitId): readonly UnitId[] | null {
  const walk = (path: readonly UnitId[]): readonly UnitId[] | null => {
    const next = units.get(path.at(-1) ?? start)?.implies ?? [];
    if (next.includes(start)) return [...path, start];
    for (const one of next) {
      const found = path.includes(one) ? null : walk([...path, one]);
      if (found) return found;
    }
    return null;
  };
  return walk([start]);
}

function checkUnit(
  { value, fields }: Draft<Unit>,
  activity: ActivityDraft,
  unitCodes: readonly string[],
  poolCodes: readonly string[],
): void {
  for (const [name, codes] of [
    ["contient", value.implies],
    ["exclut", value.excludes],
  ] as const) {
    for (const code of codes) {
      if (!unitCodes.includes(code))
        fields.fault(`« ${code} » n’est pas une prestation de cette activité : ${meantCode(code, unitCodes)}`, name);
      else if (name === "exclut" && code === value.id) fields.fault("une prestation ne s’exclut pas elle-même", name);
    }
  }
  for (const pool of value.pools)
    if (!poolCodes.includes(pool))
      fields.fault(`« ${pool} » n’est pas une limite de cette activité : ${meantCode(pool, poolCodes)}`, "limites");
  const circle = circleFrom(new Map(activity.value.units.map((unit) => [unit.id, unit])), value.id);
  if (circle) fields.fault(`cette prestation se contient elle-même : ${circle.join(" → ")}`, "contient");
  if (
    value.places === null &&
    value.pools.length === 0 &&
    activity.value.within.length === 0 &&
    value.implies.length === 0
  )
    fields.notice("aucune limite de places : tous les enfants passent");
}

/**
 * An edition holds from its day on, so that two of one activity cannot begin on the same day, and one must begin before
 * its own period ends.
 */
function checkEditions(activities: readonly ActivityDraft[]): void {
  const known = new Map<string, Draft<Activity>>();
  for (const draft of activities) {
    const {
      value: { id, effectiveFrom, to },
      fields,
    } = draft;
    if (effectiveFrom > to)
      fields.fault(`cette version ne vaudrait qu’après la fin de l’activité (${dateWords(to)})`, "à compter du");
    const before = known.get(`${id} ${effectiveFrom}`);
    if (before)
      fields.fault(
        `« ${id} » est déjà à la ligne ${before.fields.where.line} avec le même premier jour (${dateWords(effectiveFrom)}) : changez le code, ou dites « à compter du » pour une nouvelle version`,
        "code",
      );
    else known.set(`${id} ${effectiveFrom}`, draft);
  }
}

/** `siteCodes`: the codes of every site of the file, those whose group has a fault too. */
export function checkActivities(
  activities: readonly ActivityDraft[],
  sites: readonly SiteDraft[],
  siteCodes: readonly string[],
  calendars: readonly SchoolCalendar[],
): void {
  for (const draft of activities) {
    checkSite(draft, sites, siteCodes);
    checkWindows(draft);
    const runs = (date: PlainDate): boolean => draft.value.from <= date && date <= draft.value.to;
    const unitCodes = draft.fields.codes("prestations");
    const poolCodes = draft.fields.codes("limites");
    for (const unit of draft.units) {
      checkUnit(unit, draft, unitCodes, poolCodes);
      checkPlacesOn(unit, runs);
    }
    for (const pool of draft.pools) checkPlacesOn(pool, runs);
    checkDeadlines(draft, calendars);
  }
  checkEditions(activities);
}
