/** Roles for the treasury: what a month's next one would hold and what lacks, its making, its file. */
import * as z from "zod/mini";
import { route, staff, touches, touchesNobody } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { lacks } from "../rules/debtor.ts";
import { roleNameShape } from "../rules/role-name.ts";

const ofMonth = z.strictObject({ period: branded("PlainMonth"), accountId: branded("CollectionAccountId") });

const role = z.object({
  name: z.string(),
  accountId: branded("CollectionAccountId"),
  accountName: z.string(),
  period: branded("PlainMonth"),
  year: z.int(),
  number: z.int(),
  articles: z.int(),
  /** In cents. */
  amount: z.int(),
  at: branded("Instant"),
  by: z.string(),
});
export type RoleView = z.infer<typeof role>;

const one = { familyCode: branded("FamilyCode"), names: z.array(z.string()), number: z.string(), amount: z.int() };
/** An invoice that stays out of the role, and why. */
const left = z.discriminatedUnion("why", [
  z.object({ ...one, why: z.literal("lacks"), lacks: z.array(z.enum(lacks)) }),
  z.object({ ...one, why: z.literal("awaited") }),
  z.object({ ...one, why: z.literal("small") }),
]);
export type LeftOut = z.infer<typeof left>;

export const treasuryRoles = {
  "treasury.roles": route({
    method: "GET",
    path: "/api/staff/treasury/roles",
    ...staff("billing.read", touchesNobody("Roles in numbers, without families.")),
    status: 200,
    summary: "Les rôles faits pour la trésorerie, et les comptes pour lesquels il s’en fait",
    answer: z.object({
      /** Accounts whose invoices the treasury collects; `ready`: the catalogue says its codes. */
      accounts: z.array(z.object({ id: branded("CollectionAccountId"), name: z.string(), ready: z.boolean() })),
      /** Months that were billed, latest first. */
      months: z.array(branded("PlainMonth")),
      /** Latest first. */
      roles: z.array(role),
    }),
    problems: [],
  }),
  "treasury.preview": route({
    method: "GET",
    path: "/api/staff/treasury/{period}/{accountId}/preview",
    ...staff("billing.read", touches()),
    status: 200,
    summary: "Ce que contiendrait le prochain rôle d’un mois, et ce qui manque, famille par famille",
    params: ofMonth,
    answer: z.object({
      articles: z.int(),
      amount: z.int(),
      /** In earlier roles already; paid already; for the role after this one. */
      asked: z.int(),
      done: z.int(),
      later: z.int(),
      left: z.array(left),
    }),
    problems: ["notFound", "notPossible"],
  }),
  "treasury.makeRole": route({
    method: "POST",
    path: "/api/staff/treasury/{period}/{accountId}/roles",
    ...staff("billing.write", touches()),
    status: 201,
    summary: "Faire le rôle d’un mois : une facture est dans un seul rôle ; deux fois revient à une",
    params: ofMonth,
    body: z.strictObject({ idempotencyKey: branded("IdempotencyKey") }),
    answer: role,
    problems: ["notFound", "notPossible"],
  }),
  "treasury.roleFile": route({
    method: "GET",
    path: "/api/staff/treasury/roles/{name}/file",
    ...staff("billing.read", touches()),
    status: 200,
    summary: "Le fichier d’un rôle (PES), par un lien de quelques minutes",
    params: z.strictObject({ name: z.string().check(z.regex(roleNameShape, "Ce rôle n’existe pas.")) }),
    answer: z.object({ url: z.string(), until: branded("Instant") }),
    problems: ["notFound"],
  }),
} as const;
export type RolesOverview = z.infer<(typeof treasuryRoles)["treasury.roles"]["answer"]>;
