/** `sites` and `calendriers scolaires`. */
import type { Closure } from "../rules/catalogue.ts";
import type { SchoolCalendar, SchoolHoliday } from "../../calendar/rules/school-calendar.ts";
import { id, type ClosureId, type PlainDate } from "../../kernel/ids.ts";
import { addDays, daysFrom } from "../../kernel/time.ts";
import { quote, readDate, type Reader } from "../../import/cells.ts";
import type { Draft, SiteDraft } from "./drafts.ts";
import type { Fields } from "./fields.ts";
import { readPools } from "./pools.ts";
import {
  dateWords,
  readClosureCode,
  readClosureKind,
  readCode,
  readLabel,
  readLocalHoliday,
  readSentence,
  readWeekday,
  readZone,
} from "./words.ts";

/** `du` and `au`, both included; noted as a fault when they are the wrong way round. */
export function readPeriod(fields: Fields): { readonly from: PlainDate; readonly to: PlainDate } | undefined {
  const from = fields.needed("du", readDate);
  const to = fields.needed("au", readDate);
  if (!from || !to) return undefined;
  if (from <= to) return { from, to };
  fields.fault(`la fin (${dateWords(to)}) est avant le début (${dateWords(from)})`, "au");
  return undefined;
}

/** Closures are known by their first day, unless the file gives them a code. */
export const closureIdOf = (from: PlainDate): ClosureId => id("ClosureId", `du-${from}`);

function readClosure(fields: Fields): Draft<Closure> | undefined {
  const code = fields.optional("code", readClosureCode);
  const period = readPeriod(fields);
  const reason = fields.needed("motif", readSentence);
  const kind = fields.optional("nature", readClosureKind) ?? "closure";
  return period && reason !== undefined
    ? { value: { id: code ?? closureIdOf(period.from), ...period, kind, reason }, fields }
    : undefined;
}

function readClosures(fields: Fields): readonly Closure[] {
  const known = new Map<ClosureId, Draft<Closure>>();
  for (const draft of fields.items("fermetures", readClosure)) {
    const before = known.get(draft.value.id);
    if (before)
      draft.fields.fault(
        `une autre fermeture du site commence le même jour (ligne ${before.fields.where.line}) : réunissez-les, ou donnez à celle-ci un « code »`,
      );
    else known.set(draft.value.id, draft);
  }
  return valuesByDate([...known.values()].map(({ value }) => value));
}

const valuesByDate = <T extends { readonly from: PlainDate }>(values: readonly T[]): readonly T[] =>
  [...values].sort((one, other) => (one.from < other.from ? -1 : 1));

export const readSites = (fields: Fields): readonly SiteDraft[] =>
  fields.each("sites", readCode("SiteId"), (siteId, own): SiteDraft | undefined => {
    const name = own.needed("nom", readLabel);
    const town = own.needed("commune", readLabel);
    const pools = readPools(own);
    const closures = readClosures(own);
    if (name === undefined || town === undefined) return undefined;
    return { value: { id: siteId, name, town, pools: pools.map(({ value }) => value), closures }, pools, fields: own };
  });

const readSchoolYear: Reader<string> = (text) => {
  const [, first = "", second = ""] = /^(\d{4})\s*[-–/]\s*(\d{4})$/u.exec(text) ?? [];
  return first !== "" && Number(second) === Number(first) + 1
    ? { value: `${first}-${second}` }
    : { reason: `${quote(text)} n’est pas une année scolaire : écrivez par exemple 2026-2027` };
};

function readHoliday(fields: Fields): Draft<SchoolHoliday> | undefined {
  const name = fields.needed("nom", readLabel);
  const from = fields.needed("du", readDate);
  const resumes = fields.needed("reprise", readDate);
  if (name === undefined || !from || !resumes) return undefined;
  if (from < resumes) return { value: { name, from, resumes }, fields };
  fields.fault(
    `la reprise (${dateWords(resumes)}) est le matin où l’école recommence : elle vient après le premier jour de vacances (${dateWords(from)})`,
    "reprise",
  );
  return undefined;
}

function checkHolidays(holidays: readonly Draft<SchoolHoliday>[], from: PlainDate, to: PlainDate): void {
  const sorted = [...holidays].sort((one, other) => (one.value.from < other.value.from ? -1 : 1));
  for (const [rank, { value, fields }] of sorted.entries()) {
    if (value.from < from || value.resumes > addDays(to, 1))
      fields.fault(`ces vacances sortent de l’année scolaire, du ${dateWords(from)} au ${dateWords(to)}`);
    const before = sorted[rank - 1];
    if (before && value.from < before.value.resumes)
      fields.fault(`ces vacances commencent avant la fin de celles de la ligne ${before.fields.where.line}`, "du");
  }
}

export const readCalendars = (fields: Fields): readonly Draft<SchoolCalendar>[] =>
  fields.items("calendriers scolaires", (own): Draft<SchoolCalendar> | undefined => {
    const schoolYear = own.needed("année scolaire", readSchoolYear);
    const zone = own.needed("zone", readZone);
    const period = readPeriod(own);
    const holidays = own.items("vacances", readHoliday);
    const bridges = own.texts("ponts", readDate) ?? [];
    const schoolDays = own.texts("jours d’école", readWeekday) ?? [];
    const officeClosed = [...new Set((own.texts("fermetures du guichet", readDays) ?? []).flat())].sort();
    const localHolidays = own.texts("jours fériés locaux", readLocalHoliday) ?? [];
    if (schoolYear === undefined || !zone || !period) return undefined;
    checkHolidays(holidays, period.from, period.to);
    for (const [name, what, days] of [
      ["ponts", "le pont", bridges],
      ["fermetures du guichet", "la fermeture", officeClosed],
    ] as const)
      for (const day of days)
        if (day < period.from || day > period.to)
          own.fault(`${what} du ${dateWords(day)} sort de l’année scolaire`, name);
    return {
      value: {
        zone,
        schoolYear,
        starts: period.from,
        ends: addDays(period.to, 1),
        holidays: valuesByDate(holidays.map(({ value }) => value)),
        bridges: [...bridges].sort(),
        ...(schoolDays.length > 0 ? { schoolDays: [...schoolDays].sort() } : {}),
        ...(officeClosed.length > 0 ? { officeClosed } : {}),
        ...(localHolidays.length > 0 ? { localHolidays: [...localHolidays].sort() } : {}),
      },
      fields: own,
    };
  });

/** `24/12/2026`, or `24/12/2026 au 31/12/2026`. */
const readDays: Reader<readonly PlainDate[]> = (text) => {
  const [first = "", last = first, ...rest] = text.replace(/^du\s+/u, "").split(/\s+au\s+/u);
  const [from, to] = [readDate(first), readDate(last)];
  if (rest.length > 0) return { reason: `${quote(text)} : écrivez un jour, ou « 24/12/2026 au 31/12/2026 »` };
  if ("reason" in from) return from;
  if ("reason" in to) return to;
  return from.value <= to.value
    ? { value: daysFrom(from.value, to.value) }
    : { reason: `la fin (${dateWords(to.value)}) est avant le début (${dateWords(from.value)})` };
};
