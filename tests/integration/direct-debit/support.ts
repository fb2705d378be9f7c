/** A town that debits: that of payments, with the mandates and batches of its till as functions hold them. */
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import type { ReturnCode } from "../../../functions/direct-debit/rules/returns.ts";
import { batchUseCases } from "../../../functions/direct-debit/use-cases/batches.ts";
import { invoicesOf } from "../../../functions/direct-debit/use-cases/go-on.ts";
import { officeMandates } from "../../../functions/direct-debit/use-cases/office-mandates.ts";
import { directDebitOwnUseCases } from "../../../functions/direct-debit/use-cases/own.ts";
import { readDebits } from "../../../functions/direct-debit/store/batches.ts";
import type { DebitBatchId, FamilyCode, IdempotencyKey, PlainDate } from "../../../functions/kernel/ids.ts";
import { localDate } from "../../../functions/kernel/time.ts";
import { earliestOn } from "../../../functions/direct-debit/rules/batch.ts";
import * as keys from "../../../functions/table/keys.ts";
import type { Table } from "../../../functions/table/table.ts";
import { remove } from "../../../functions/table/write.ts";
import { till } from "../billing/support.ts";
import { staffSession } from "../booking/http.ts";
import { guardianOf, newKey } from "../booking/support.ts";
import { openPayments } from "../payment/support.ts";

export const iban = "FR7630006000011234567890189";

export async function openDebits(families: number) {
  const town = await openPayments(families);
  const over = (table: Table) => {
    const catalogue = catalogueCache(() => readCatalogue(table, { accountOf }), town.clock);
    const dependencies = { table, clock: town.clock, catalogue };
    return {
      ...directDebitOwnUseCases(dependencies),
      ...officeMandates(dependencies),
      ...batchUseCases(dependencies),
    };
  };
  const { table } = town.world;
  const accountId = till.id;
  const today = (): PlainDate => localDate(town.clock());
  return {
    ...town,
    over,
    today,
    earliest: (): PlainDate => earliestOn(today(), 14),
    own: async (code: FamilyCode) =>
      (await over(table)["direct-debit.own"]({ ...town.from, session: guardianOf(code) })).body,
    sign: async (
      code: FamilyCode,
      change: { readonly iban?: string; readonly bic?: string; readonly idempotencyKey?: IdempotencyKey } = {},
      on = table,
    ) =>
      (
        await over(on)["direct-debit.sign"]({
          ...town.from,
          session: guardianOf(code),
          params: { accountId },
          body: {
            idempotencyKey: newKey(),
            debtor: "Claire Durand",
            iban,
            bic: undefined,
            ...change,
            agreed: true,
          },
        })
      ).body,
    enter: async (familyCode: FamilyCode, signedOn: PlainDate) =>
      (
        await over(table)["direct-debit.enter"]({
          ...town.from,
          session: staffSession,
          params: { familyCode, accountId },
          body: { idempotencyKey: newKey(), debtor: "Claire Durand", iban, bic: undefined, signedOn },
        })
      ).body,
    revoke: async (code: FamilyCode, rum: string) =>
      (
        await over(table)["direct-debit.revoke"]({
          ...town.from,
          session: guardianOf(code),
          params: { accountId },
          body: { rum },
        })
      ).body,
    revokeForFamily: async (familyCode: FamilyCode, rum: string) =>
      (
        await over(table)["direct-debit.revokeForFamily"]({
          ...town.from,
          session: staffSession,
          params: { familyCode, accountId },
          body: { rum, reason: "Demandé par téléphone" },
        })
      ).body,
    preview: async (dueOn: PlainDate) =>
      (
        await over(table)["direct-debit.preview"]({
          ...town.from,
          session: staffSession,
          params: { accountId, dueOn },
        })
      ).body,
    prepare: async (dueOn: PlainDate, key = newKey(), on = table) =>
      (
        await over(on)["direct-debit.prepare"]({
          ...town.from,
          session: staffSession,
          body: { idempotencyKey: key, accountId, dueOn },
        })
      ).body,
    batches: async () =>
      (await over(table)["direct-debit.batches"]({ ...town.from, session: staffSession })).body.batches,
    look: async (batch: DebitBatchId) =>
      (await over(table)["direct-debit.batch"]({ ...town.from, session: staffSession, params: { batch } })).body,
    goOn: async (batch: DebitBatchId, on = table) =>
      (await over(on)["direct-debit.goOn"]({ ...town.from, session: staffSession, params: { batch } })).body,
    file: async (batch: DebitBatchId) =>
      (await over(table)["direct-debit.file"]({ ...town.from, session: staffSession, params: { batch } })).body,
    settleBatch: async (batch: DebitBatchId, on = table) =>
      (await over(on)["direct-debit.settle"]({ ...town.from, session: staffSession, params: { batch } })).body,
    callOff: async (batch: DebitBatchId, on = table) =>
      (
        await over(on)["direct-debit.callOff"]({
          ...town.from,
          session: staffSession,
          params: { batch },
          body: { reason: "Mauvaise date" },
        })
      ).body,
    sendBack: async (batch: DebitBatchId, familyCode: FamilyCode, code: ReturnCode, on = table) =>
      (
        await over(on)["direct-debit.return"]({
          ...town.from,
          session: staffSession,
          params: { batch },
          body: { familyCode, code, on: today() },
        })
      ).body,
    debits: (batch: DebitBatchId) => readDebits(table, batch),
    invoices: (code: FamilyCode) => invoicesOf(table, code, accountId),
    /** No batch looks at this family any more. */
    forget: async (code: FamilyCode): Promise<void> => {
      for (const rank of [1, 2, 3]) await remove(table, { Key: keys.mandate(code, accountId, rank) });
    },
  };
}
export type Debits = Awaited<ReturnType<typeof openDebits>>;
