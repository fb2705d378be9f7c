import * as z from "zod/mini";
import { patterns, tidyLogin, type Branded, type BrandName } from "./ids.ts";

const hints: Record<BrandName, string> = {
  FamilyCode: "L’identifiant est un numéro, ou 4 à 12 lettres ou chiffres, sans accent.",
  Login: "L’identifiant est fait de 4 à 32 lettres ou chiffres, sans accent.",
  GuardianId: "Ce responsable n’existe pas.",
  ChildId: "Cet enfant n’existe pas.",
  SiteId: "Cet accueil n’existe pas.",
  ActivityId: "Cette activité n’existe pas.",
  UnitId: "Cette prestation n’existe pas.",
  WindowId: "Cette période de réservation n’existe pas.",
  PoolName: "Cette limite de places n’existe pas.",
  ClosureId: "Cette fermeture n’existe pas.",
  DocumentKindId: "Ce justificatif n’est pas demandé.",
  TariffId: "Ce tarif n’existe pas.",
  CollectionAccountId: "Ce compte de recouvrement n’existe pas.",
  AbsenceRulesId: "Ces règles d’absence n’existent pas.",
  PayfipOperationId: "Cette opération de paiement n’existe pas.",
  DebitBatchId: "Ce lot de prélèvements n’existe pas.",
  DocumentId: "Ce document n’existe pas.",
  EnrolmentId: "Cette inscription n’existe pas.",
  ProtectionId: "Cette mesure n’existe pas.",
  RequestId: "Cette demande n’existe pas.",
  FileId: "Ce fichier n’existe pas.",
  FirstRequestId: "Cette demande n’existe pas.",
  IdempotencyKey: "La clé de la demande est incorrecte. Rechargez la page et recommencez.",
  PlainDate: "Cette date n’existe pas.",
  PlainMonth: "Ce mois n’existe pas.",
  Instant: "Ce moment n’existe pas.",
};

const made = new Map<BrandName, z.ZodMiniType<unknown, string>>();

/**
 * A string checked against its brand's own pattern: one schema a brand, since contracts name some in every answer and
 * making a schema is what they cost at a start. The assertion is the one place where a pattern becomes a type.
 */
export function branded<B extends BrandName>(name: B): z.ZodMiniType<Branded<B>, string> {
  const schema = made.get(name) ?? z.string().check(z.regex(patterns[name], { error: hints[name], abort: true }));
  made.set(name, schema);
  return schema as unknown as z.ZodMiniType<Branded<B>, string>;
}

/** Days beyond are a slip of the keyboard, and their weeks and months would leave the calendar. */
const isPlausible = (day: string): boolean => day >= "1900" && day < "3000";

/** A day that exists: `2026-02-30` is refused. */
export const plainDate = (): z.ZodMiniType<Branded<"PlainDate">, string> =>
  branded("PlainDate").check(
    z.refine(
      (text) => isPlausible(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
      hints.PlainDate,
    ),
  );

/** A sign-in name as typed: `ab 12 cd` is `AB12CD`. */
export const typedLogin = (): z.ZodMiniType<Branded<"Login">, string> =>
  z.pipe(z.pipe(z.string().check(z.maxLength(64)), z.transform(tidyLogin)), branded("Login"));
/** A family code as typed. */
export const typedFamilyCode = (): z.ZodMiniType<Branded<"FamilyCode">, string> =>
  z.pipe(z.pipe(z.string().check(z.maxLength(64)), z.transform(tidyLogin)), branded("FamilyCode"));
