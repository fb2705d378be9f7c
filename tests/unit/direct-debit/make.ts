/** A batch and its debits, as tests need them. */
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import type { Batch, Debit } from "../../../functions/direct-debit/rules/batch.ts";
import type { Mandate } from "../../../functions/direct-debit/rules/mandate.ts";

const by = { login: id("Login", "AGENT.UN"), name: "Agent" };
const at = id("Instant", "2027-01-10T09:00:00Z");
export const dueOn = id("PlainDate", "2027-02-01");
const accountId = id("CollectionAccountId", "regie");

export const batch: Batch = {
  batch: id("DebitBatchId", "ALSH-P2027-0001"),
  accountId,
  accountName: "Régie des accueils",
  creditor: {
    id: "FR72ZZZ123456",
    name: "Communauté de Communes du Pithiverais",
    iban: "FR7610071750000000100420284",
    bic: "TRPUFRP1",
  },
  dueOn,
  state: "ready",
  key: "cle-du-lot-de-fevrier",
  at,
  by,
  revision: 2,
};

export const debit = (change: Partial<Debit> = {}): Debit => ({
  batch: batch.batch,
  familyCode: id("FamilyCode", "100001"),
  accountId,
  accountName: batch.accountName,
  dueOn,
  rank: 1,
  rum: "ALSH-100001-1",
  creditorId: batch.creditor.id,
  signedOn: id("PlainDate", "2026-12-01"),
  sequence: "FRST",
  debtor: "Claire Durand",
  iban: "FR7630006000011234567890189",
  amount: cents(2160),
  parts: [{ period: id("PlainMonth", "2026-12"), number: "ALSH-2027-000001", amount: cents(2160) }],
  state: "waiting",
  at,
  revision: 1,
  ...change,
});

export const mandate = (change: Partial<Mandate> = {}): Mandate => ({
  familyCode: id("FamilyCode", "100001"),
  accountId,
  rank: 1,
  rum: "ALSH-100001-1",
  creditor: { id: batch.creditor.id, name: batch.creditor.name },
  debtor: "Claire Durand",
  iban: "FR7630006000011234567890189",
  signedOn: id("PlainDate", "2026-12-01"),
  way: "online",
  at,
  by,
  key: "cle-du-mandat-un",
  state: "active",
  revision: 1,
  ...change,
});
