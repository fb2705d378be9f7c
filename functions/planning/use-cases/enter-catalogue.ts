/**
 * Enters a catalogue that was read from a file, or tells what that would do: each record, and what it means for those
 * who have booked.
 */
import type { Clock } from "../../kernel/clock.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { partIds } from "../../catalogue/rules/file-rules.ts";
import { localDate } from "../../kernel/time.ts";
import { absenceRulesOf } from "../../catalogue/store/absence-record.ts";
import { accountOf } from "../../catalogue/store/account-record.ts";
import { tariffOf } from "../../catalogue/store/tariff-record.ts";
import { readCatalogue } from "../../catalogue/store/catalogue.ts";
import { enterCatalogue, type CatalogueChange, type CatalogueRecord } from "../../catalogue/store/catalogue-entry.ts";
import type { Table } from "../../table/table.ts";
import { impactsOf, isForFamilies, isRefused, merged, type Impact } from "../catalogue-impact.ts";
import { previewTariffs, type Counting } from "../preview-tariffs.ts";

export interface CatalogueReport {
  readonly changes: readonly CatalogueChange[];
  readonly impacts: readonly Impact[];
  /** What the portal has and the file does not name: it stays as it is. */
  readonly leftAlone: readonly CatalogueRecord[];
  /** Nothing was written: families have booked what the file takes away or moves, and are not to be told yet. */
  readonly heldBack: boolean;
  /** Nothing was written, or would be: it does to what is booked what cannot be done. */
  readonly refused: boolean;
}

const recordsOf = ({
  sites,
  activities,
  calendars,
  documents = [],
  tariffs = [],
  accounts = [],
  absences = [],
  file = {},
  suspension,
}: Catalogue): readonly CatalogueRecord[] => [
  ...sites.flatMap(({ id: siteId, closures }): readonly CatalogueRecord[] => [
    { kind: "site", siteId },
    ...closures.map(({ id }) => ({ kind: "closure" as const, siteId, closureId: id })),
  ]),
  ...calendars.map(({ zone, schoolYear }) => ({ kind: "calendar" as const, zone, schoolYear })),
  ...documents.map(({ id }) => ({ kind: "documentKind" as const, documentKindId: id })),
  ...tariffs.map(({ id, effectiveFrom }) => ({ kind: "tariff" as const, tariffId: id, effectiveFrom })),
  ...accounts.map(({ id }) => ({ kind: "collectionAccount" as const, accountId: id })),
  ...absences.map(({ id }) => ({ kind: "absenceRules" as const, absenceRulesId: id })),
  ...partIds.flatMap((section) => (file[section] ? [{ kind: "fileSection" as const, section }] : [])),
  ...(suspension === undefined ? [] : [{ kind: "suspension" as const }]),
  ...activities.map(({ id, effectiveFrom }) => ({ kind: "activity" as const, activityId: id, effectiveFrom })),
];

/**
 * `dryRun`: only tells; with `counting`, also what new prices change for whom. `tellFamilies`: staff have seen what is taken from families who have booked, or moved under them;
 * else such a catalogue does not enter.
 */
export async function enterCatalogueFile(
  {
    table,
    clock,
    counting,
  }: { readonly table: Table; readonly clock: Clock; readonly counting?: Counting | undefined },
  catalogue: Catalogue,
  { dryRun, tellFamilies }: { readonly dryRun: boolean; readonly tellFamilies: boolean },
): Promise<CatalogueReport> {
  const [before, planned] = await Promise.all([
    readCatalogue(table, { tariffOf, accountOf, absenceRulesOf }),
    enterCatalogue(table, catalogue, { dryRun: true }),
  ]);
  const today = localDate(clock());
  const found = await impactsOf(table, before, catalogue, planned, today);
  const previews =
    dryRun && counting
      ? await previewTariffs(
          table,
          merged(before, catalogue),
          found.flatMap((impact) => (impact.kind === "pricesMoved" ? [impact] : [])),
          counting,
          today,
        )
      : null;
  const impacts = found.map((impact) =>
    impact.kind === "pricesMoved" ? { ...impact, families: previews?.get(impact.tariff) } : impact,
  );
  const named = new Set(recordsOf(catalogue).map((record) => JSON.stringify(record)));
  const refused = impacts.some(isRefused);
  const heldBack = !dryRun && !refused && !tellFamilies && impacts.some(isForFamilies);
  return {
    changes: dryRun || refused || heldBack ? planned : await enterCatalogue(table, catalogue, { dryRun: false }),
    impacts,
    heldBack,
    refused,
    leftAlone: recordsOf(before).filter((record) => !named.has(JSON.stringify(record))),
  };
}
