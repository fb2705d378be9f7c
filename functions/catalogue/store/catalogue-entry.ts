/**
 * Entering a catalogue: what its file says becomes records, each with a version that grows when it changes.
 *
 * A record that is on file as the catalogue says costs no write, so that entering the same twice writes nothing. Of the
 * others the attributes that the file changes are written, and no other: what else a record holds (who decided a
 * closure) is not the catalogue's. They go in one transaction, each under the condition that its record is still the one that was compared: a
 * catalogue enters whole or not at all. Nothing is ever removed: an activity ends by its dates, a unit that its edition has
 * no more is kept as a former one, and bookings go on naming them.
 */
import { activityNames, activityOf } from "./catalogue.ts";
import type { Activity, Catalogue } from "../rules/catalogue.ts";
import { partIds, type PartId } from "../rules/file-rules.ts";
import { leftBehind } from "../rules/former-units.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type {
  ActivityId,
  ClosureId,
  AbsenceRulesId,
  CollectionAccountId,
  DocumentKindId,
  PlainDate,
  SiteId,
  TariffId,
} from "../../kernel/ids.ts";
import { readAll, type Item } from "../../table/batch.ts";
import { changesTo, updateFrom, type Change } from "../../table/change.ts";
import { decideAndWrite } from "../../table/decide.ts";
import * as keys from "../../table/keys.ts";
import type { Key } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write } from "../../table/transact.ts";
import { ifAbsent } from "../../table/write.ts";

/** Which record of the catalogue. */
export type CatalogueRecord =
  | { readonly kind: "site"; readonly siteId: SiteId }
  | { readonly kind: "closure"; readonly siteId: SiteId; readonly closureId: ClosureId }
  | { readonly kind: "calendar"; readonly zone: SchoolCalendar["zone"]; readonly schoolYear: string }
  | { readonly kind: "documentKind"; readonly documentKindId: DocumentKindId }
  | { readonly kind: "tariff"; readonly tariffId: TariffId; readonly effectiveFrom: PlainDate }
  | { readonly kind: "collectionAccount"; readonly accountId: CollectionAccountId }
  | { readonly kind: "absenceRules"; readonly absenceRulesId: AbsenceRulesId }
  | { readonly kind: "fileSection"; readonly section: PartId }
  | { readonly kind: "suspension" }
  | { readonly kind: "activity"; readonly activityId: ActivityId; readonly effectiveFrom: PlainDate };

/** What entering a catalogue does to one record, or would do. */
export interface CatalogueChange {
  readonly record: CatalogueRecord;
  readonly outcome: "new" | "changed" | "unchanged";
}

interface Entry {
  readonly record: CatalogueRecord;
  readonly key: Key;
  /** What the catalogue says of it. */
  readonly facts: Item;
  /** Of an edition. */
  readonly activity?: Activity;
}

const entry = (record: CatalogueRecord, key: Key, facts: object): Entry => ({
  record,
  key,
  facts: { entity: record.kind, ...facts },
});

/** Sites before the activities that name them. */
const entriesOf = ({
  sites,
  activities,
  calendars,
  documents = [],
  tariffs = [],
  accounts = [],
  absences = [],
  file = {},
  suspension,
}: Catalogue): readonly Entry[] => [
  ...sites.flatMap(({ closures, ...site }) => [
    entry({ kind: "site", siteId: site.id }, keys.site(site.id), site),
    ...closures.map((closure) =>
      entry({ kind: "closure", siteId: site.id, closureId: closure.id }, keys.closure(site.id, closure.id), {
        siteId: site.id,
        ...closure,
      }),
    ),
  ]),
  ...calendars.map((calendar) =>
    entry(
      { kind: "calendar", zone: calendar.zone, schoolYear: calendar.schoolYear },
      keys.calendar(calendar.zone, calendar.schoolYear),
      calendar,
    ),
  ),
  ...documents.map((kind) =>
    entry({ kind: "documentKind", documentKindId: kind.id }, keys.documentKind(kind.id), kind),
  ),
  ...tariffs.map((tariff) =>
    entry(
      { kind: "tariff", tariffId: tariff.id, effectiveFrom: tariff.effectiveFrom },
      keys.tariff(tariff.id, tariff.effectiveFrom),
      tariff,
    ),
  ),
  ...accounts.map((account) =>
    entry({ kind: "collectionAccount", accountId: account.id }, keys.collectionAccount(account.id), {
      payfip: undefined,
      productCode: undefined,
      wallet: undefined,
      vat: undefined,
      ...account,
    }),
  ),
  ...absences.map((rules) =>
    entry({ kind: "absenceRules", absenceRulesId: rules.id }, keys.absenceRules(rules.id), { ...rules }),
  ),
  ...partIds.flatMap((section) => {
    const fields = file[section];
    return fields ? [entry({ kind: "fileSection", section }, keys.fileSection(section), { section, fields })] : [];
  }),
  ...(suspension === undefined ? [] : [entry({ kind: "suspension" }, keys.suspension, { rule: suspension })]),
  ...activities.map((activity) => ({
    ...entry(
      { kind: "activity", activityId: activity.id, effectiveFrom: activity.effectiveFrom },
      keys.activity(activity.id, activity.effectiveFrom),
      // What the file does not say of it any more leaves the record.
      activityNames.write({
        recurring: undefined,
        minimum: undefined,
        tariff: undefined,
        account: undefined,
        prepaid: undefined,
        holdMinutes: undefined,
        absences: undefined,
        ...activity,
      }),
    ),
    activity,
  })),
];

/** DynamoDB's limit on the actions of a transaction. A larger catalogue goes in parts, the activities last. */
const mostAtOnce = 100;

type Decided = Entry & {
  readonly before: Item | undefined;
  readonly changes: readonly Change[];
  readonly outcome: CatalogueChange["outcome"];
};

async function decide(table: Table, entries: readonly Entry[]): Promise<readonly Decided[]> {
  const items = await readAll(
    table,
    entries.map(({ key }) => key),
    { consistent: true },
  );
  const onFile = new Map(items.map((item) => [`${String(item["pk"])} ${String(item["sk"])}`, item]));
  return entries.map((one) => {
    const before = onFile.get(`${one.key.pk} ${one.key.sk}`);
    const facts = {
      ...one.facts,
      ...(one.activity && before ? leftBehind(activityOf(before), one.activity) : {}),
    };
    const changes = changesTo(before ?? {}, facts);
    return {
      ...one,
      facts,
      before,
      changes,
      outcome: before === undefined ? "new" : changes.length === 0 ? "unchanged" : "changed",
    };
  });
}

const writeOf = ({ record, key, facts, before, changes }: Decided): Write =>
  before
    ? { Update: updateFrom(key, Number(before["version"] ?? 0), changes) }
    : { Put: { Item: { ...facts, ...key, entity: record.kind, version: 1 }, ...ifAbsent } };

/** Enters a catalogue, or only says what that would change (`dryRun`). Safe to run again after it was cut short. */
export async function enterCatalogue(
  table: Table,
  catalogue: Catalogue,
  { dryRun }: { readonly dryRun: boolean },
): Promise<readonly CatalogueChange[]> {
  const entries = entriesOf(catalogue);
  const decided = await decide(table, entries);
  if (!dryRun) {
    const changing = decided.filter(({ outcome }) => outcome !== "unchanged");
    for (let from = 0; from < changing.length; from += mostAtOnce)
      await writeAll(table, changing.slice(from, from + mostAtOnce));
  }
  return decided.map(({ record, outcome }) => ({ record, outcome }));
}

const writeAll = (table: Table, part: readonly Decided[]): Promise<void> =>
  decideAndWrite("The catalogue", part, async (left) =>
    left.length === 0 || (await transact(table, left.map(writeOf))) === "done"
      ? { done: undefined }
      : // Somebody wrote one of them meanwhile: the file still says what holds.
        { again: (await decide(table, part)).filter(({ outcome }) => outcome !== "unchanged") },
  );
