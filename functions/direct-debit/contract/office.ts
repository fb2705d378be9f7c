/** « Prélèvements » at the office: mandates of a family, batches, what a bank has sent back. */
import * as z from "zod/mini";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { batchStates, debitStates, leftOut } from "../rules/batch.ts";
import { sequences } from "../rules/mandate.ts";
import { returnCodes } from "../rules/returns.ts";
import { account, mandateView, rum } from "./mandates.ts";

const familyMandates = z.object({
  today: branded("PlainDate"),
  accounts: z.array(
    z.object({
      accountId: branded("CollectionAccountId"),
      accountName: z.string(),
      /** The last one first. */
      mandates: z.array(mandateView),
    }),
  ),
});
export type FamilyMandates = z.infer<typeof familyMandates>;

const sums = z.object({ count: z.int(), total: z.int() });
const debit = z.object({
  familyCode: branded("FamilyCode"),
  debtor: z.string(),
  iban: z.string(),
  rum: z.string(),
  sequence: z.enum(sequences),
  amount: z.int(),
  numbers: z.array(z.string()),
  state: z.enum(debitStates),
  returned: z.optional(
    z.object({
      code: z.enum(returnCodes),
      on: branded("PlainDate"),
      /** The money had come before. */
      settled: z.boolean(),
      /** What the code means. */
      why: z.string(),
    }),
  ),
});
export type DebitView = z.infer<typeof debit>;

const batch = z.object({
  batch: branded("DebitBatchId"),
  accountName: z.string(),
  dueOn: branded("PlainDate"),
  state: z.enum(batchStates),
  at: branded("Instant"),
  by: z.string(),
  endedBy: z.optional(z.string()),
  reason: z.optional(z.string()),
});
export type BatchView = z.infer<typeof batch>;

const oneBatch = z.object({
  today: branded("PlainDate"),
  batch,
  sums,
  first: sums,
  recurrent: sums,
  returned: sums,
  debits: z.array(debit),
});
export type OneBatch = z.infer<typeof oneBatch>;

const ofFamily = z.strictObject({ familyCode: branded("FamilyCode") });
const ofMandate = z.strictObject({ familyCode: branded("FamilyCode"), accountId: branded("CollectionAccountId") });
const ofBatch = z.strictObject({ batch: branded("DebitBatchId") });

export const directDebitOffice = {
  "direct-debit.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/mandates",
    ...staff("debits.read", touches("params.familyCode")),
    status: 200,
    summary: "Les mandats de prélèvement d’une famille, IBAN masqué",
    params: ofFamily,
    answer: familyMandates,
    problems: ["notFound"],
  }),
  "direct-debit.enter": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/mandates/{accountId}",
    ...staff("debits.write", touches("params.familyCode")),
    status: 201,
    summary: "Saisir un mandat signé sur papier ; il remplace celui d’avant",
    params: ofMandate,
    body: z.strictObject({ ...account, signedOn: plainDate() }),
    answer: familyMandates,
    problems: ["notFound", "notPossible"],
  }),
  "direct-debit.revokeForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/mandates/{accountId}/revocation",
    ...staff("debits.write", touches("params.familyCode")),
    status: 200,
    summary: "Révoquer un mandat pour une famille, avec un motif",
    params: ofMandate,
    body: z.strictObject({ rum, reason }),
    answer: familyMandates,
    problems: ["notFound", "changed"],
  }),
  "direct-debit.batches": route({
    method: "GET",
    path: "/api/staff/debits",
    ...staff("debits.read", touches()),
    status: 200,
    summary: "Les comptes qui prélèvent, et leurs lots",
    answer: z.object({
      accounts: z.array(
        z.object({
          id: branded("CollectionAccountId"),
          name: z.string(),
          noticeDays: z.int(),
          /** The first day that a batch made today may debit. */
          earliest: branded("PlainDate"),
        }),
      ),
      /** Latest first. */
      batches: z.array(batch),
    }),
    problems: [],
  }),
  "direct-debit.preview": route({
    method: "GET",
    path: "/api/staff/debits/preview/{accountId}/{dueOn}",
    ...staff("debits.read", touches()),
    status: 200,
    summary: "Ce qu’un lot prélèverait un jour, et qui serait laissé de côté et pourquoi ; rien n’est écrit",
    params: z.strictObject({ accountId: branded("CollectionAccountId"), dueOn: plainDate() }),
    answer: z.object({
      sums,
      first: sums,
      recurrent: sums,
      left: z.array(
        z.object({
          familyCode: branded("FamilyCode"),
          debtor: z.string(),
          number: z.string(),
          amount: z.int(),
          why: z.enum(leftOut),
        }),
      ),
    }),
    problems: ["notFound", "notPossible"],
  }),
  "direct-debit.prepare": route({
    method: "POST",
    path: "/api/staff/debits",
    ...staff("debits.write", touches()),
    status: 201,
    summary: "Préparer un lot : chaque famille est prévenue de ce qui sera prélevé",
    body: z.strictObject({
      idempotencyKey: branded("IdempotencyKey"),
      accountId: branded("CollectionAccountId"),
      dueOn: plainDate(),
    }),
    answer: oneBatch,
    problems: ["notFound", "notPossible", "idempotencyKey.reused"],
  }),
  "direct-debit.batch": route({
    method: "GET",
    path: "/api/staff/debits/{batch}",
    ...staff("debits.read", touches()),
    status: 200,
    summary: "Un lot et ses prélèvements",
    params: ofBatch,
    answer: oneBatch,
    problems: ["notFound"],
  }),
  "direct-debit.goOn": route({
    method: "POST",
    path: "/api/staff/debits/{batch}/continuation",
    ...staff("debits.write", touches()),
    status: 200,
    summary: "Reprendre un lot qui n’est pas fini : préparation, solde ou annulation",
    params: ofBatch,
    answer: oneBatch,
    problems: ["notFound"],
  }),
  "direct-debit.file": route({
    method: "GET",
    path: "/api/staff/debits/{batch}/file",
    ...staff("debits.write", touches()),
    status: 200,
    summary: "Le fichier du lot pour la banque (pain.008.001.08)",
    params: ofBatch,
    answer: z.object({ name: z.string(), xml: z.string() }),
    problems: ["notFound", "notPossible"],
  }),
  "direct-debit.settle": route({
    method: "POST",
    path: "/api/staff/debits/{batch}/settlement",
    ...staff("debits.write", touches()),
    status: 200,
    summary: "Solder un lot dont l’argent est arrivé",
    params: ofBatch,
    answer: oneBatch,
    problems: ["notFound", "notPossible"],
  }),
  "direct-debit.callOff": route({
    method: "POST",
    path: "/api/staff/debits/{batch}/cancellation",
    ...staff("debits.write", touches()),
    status: 200,
    summary: "Annuler un lot qui n’est pas soldé, avec un motif : les factures redeviennent à payer",
    params: ofBatch,
    body: z.strictObject({ reason }),
    answer: oneBatch,
    problems: ["notFound", "notPossible"],
  }),
  "direct-debit.return": route({
    method: "POST",
    path: "/api/staff/debits/{batch}/returns",
    ...staff("debits.write", touches("body.familyCode")),
    status: 200,
    summary: "Enregistrer qu’une banque a rejeté le prélèvement d’une famille : la dette redevient due",
    params: ofBatch,
    body: z.strictObject({
      familyCode: branded("FamilyCode"),
      code: z.enum(returnCodes, "Choisissez le code que donne la banque."),
      on: plainDate(),
    }),
    answer: oneBatch,
    problems: ["notFound", "notPossible"],
  }),
} as const;
