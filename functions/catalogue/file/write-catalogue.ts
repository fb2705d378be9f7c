/**
 * A catalogue as the file that says it: what `readCatalogueFile` reads back the same. The demo town enters by it, and a
 * town can have its present catalogue written out, change it in an editor and bring it in again. What goes without
 * saying is left out.
 */
import { Document, isMap, isNode, isScalar, isSeq, visit } from "yaml";
import type {
  Activity,
  BookingWindow,
  Catalogue,
  Closure,
  DocumentKind,
  Eligibility,
  PlacesOn,
  PoolRule,
  RecurringWindow,
  RunningDays,
  Site,
  Unit,
} from "../rules/catalogue.ts";
import type { AbsenceRules } from "../rules/absence-rules.ts";
import type { CollectionAccount } from "../rules/accounts.ts";
import type { Tariff } from "../rules/tariffs.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import { weekdayName } from "../../kernel/dates.fr.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";
import { absencesText } from "./absences.ts";
import { accountText } from "./accounts.ts";
import { askedWords, ownerWords, validityWords, whenMissingWords } from "./documents.ts";
import { deadlineWords } from "./deadline-words.ts";
import { requiredWords } from "./required.ts";
import { fileRulesText } from "./file-rules.ts";
import { closureIdOf } from "./sites.ts";
import { suspensionText } from "./suspension.ts";
import { tariffText } from "./tariffs.ts";
import { windowText } from "./windows.ts";
import {
  agesWords,
  closureWords,
  dateWords,
  duringWords,
  kindWords,
  localHolidayWords,
  minimumWords,
  quotaWords,
} from "./words.ts";

/**
 * Names and what they stand for, in the order in which the file gives them; what is `undefined` or empty is left out.
 */
type Group = Readonly<Record<string, unknown>>;

function isEmpty(value: unknown): boolean {
  if (value instanceof Map) return value.size === 0;
  return value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

const group = (values: Group): Group =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
/** A map keeps its order where an object would put codes that are numbers first. */
const byCode = <T extends { readonly id: string }>(
  values: readonly T[],
  write: (value: T) => Group,
): ReadonlyMap<string, Group> => new Map(values.map((value) => [value.id, write(value)]));
const yes = (fact: boolean): string | undefined => (fact ? "oui" : undefined);

const placesOnText = (exceptions: readonly PlacesOn[]): ReadonlyMap<string, number> =>
  new Map(exceptions.map(({ date, places }) => [dateWords(date), places]));

const poolText = ({ name, ages, places, staff, placesOn }: PoolRule): Group =>
  group({
    nom: name,
    âges: ages && agesWords(ages),
    places,
    animateurs: staff?.adults,
    "enfants par animateur": staff?.ratio,
    "places certains jours": placesOnText(placesOn),
  });

const closureText = ({ id, from, to, kind, reason }: Closure): Group =>
  group({
    code: id === closureIdOf(from) ? undefined : id,
    du: dateWords(from),
    au: dateWords(to),
    motif: reason,
    nature: kind === "closure" ? undefined : closureWords[kind],
  });

const siteText = ({ name, town, pools, closures }: Site): Group =>
  group({ nom: name, commune: town, limites: byCode(pools, poolText), fermetures: closures.map(closureText) });

/** Days that follow one another as one: `24/12/2026 au 31/12/2026`. */
function daysText(days: readonly PlainDate[]): readonly string[] {
  const runs: { from: PlainDate; to: PlainDate }[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs.map(({ from, to }) => (from === to ? dateWords(from) : `${dateWords(from)} au ${dateWords(to)}`));
}

const calendarText = (calendar: SchoolCalendar): Group => {
  const { schoolYear, zone, starts, ends, holidays, bridges, schoolDays, officeClosed = [], localHolidays } = calendar;
  return group({
    "année scolaire": schoolYear,
    zone,
    du: dateWords(starts),
    au: dateWords(addDays(ends, -1)),
    vacances: holidays.map(({ name, from, resumes }) => ({
      nom: name,
      du: dateWords(from),
      reprise: dateWords(resumes),
    })),
    ponts: bridges.map(dateWords),
    "jours d’école": schoolDays?.map(weekdayName),
    "fermetures du guichet": daysText(officeClosed),
    "jours fériés locaux": localHolidays?.map((day) => localHolidayWords[day]),
  });
};

const eligibilityText = ({ minAge, maxAge, grades, schools, requires = [], documents = [] }: Eligibility): Group =>
  group({
    âges: agesWords({ from: minAge, to: maxAge }),
    classes: grades,
    écoles: schools,
    dossier: [
      ...requires.map((requirement) => requiredWords({ requirement })),
      ...documents.map((document) => requiredWords({ document })),
    ],
  });

const documentText = ({ name, hint, of, asked, ages, validity, whenMissing }: DocumentKind): Group =>
  group({
    nom: name,
    consigne: hint,
    pour: ownerWords[of],
    demandé: asked === "always" ? undefined : askedWords[asked],
    âges: ages && agesWords(ages),
    valable: validityWords(validity),
    "s’il manque": whenMissingWords[whenMissing],
  });

const unitText = (unit: Unit): Group =>
  group({
    nom: unit.name,
    horaires: `${unit.from} à ${unit.to}`,
    repas: yes(unit.meal),
    contient: unit.implies,
    exclut: unit.excludes,
    places: unit.places ?? undefined,
    "places certains jours": placesOnText(unit.placesOn),
    limites: unit.pools,
    "accord d’un agent": yes(unit.approval),
    "réserver avant": deadlineWords(unit.bookBefore),
    "annuler avant": deadlineWords(unit.cancelBefore),
  });

const runsText = ({ weekdays, during, onBridgeDays }: RunningDays): Group =>
  group({ jours: weekdays.map(weekdayName), pendant: duringWords[during], "jours de pont": yes(onBridgeDays) });

const activityText = (activity: Activity): Group =>
  group({
    code: activity.id,
    "à compter du": activity.effectiveFrom === activity.from ? undefined : dateWords(activity.effectiveFrom),
    nom: activity.name,
    genre: kindWords[activity.kind],
    tarif: activity.tariff,
    compte: activity.account,
    prépaiement: yes(activity.prepaid === true),
    "place gardée": activity.holdMinutes === undefined ? undefined : `${activity.holdMinutes} minutes`,
    absences: activity.absences,
    site: activity.siteId,
    du: dateWords(activity.from),
    au: dateWords(activity.to),
    ...runsText(activity.runs),
    "périodes de réservation": byCode<BookingWindow | RecurringWindow>(
      [...activity.windows, ...(activity.recurring ?? [])],
      (window) => group(windowText(window)),
    ),
    enfants: eligibilityText(activity.eligibility),
    limites: byCode(activity.pools, poolText),
    "limites du site": activity.within,
    équité: activity.quota
      ? { jours: quotaWords(activity.quota), "au-delà": deadlineWords(activity.quota.furtherFrom) }
      : undefined,
    minimum: activity.minimum && minimumWords(activity.minimum),
    "liste d’attente": activity.waiting ? `${activity.waiting.holdHours} heures` : undefined,
    prestations: byCode(activity.units, unitText),
  });

/** A tariff, without what goes without saying, in any of its lines. */
function tariffGroup(tariff: Tariff): Group {
  const { prix, fratrie, "départ tardif": latePickUp, ...rest } = tariffText(tariff);
  return group({
    ...rest,
    prix: prix.map(({ dont, ...line }) => group({ ...line, dont: dont && group(dont) })),
    fratrie: fratrie && group(fratrie),
    "départ tardif": latePickUp && group(latePickUp),
  });
}

function accountGroup(account: CollectionAccount): Group {
  const { prélèvement: debit, ...rest } = accountText(account);
  return group({ ...rest, prélèvement: debit && group(debit) });
}

/** Rules for absences, without what goes without saying of any kind. */
function absencesGroup(rules: AbsenceRules): Group {
  const { nom, justificatif, motifs } = absencesText(rules);
  return { ...group({ nom, justificatif }), motifs: new Map([...motifs].map(([kind, rule]) => [kind, group(rule)])) };
}

/** An empty line between the parts of the file, and between the sites, the activities, the school years. */
function airy({ contents }: Document): void {
  for (const [rank, { key, value }] of (isMap(contents) ? contents.items : []).entries()) {
    if (rank > 0 && isScalar(key)) key.spaceBefore = true;
    const parts = isMap(value) ? value.items.map((pair) => pair.key) : isSeq(value) ? value.items : [];
    for (const part of parts.slice(1)) if (isNode(part)) part.spaceBefore = true;
  }
}

/** `heading`: a comment at the top of the file, one line an entry. */
export function catalogueText(
  {
    calendars,
    sites,
    activities,
    documents = [],
    tariffs = [],
    accounts = [],
    absences = [],
    file,
    suspension,
  }: Catalogue,
  heading: readonly string[] = [],
): string {
  const document = new Document(
    group({
      "calendriers scolaires": calendars.map(calendarText),
      sites: byCode(sites, siteText),
      justificatifs: byCode(documents, documentText),
      fiches: fileRulesText(file),
      tarifs: tariffs.map(tariffGroup),
      absences: byCode(absences, absencesGroup),
      "comptes de recouvrement": byCode(accounts, accountGroup),
      impayés: suspensionText(suspension),
      activités: activities.map(activityText),
    }),
    { aliasDuplicateObjects: false },
  );
  document.commentBefore = heading.map((line) => ` ${line}`).join("\n");
  visit(document, {
    // Lists of words on one line: `[lundi, mardi]`.
    Seq: (_, list) => {
      if (list.items.every((item) => isScalar(item))) list.flow = true;
    },
  });
  airy(document);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
