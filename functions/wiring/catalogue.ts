import type { AbsenceRules } from "../catalogue/rules/absence-rules.ts";
import type { Catalogue } from "../catalogue/rules/catalogue.ts";
import type { CollectionAccount } from "../catalogue/rules/accounts.ts";
import type { Tariff } from "../catalogue/rules/tariffs.ts";
import type { Item } from "../table/batch.ts";
import { catalogueCache, type CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import type { Opened } from "./http.ts";

export interface WithCatalogue {
  readonly catalogue: CatalogueCache;
}

async function read({ clock }: Opened, from: () => Promise<Catalogue>): Promise<WithCatalogue> {
  const catalogue = catalogueCache(from, clock);
  await catalogue.latest();
  return { catalogue };
}

/** The catalogue, read before the first request, which then knows what else to read. */
export const withCatalogue = (opened: Opened): Promise<WithCatalogue> =>
  read(opened, () => readCatalogue(opened.table));

/** The same with its collection accounts; `accountOf` (catalogue/store/account-record.ts) comes from who needs them. */
export const withAccounts =
  (accountOf: (item: Item) => CollectionAccount) =>
  (opened: Opened): Promise<WithCatalogue> =>
    read(opened, () => readCatalogue(opened.table, { accountOf }));

/** The same with its rules for absences; `absenceRulesOf` (catalogue/store/absence-record.ts) comes from who needs them. */
export const withAbsenceRules =
  (absenceRulesOf: (item: Item) => AbsenceRules) =>
  (opened: Opened): Promise<WithCatalogue> =>
    read(opened, () => readCatalogue(opened.table, { absenceRulesOf }));

/** The same with its tariffs; `tariffOf` (catalogue/store/tariff-record.ts) comes from who needs them. */
export const withTariffs =
  (tariffOf: (item: Item) => Tariff) =>
  (opened: Opened): Promise<WithCatalogue> =>
    read(opened, () => readCatalogue(opened.table, { tariffOf }));

/** The same with all by which a family is billed: tariffs, collection accounts (catalogue/store/account-record.ts), rules for absences. */
export const withPrices =
  (
    tariffOf: (item: Item) => Tariff,
    accountOf: (item: Item) => CollectionAccount,
    absenceRulesOf: (item: Item) => AbsenceRules,
  ) =>
  (opened: Opened): Promise<WithCatalogue> =>
    read(opened, () => readCatalogue(opened.table, { tariffOf, accountOf, absenceRulesOf }));
