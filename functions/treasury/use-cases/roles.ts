/** Roles for the treasury: what the next one of a month would hold, its making, its file. */
import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { CollectionAccount, TreasuryCodes } from "../../catalogue/rules/accounts.ts";
import { readInvoices, type Issue, type Statement } from "../../billing/store/statements.ts";
import { readRuns } from "../../billing/store/runs.ts";
import type { Household } from "../../family/rules/family.ts";
import { householdOf, householdRecord } from "../../family/store/families.ts";
import { linkSeconds, linkToMade, type Bucket } from "../../files/bucket.ts";
import { keepMade } from "../../files/made.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { plusSeconds, type Clock } from "../../kernel/clock.ts";
import type { CollectionAccountId, FamilyCode, PlainMonth } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { readAll } from "../../table/batch.ts";
import { decideAndWrite } from "../../table/decide.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import type { LeftOut, RoleView, treasuryRoles } from "../contract/roles.ts";
import { pesFile } from "../pes-file.ts";
import { faultsOf, type Role } from "../rules/pes.ts";
import { roleName, rolesOf } from "../rules/role-name.ts";
import { amountOf, chooseArticles, type Chosen, type Out } from "../rules/role.ts";
import { keepRole, readArticles, readRole, readRoles, type KeptRole } from "../store/roles.ts";
import { roleSubject, roleWords } from "../words.fr.ts";

export interface TreasuryDependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly catalogue: CatalogueCache;
  readonly bucket: Bucket;
}

type Invoice = Statement & { readonly issue: Issue };
type TreasuryAccount = CollectionAccount & { readonly productCode: string; readonly treasury: TreasuryCodes };

const roleView = ({
  name,
  accountId,
  accountName,
  period,
  year,
  number,
  articles,
  amount,
  at,
  by,
}: KeptRole): RoleView => ({
  name,
  accountId,
  accountName,
  period,
  year,
  number,
  articles,
  amount,
  at,
  by: by.name,
});

async function accountOf(catalogue: CatalogueCache, accountId: CollectionAccountId): Promise<TreasuryAccount> {
  const account = ((await catalogue.latest()).accounts ?? []).find((one) => one.id === accountId);
  if (account?.collection !== "role") throw new Problem("notFound", roleWords.unknownAccount);
  const { treasury, productCode } = account;
  if (!treasury || productCode === undefined) throw new Problem("notPossible", roleWords.noCodes);
  return { ...account, treasury, productCode };
}

async function invoicesOf(
  table: Table,
  period: PlainMonth,
  accountId: CollectionAccountId,
): Promise<readonly Invoice[]> {
  const found: Invoice[] = [];
  let after: string | null = null;
  do {
    const page = await readInvoices(table, period, { after, limit: 500 });
    found.push(
      ...page.invoices.filter((one): one is Invoice => one.issue !== undefined && one.accountId === accountId),
    );
    after = page.next;
  } while (after !== null);
  return found;
}

async function householdsOf(table: Table, codes: readonly FamilyCode[]): Promise<ReadonlyMap<FamilyCode, Household>> {
  const items = await readAll(table, [...new Set(codes)].map(keys.household), { consistent: false });
  return new Map(items.map((item) => householdOf(z.parse(householdRecord(), item))).map((one) => [one.code, one]));
}

interface Considered {
  readonly account: TreasuryAccount;
  readonly invoices: readonly Invoice[];
  readonly roles: readonly KeptRole[];
  readonly chosen: Chosen;
}

/** What the next role of a month and account would hold, as everything stands now. */
async function consider(
  { table, catalogue }: Pick<TreasuryDependencies, "table" | "catalogue">,
  period: PlainMonth,
  accountId: CollectionAccountId,
): Promise<Considered> {
  const account = await accountOf(catalogue, accountId);
  const [invoices, roles] = await Promise.all([invoicesOf(table, period, accountId), readRoles(table)]);
  const own = roles.filter((one) => one.accountId === accountId && one.period === period);
  const [households, held] = await Promise.all([
    householdsOf(
      table,
      invoices.map(({ familyCode }) => familyCode),
    ),
    Promise.all(own.map(({ name }) => readArticles(table, name))),
  ]);
  const known = held.flatMap((one) =>
    one ? one.articles.filter((_, index) => !one.refused.includes(index + 1)).map(({ number }) => number) : [],
  );
  return {
    account,
    invoices,
    roles,
    chosen: chooseArticles(invoices, account, new Set(known), (code) => households.get(code) ?? null),
  };
}

const leftOut = (out: Out, invoices: readonly Invoice[]): LeftOut | null => {
  if (!("article" in out)) return null;
  const { familyCode, number, amount } = out.article;
  const names = invoices.find((one) => one.familyCode === familyCode)?.issue.addressee.names ?? [];
  const one = { familyCode, names: [...names], number, amount };
  return out.why === "lacks" ? { ...one, why: out.why, lacks: [...out.lacks] } : { ...one, why: out.why };
};

/** The number after the last one of the budget's year. */
function nextNumber({ treasury }: TreasuryAccount, year: number, roles: readonly KeptRole[]): number {
  const numbers = roles.filter(({ name }) => name.startsWith(rolesOf(treasury, year))).map(({ number }) => number);
  return Math.max(treasury.firstRole, ...numbers.map((number) => number + 1));
}

export const treasuryRoleUseCases = (dependencies: TreasuryDependencies): UseCases<typeof treasuryRoles> => {
  const { table, clock, catalogue, bucket } = dependencies;
  return {
    "treasury.roles": async () => {
      const [{ accounts = [] }, roles, runs] = await Promise.all([
        catalogue.latest(),
        readRoles(table),
        readRuns(table),
      ]);
      return {
        body: {
          accounts: accounts
            .filter(({ collection }) => collection === "role")
            .map(({ id, name, treasury }) => ({ id, name, ready: treasury !== undefined })),
          months: runs.filter(({ state }) => state !== "stating").map(({ period }) => period),
          roles: [...roles].sort((one, other) => (one.at < other.at ? 1 : -1)).map(roleView),
        },
      };
    },
    "treasury.preview": async ({ params: { period, accountId } }) => {
      const { chosen, invoices } = await consider(dependencies, period, accountId);
      const counted = (why: Out["why"]): number => chosen.out.filter((one) => one.why === why).length;
      return {
        body: {
          articles: chosen.asked.length,
          amount: amountOf(chosen.asked.map(({ article }) => article)),
          asked: counted("asked"),
          done: counted("done"),
          later: chosen.later,
          left: chosen.out.flatMap((one) => leftOut(one, invoices) ?? []),
        },
      };
    },
    "treasury.makeRole": async ({ params: { period, accountId }, body: { idempotencyKey }, session }) => {
      const made = await decideAndWrite<null, KeptRole>("The roles of a budget", null, async () => {
        const { account, roles, chosen } = await consider(dependencies, period, accountId);
        const before = roles.find(({ key }) => key === idempotencyKey);
        if (before) return { done: before };
        const { asked, year } = chosen;
        if (asked.length === 0) throw new Problem("notPossible", roleWords.nothing);
        const at = clock();
        const number = nextNumber(account, year, roles);
        const role: Role = {
          codes: account.treasury,
          productCode: account.productCode,
          accountName: account.name,
          subject: roleSubject(period),
          year,
          number,
          on: localDate(at),
          asked,
        };
        const faults = faultsOf(role);
        if (faults.length > 0) throw new Error(`A role that the treasury would refuse: ${faults.join("; ")}`);
        const articles = asked.map(({ article }) => article);
        // A name of its own: two made at once under one number do not write over each other.
        const file = `treasury/${randomUUID()}.xml`;
        await keepMade(bucket, "invoices", file, pesFile(role));
        const kept: KeptRole = {
          name: roleName(account.treasury, year, number),
          accountId,
          accountName: account.name,
          period,
          year,
          number,
          articles: articles.length,
          amount: amountOf(articles),
          key: idempotencyKey,
          file,
          at,
          by: { login: session.login, name: session.displayName },
        };
        return (await keepRole(table, kept, articles)) ? { done: kept } : { again: null };
      });
      return { body: roleView(made) };
    },
    "treasury.roleFile": async ({ params: { name } }) => {
      const role = await readRole(table, name);
      if (!role) throw new Problem("notFound", roleWords.unknownRole);
      return {
        body: {
          url: await linkToMade(bucket, "invoices", role.file, {
            type: "application/xml",
            disposition: `attachment; filename="PESORMC_${name}.xml"`,
          }),
          until: plusSeconds(clock(), linkSeconds),
        },
      };
    },
  };
};
