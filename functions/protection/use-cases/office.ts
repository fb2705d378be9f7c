/**
 * Shutting an adult out of a child's file, protecting an address, and lifting either. It holds from the next request of
 * whoever it concerns, whatever they have open: their sessions and their calendar link go on, and show no more than they may
 * know (family/rules/seen.ts). Nobody of the family is told.
 */
import { nameInLetters } from "../../family/rules/family.ts";
import { guardiansOf } from "../../family/store/guardians.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import { id, type FamilyCode } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import type { protectionOffice, ProtectionsView } from "../contract.ts";
import { isSame, latestFirst, standing, type Protection } from "../rules/protection.ts";
import { readMarked, readProtections, writeProtection } from "../store/protections.ts";
import { protectionWords as words } from "../words.fr.ts";

export interface ProtectionDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

type Routes = UseCases<typeof protectionOffice>;

/** Measures of one household, over the years: more is a mistake. */
const most = 100;

const viewOf = (all: readonly Protection[]): ProtectionsView => ({
  protections: all.toSorted(latestFirst).map(({ begun, lifted, ...rest }) => ({
    ...rest,
    reason: begun.reason,
    at: begun.at,
    by: begun.byName,
    ...(lifted ? { lifted: { at: lifted.at, by: lifted.byName, reason: lifted.reason } } : {}),
  })),
});

const look = async (table: Table, familyCode: FamilyCode): Promise<{ readonly body: ProtectionsView }> => ({
  body: viewOf(await readProtections(table, familyCode)),
});

const begin =
  ({ table, clock }: ProtectionDependencies): Routes["protection.begin"] =>
  async ({ params: { familyCode }, body: { idempotencyKey: key, decidedOn, reason, ...about }, session }) => {
    const at = clock();
    if (decidedOn > localDate(at))
      throw new Problem("request.invalid", {
        detail: words.toCome,
        errors: [{ field: "decidedOn", message: words.toCome }],
      });
    await familyOf(table, familyCode);
    await decideAndWrite<null, undefined>("A household's measures", null, async () => {
      // In this order: a measure that was written between the two has raised a version that the write expects.
      const on = await readMarked(table, familyCode, about);
      const all = await readProtections(table, familyCode);
      const sent = all.find(({ begun }) => begun.key === key);
      if (sent && isSame(sent, about) && sent.decidedOn === decidedOn) return { done: undefined };
      if (sent) throw new Problem("idempotencyKey.reused", words.reused);
      const adult = on.household && guardiansOf(on.household.guardians).find((one) => one.id === about.guardianId);
      if (!adult) throw new Problem("notFound", words.noAdult);
      if (about.childId !== undefined && (!on.child || on.child.left)) throw new Problem("notFound", words.noChild);
      const stands = standing(all, about);
      if (stands) throw new Problem("changed", words.standsAlready(stands.begun));
      if (all.length >= most) throw new Problem("notPossible", words.tooMany);
      const protection: Protection = {
        id: id("ProtectionId", key),
        familyCode,
        ...about,
        adultName: nameInLetters(adult),
        ...(on.child ? { childName: `${on.child.firstName} ${on.child.lastName}` } : {}),
        decidedOn,
        begun: { at, by: session.login, byName: session.displayName, reason, key },
      };
      return (await writeProtection(table, protection, on, { others: true })) ? { done: undefined } : { again: null };
    });
    return look(table, familyCode);
  };

const lift =
  ({ table, clock }: ProtectionDependencies): Routes["protection.lift"] =>
  async ({ params: { familyCode, protectionId }, body: { idempotencyKey: key, reason }, session }) => {
    const lifted = { at: clock(), by: session.login, byName: session.displayName, reason, key };
    await decideAndWrite<null, undefined>("A household's measures", null, async () => {
      const isMeant = (one: Protection): boolean => one.id === protectionId;
      const found = (await readProtections(table, familyCode)).find(isMeant);
      if (!found) throw new Problem("notFound", words.gone);
      // The other measures after the marks, as when one begins: what was written between the two is met again.
      const on = await readMarked(table, familyCode, found);
      const all = await readProtections(table, familyCode);
      const protection = all.find(isMeant) ?? found;
      if (protection.lifted?.key === key) return { done: undefined };
      if (protection.lifted) throw new Problem("changed", words.liftedAlready(protection.lifted));
      const others = all.some(
        (one) => one.id !== protection.id && one.lifted === undefined && one.guardianId === protection.guardianId,
      );
      return (await writeProtection(table, { ...protection, lifted }, on, { others }))
        ? { done: undefined }
        : { again: null };
    });
    return look(table, familyCode);
  };

export const protectionUseCases = (dependencies: ProtectionDependencies): Routes => ({
  "protection.ofFamily": async ({ params: { familyCode } }) => {
    await familyOf(dependencies.table, familyCode);
    return look(dependencies.table, familyCode);
  },
  "protection.begin": begin(dependencies),
  "protection.lift": lift(dependencies),
});
