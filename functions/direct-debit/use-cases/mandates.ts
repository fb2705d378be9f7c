/** Mandates, whoever signs or ends one: the family's payer on the portal, staff from paper or with a reason. */
import type { CollectionAccount, Creditor } from "../../catalogue/rules/accounts.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { CollectionAccountId, FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";
import type { MandateView } from "../contract/mandates.ts";
import { belongTogether, isBic, isIban, isReached, tidyBic, tidyIban } from "../bank.ts";
import { rumOf, standingOn, type Mandate } from "../rules/mandate.ts";
import { maskedIban } from "../rules/masked.ts";
import { mandateWrite, newMandateWrites, readMandates } from "../store/mandates.ts";
import { mandateWords as words } from "../words.fr.ts";

export interface MandateDependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly catalogue: CatalogueCache;
}

export type Debiting = CollectionAccount & { readonly debit: Creditor };
const debits = (account: CollectionAccount): account is Debiting => account.debit !== undefined;

/** The accounts that debit families'. */
export const debitingAccounts = async (catalogue: CatalogueCache): Promise<readonly Debiting[]> =>
  ((await catalogue.latest()).accounts ?? []).filter(debits);

export async function debitingAccount(catalogue: CatalogueCache, accountId: CollectionAccountId): Promise<Debiting> {
  const account = (await debitingAccounts(catalogue)).find(({ id }) => id === accountId);
  if (!account) throw new Problem("notFound", words.unknownAccount);
  return account;
}

export const mandateView = (mandate: Mandate, today: PlainDate): MandateView => {
  const { rum, creditor, debtor, iban, signedOn, way, by, ended } = mandate;
  return {
    rum,
    creditor,
    debtor,
    iban: maskedIban(iban),
    signedOn,
    way,
    by: by.name,
    standing: standingOn(mandate, today),
    ...(ended ? { ended } : {}),
  };
};

export interface Signing extends Pick<Mandate, "signer" | "debtor" | "iban" | "bic" | "way" | "by" | "key"> {
  readonly familyCode: FamilyCode;
  readonly accountId: CollectionAccountId;
  /** Today, unless it was on paper. */
  readonly signedOn?: PlainDate | undefined;
}

/** The account as banks write it; what is wrong with it is said at its field. */
function accountOf({ iban: typed, bic: typedBic }: Pick<Signing, "iban" | "bic">): Pick<Mandate, "iban" | "bic"> {
  const iban = tidyIban(typed);
  const bic = typedBic === undefined ? undefined : tidyBic(typedBic);
  const [field, message] = !isIban(iban)
    ? (["iban", words.iban] as const)
    : !isReached(iban)
      ? (["iban", words.notReached] as const)
      : bic !== undefined && !isBic(bic)
        ? (["bic", words.bic] as const)
        : bic !== undefined && !belongTogether(iban, bic)
          ? (["bic", words.apart] as const)
          : [];
  if (message !== undefined) throw new Problem("request.invalid", { detail: message, errors: [{ field, message }] });
  return { iban, ...(bic === undefined ? {} : { bic }) };
}

/** Writes a mandate, which ends the one before. Sent again, it is the same one. */
export async function sign({ table, clock, catalogue }: MandateDependencies, signing: Signing): Promise<void> {
  const { familyCode, accountId, bic: _, ...whose } = signing;
  const { series, debit } = await debitingAccount(catalogue, accountId);
  const bank = accountOf(signing);
  await decideAndWrite<null, null>("The mandates of a family", null, async () => {
    const known = await readMandates(table, familyCode, accountId);
    if (known.some(({ key }) => key === signing.key)) return { done: null };
    const last = known.at(-1);
    const rank = (last?.rank ?? 0) + 1;
    const rum = rumOf(series, familyCode, rank);
    const at = clock();
    const writes = newMandateWrites(
      {
        familyCode,
        accountId,
        ...whose,
        ...bank,
        rank,
        rum,
        creditor: { id: debit.id, name: debit.name },
        signedOn: signing.signedOn ?? localDate(at),
        at,
        state: "active",
      },
      last,
      { at, reason: words.replaced(rum), by: signing.by.name },
    );
    return (await transact(table, writes)) === "done" ? { done: null } : { again: null };
  });
}

/** Ends the family's last mandate; one that has ended is left as it is. */
export async function revoke(
  { table, clock }: MandateDependencies,
  { familyCode, accountId, rum }: Pick<Mandate, "familyCode" | "accountId" | "rum">,
  { reason, by }: { readonly reason: string; readonly by: string },
): Promise<void> {
  await decideAndWrite<null, null>("The mandates of a family", null, async () => {
    const last = (await readMandates(table, familyCode, accountId)).at(-1);
    if (last?.rum !== rum) throw new Problem("changed", words.changed);
    if (last.state === "revoked") return { done: null };
    const ended = { at: clock(), reason, by };
    return (await transact(table, [mandateWrite(last, { state: "revoked", ended })])) === "done"
      ? { done: null }
      : { again: null };
  });
}
