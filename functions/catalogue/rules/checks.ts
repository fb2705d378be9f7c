/**
 * What one part of the catalogue says of another: names that must exist, days that must not overlap, units that must not
 * contain themselves.
 */
import type { SchoolCalendar, SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type { CollectionAccountId, PlainDate, TariffId, UnitId } from "../../kernel/ids.ts";
import type { PlacesOn, Site, Unit } from "./catalogue.ts";
import { checkDeadlines } from "./check-deadlines.ts";
import { checkMinimum } from "./check-minimum.ts";
import { checkActivityTariff, checkTariff } from "./check-tariffs.ts";
import type { AbsenceRules } from "./absence-rules.ts";
import type { CollectionAccount } from "./accounts.ts";
import type { Tariff } from "./tariffs.ts";
import { findingsAt, type Finding, type Findings, type WrittenActivity, type WrittenCatalogue } from "./findings.ts";

function checkSite({ value }: WrittenActivity, { sites, siteCodes }: WrittenCatalogue, findings: Findings): void {
  const { siteId: site } = value;
  if (!siteCodes.includes(site)) findings.fault({ code: "siteUnknown", site, known: siteCodes }, "siteId");
  const own: Site | undefined = sites.find(({ id }) => id === site);
  const known = own?.pools.map(({ id }) => id) ?? [];
  for (const limit of own ? value.within : [])
    if (!known.includes(limit)) findings.fault({ code: "siteLimitUnknown", limit, site, known }, "within");
}

function checkDocuments({ value }: WrittenActivity, { documentCodes }: WrittenCatalogue, findings: Findings): void {
  for (const document of value.eligibility.documents ?? [])
    if (!documentCodes.includes(document))
      findings.fault({ code: "documentUnknown", document, known: documentCodes }, "documents");
}

function checkWindows({ value: { from, to }, windows }: WrittenActivity, findings: Findings): void {
  for (const [rank, window] of windows.entries()) {
    const own = findings.of("windows", window.id);
    if (window.from < from || window.to > to)
      own.fault({ code: "windowOutside", from, to }, window.from < from ? "from" : "to");
    const other = windows.slice(0, rank).find((before) => window.from <= before.to && before.from <= window.to);
    if (other) own.fault({ code: "windowsOverlap", other: findings.of("windows", other.id).path }, "from");
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

function checkUnit(unit: Unit, { value: activity, codes }: WrittenActivity, findings: Findings): void {
  for (const field of ["implies", "excludes"] as const)
    for (const other of unit[field]) {
      if (!codes.units.includes(other)) findings.fault({ code: "unitUnknown", unit: other, known: codes.units }, field);
      else if (field === "excludes" && other === unit.id) findings.fault({ code: "excludesItself" }, field);
    }
  for (const limit of unit.pools)
    if (!codes.pools.includes(limit)) findings.fault({ code: "limitUnknown", limit, known: codes.pools }, "pools");
  const circle = circleFrom(new Map(activity.units.map((one) => [one.id, one])), unit.id);
  if (circle) findings.fault({ code: "containsItself", circle }, "implies");
  if (unit.places === null && unit.pools.length === 0 && activity.within.length === 0 && unit.implies.length === 0)
    findings.notice({ code: "noLimit" });
}

/** Exceptions of days on which nothing runs would never hold: most often a slip in the year. */
function checkPlacesOn(
  { placesOn }: { readonly placesOn: readonly PlacesOn[] },
  runs: (date: PlainDate) => boolean,
  findings: Findings,
): void {
  for (const { date } of placesOn) if (!runs(date)) findings.fault({ code: "placesOutside", date }, "placesOn");
}

/**
 * An edition holds from its day on, so that two of one activity cannot begin on the same day, and one must begin before
 * its own period ends.
 */
function checkEditions(activities: readonly WrittenActivity[], of: (rank: number) => Findings): void {
  const known = new Map<string, number>();
  for (const [
    rank,
    {
      value: { id, effectiveFrom, to },
    },
  ] of activities.entries()) {
    if (effectiveFrom > to) of(rank).fault({ code: "editionAfterEnd", to }, "effectiveFrom");
    const before = known.get(`${id} ${effectiveFrom}`);
    if (before === undefined) known.set(`${id} ${effectiveFrom}`, rank);
    else of(rank).fault({ code: "editionTwice", other: of(before).path, id, effectiveFrom }, "id");
  }
}

/**
 * Two calendars of a zone must not speak for the same day; one of another zone than the portal's speaks for none.
 */
function checkCalendars(
  calendars: readonly SchoolCalendar[],
  portal: SchoolZone | undefined,
  of: (rank: number) => Findings,
): void {
  const read = portal ?? calendars[0]?.zone;
  for (const [rank, { zone, schoolYear, starts, ends }] of calendars.entries()) {
    if (read !== undefined && zone !== read)
      of(rank).notice({ code: "calendarUnread", zone, read, portal: portal !== undefined }, "zone");
    const others = [...calendars.slice(0, rank).entries()].filter(([, other]) => other.zone === zone);
    const twin = others.find(([, other]) => other.schoolYear === schoolYear);
    if (twin) of(rank).fault({ code: "calendarTwice", other: of(twin[0]).path, zone, schoolYear }, "schoolYear");
    const overlapping = others.find((one) => one !== twin && starts < one[1].ends && one[1].starts < ends);
    if (overlapping) of(rank).fault({ code: "calendarsOverlap", other: of(overlapping[0]).path, zone }, "starts");
  }
}

/** Each tariff by itself; two editions of one begin on two days. */
function checkTariffs(
  tariffs: readonly Tariff[],
  named: ReadonlySet<TariffId | undefined>,
  of: (rank: number) => Findings,
): void {
  for (const [rank, tariff] of tariffs.entries()) {
    checkTariff(tariff, (line) => of(rank).of("lines", String(line)), of(rank));
    const { id, effectiveFrom } = tariff;
    const before = tariffs.findIndex((one) => one.id === id && one.effectiveFrom === effectiveFrom);
    if (before < rank) of(rank).fault({ code: "tariffTwice", other: of(before).path, tariff: id, effectiveFrom }, "id");
    if (!named.has(id)) of(rank).notice({ code: "tariffUsedByNone" }, "id");
  }
}

/** What an activity costs is collected by an account that is there, where there are any. */
function checkActivityAccount(
  { value: { tariff, account, prepaid, holdMinutes, minimum, quota, waiting, units } }: WrittenActivity,
  { accountCodes, accounts, tariffs }: WrittenCatalogue,
  findings: Findings,
): void {
  if (prepaid) {
    if (tariff === undefined || !accounts.some(({ id, wallet }) => id === account && wallet !== undefined))
      findings.fault({ code: "prepaidWithoutWallet" }, "prepaid");
    const lines = tariffs.filter(({ id }) => id === tariff).flatMap((one) => one.lines);
    if (lines.some(({ per, units: of }) => per?.kind === "span" && units.some(({ id }) => of.includes(id))))
      findings.fault({ code: "prepaidWithSpan" }, "prepaid");
    if (waiting) findings.fault({ code: "prepaidWithList" }, "prepaid");
    if (units.some(({ approval }) => approval)) findings.fault({ code: "prepaidWithApproval" }, "prepaid");
  }
  if (holdMinutes !== undefined) {
    if (!prepaid) findings.fault({ code: "heldWithoutPrepaid" }, "holdMinutes");
    if (minimum) findings.fault({ code: "heldWithMinimum" }, "holdMinutes");
    if (quota) findings.fault({ code: "heldWithQuota" }, "holdMinutes");
  }
  if (account === undefined) {
    if (tariff !== undefined && accountCodes.length > 0) findings.notice({ code: "tariffWithoutAccount" });
    return;
  }
  if (!accountCodes.includes(account))
    findings.fault({ code: "accountUnknown", account, known: accountCodes }, "account");
  if (tariff === undefined) findings.fault({ code: "accountWithoutTariff" }, "account");
}

/** Two accounts of one series would print the same numbers. */
function checkAccounts(
  accounts: readonly CollectionAccount[],
  named: ReadonlySet<CollectionAccountId | undefined>,
  of: (rank: number) => Findings,
): void {
  for (const [rank, { id, series }] of accounts.entries()) {
    const before = accounts.findIndex((one) => one.series === series);
    if (before < rank) of(rank).fault({ code: "seriesTwice", other: of(before).path, series }, "series");
    if (!named.has(id)) of(rank).notice({ code: "accountUsedByNone" });
  }
}

/** Rules for absences that an activity names are there. */
function checkActivityAbsences(
  { value: { absences } }: WrittenActivity,
  { absenceCodes }: WrittenCatalogue,
  findings: Findings,
): void {
  if (absences !== undefined && !absenceCodes.includes(absences))
    findings.fault({ code: "absencesUnknown", absences, known: absenceCodes }, "absences");
}

/** The certificate that rules for absences name is a document of the absent child's. */
function checkCertificate(
  { document }: AbsenceRules,
  { documents, documentCodes }: WrittenCatalogue,
  findings: Findings,
): void {
  if (document === undefined) return;
  const kind = documents.find(({ id }) => id === document);
  if (!documentCodes.includes(document))
    findings.fault({ code: "documentUnknown", document, known: documentCodes }, "document");
  else if (kind && kind.of !== "child") findings.fault({ code: "certificateNotOfChild", document }, "document");
}

/** Everything that can be said of a catalogue whose parts are each sound. `zone`: the portal's, when it is known. */
export function checkCatalogue(written: WrittenCatalogue, zone?: SchoolZone): readonly Finding[] {
  const { activities, calendars } = written;
  const found: Finding[] = [];
  const activityAt = (rank: number): Findings => findingsAt(found, ["activities", rank]);
  checkCalendars(calendars, zone, (rank) => findingsAt(found, ["calendars", rank]));
  const read = calendars.filter((one) => one.zone === (zone ?? calendars[0]?.zone));
  for (const [rank, activity] of activities.entries()) {
    const findings = activityAt(rank);
    checkSite(activity, written, findings);
    checkDocuments(activity, written, findings);
    checkWindows(activity, findings);
    const { from, to, units, pools } = activity.value;
    const runs = (date: PlainDate): boolean => from <= date && date <= to;
    for (const unit of units) {
      checkUnit(unit, activity, findings.of("units", unit.id));
      checkPlacesOn(unit, runs, findings.of("units", unit.id));
    }
    for (const pool of pools) checkPlacesOn(pool, runs, findings.of("pools", pool.id));
    checkDeadlines(activity, read, findings);
    checkMinimum(activity.value, read, findings);
    checkActivityTariff(activity.value, written.tariffs, written.tariffCodes, findings);
    checkActivityAccount(activity, written, findings);
    checkActivityAbsences(activity, written, findings);
  }
  const asked = new Set([
    ...activities.flatMap(({ value }) => value.eligibility.documents ?? []),
    ...written.askedWithChanges,
    ...written.absences.flatMap(({ document }) => document ?? []),
  ]);
  for (const [rank, kind] of written.documents.entries())
    if (kind.asked === "byActivities" && !asked.has(kind.id))
      findingsAt(found, ["documents", rank]).notice({ code: "documentAskedByNone" }, "asked");
  checkEditions(activities, activityAt);
  checkTariffs(written.tariffs, new Set(activities.map(({ value }) => value.tariff)), (rank) =>
    findingsAt(found, ["tariffs", rank]),
  );
  checkAccounts(written.accounts, new Set(activities.map(({ value }) => value.account)), (rank) =>
    findingsAt(found, ["accounts", rank]),
  );
  const ruled = new Set(activities.map(({ value }) => value.absences));
  for (const [rank, rules] of written.absences.entries()) {
    const findings = findingsAt(found, ["absences", rank]);
    checkCertificate(rules, written, findings);
    if (!ruled.has(rules.id)) findings.notice({ code: "absencesUsedByNone" });
  }
  return found;
}
