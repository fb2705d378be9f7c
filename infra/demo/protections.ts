/**
 * A case of protection, of invented people: in the second household of the shared child, one adult is shut out of that
 * child's file and is not told where the other one can be found. That adult has a sign-in, to be looked through.
 */
import { nameInLetters, type Guardian } from "../../functions/family/rules/family.ts";
import { id, type Instant } from "../../functions/kernel/ids.ts";
import { addDays, localDate, localToInstant } from "../../functions/kernel/time.ts";
import { isSame, type Protection } from "../../functions/protection/rules/protection.ts";
import { readMarked, readProtections, writeProtection } from "../../functions/protection/store/protections.ts";
import type { Table } from "../../functions/table/table.ts";
import { invoiced, type CastFamily } from "./cast.ts";

/** Who is shut out: the adult of the last family of the cast who does not receive its invoices. */
export function shutOutOf(cast: readonly CastFamily[]): {
  readonly family: CastFamily["family"];
  readonly adult: Guardian;
} {
  const family = cast.at(-1)?.family;
  const adult = family?.household.guardians.find((one) => one.id !== invoiced(family.household).id);
  if (!family || !adult) throw new Error("The demo town has no household with a second adult");
  return { family, adult };
}

/** Puts both measures in. Again: finds them there. */
export async function enterProtections(table: Table, cast: readonly CastFamily[], now: Instant): Promise<void> {
  const { family, adult } = shutOutOf(cast);
  const { household, children } = family;
  const { code } = household;
  const child = children.find(({ sharedWith }) => sharedWith);
  if (!child) throw new Error("The demo town's second household shares no child");
  const today = localDate(now);
  const common = {
    familyCode: code,
    decidedOn: addDays(today, -40),
  };
  const by = (reason: string, key: string): Protection["begun"] => ({
    at: localToInstant(addDays(today, -33), "10:15"),
    by: id("Login", "AGENT.DUBOIS"),
    byName: "Claire Dubois",
    reason,
    key: id("IdempotencyKey", key),
  });
  const [out, home] = [`demo-ecarte-${code}`, `demo-adresse-${code}`];
  const measures: readonly Protection[] = [
    {
      ...common,
      id: id("ProtectionId", out),
      guardianId: adult.id,
      childId: child.id,
      adultName: nameInLetters(adult),
      childName: `${child.firstName} ${child.lastName}`,
      begun: by("Ordonnance du juge aux affaires familiales", out),
    },
    {
      ...common,
      id: id("ProtectionId", home),
      guardianId: invoiced(household).id,
      adultName: nameInLetters(invoiced(household)),
      begun: by("Ordonnance de protection", home),
    },
  ];
  const known = await readProtections(table, code);
  for (const measure of measures.filter((one) => !known.some((other) => isSame(one, other))))
    await writeProtection(table, measure, await readMarked(table, code, measure), { others: true });
}
