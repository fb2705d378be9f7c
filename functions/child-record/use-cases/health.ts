/**
 * A child's health, for the family and for staff. What staff opens is recorded first and answered then: died between the
 * two, the family sees a look that saw nothing, never the other way round.
 */
import type { UseCases } from "../../http/call.ts";
import { localDate } from "../../kernel/time.ts";
import { update } from "../../table/write.ts";
import type { HealthChanges, healthOffice, healthRoutes, HealthView } from "../contract/health.ts";
import { healthFields } from "../rules/fields.ts";
import { holdingAnew, readPart, type Author } from "../store/parts.ts";
import { lookWrite, readLooks, recordLook } from "../store/views.ts";
import { changePart, type Changing } from "./change.ts";
import { checkedHealth, checkWritable } from "./check.ts";
import { healthPaperUseCases, lookOf, withDocuments, type HealthDependencies } from "./health-papers.ts";
import { holderOf, ofOffice, type AskedChild } from "./holder.ts";
import { healthHeld, healthViewOf } from "./health-view.ts";

type Answer = Promise<{ readonly body: HealthView }>;

async function read({ table, catalogue, clock }: HealthDependencies, of: AskedChild): Answer {
  const [child, { fields, version }, latest] = await Promise.all([
    holderOf(table, of),
    readPart(table, "health", of.childId),
    catalogue.latest(),
  ]);
  const today = localDate(clock());
  // The day of birth was corrected since: what is lacking, and from when, is another matter (family/sections/child.ts).
  const held = healthHeld(today)(child, version, fields);
  if (child.health?.version === version && child.health.lackingFrom !== held.lackingFrom)
    await Promise.all(
      [of.familyCode, ...(child.sharedWith ?? [])].map((code) =>
        update(table, holdingAnew(code, of.childId, "health", held)),
      ),
    );
  return { body: healthViewOf(child, fields, { catalogue: latest, today }) };
}

async function change(
  dependencies: HealthDependencies,
  of: AskedChild,
  changes: HealthChanges,
  author: Author,
  besides?: Changing["besides"],
): Answer {
  const today = localDate(dependencies.clock());
  const latest = await dependencies.catalogue.latest();
  checkWritable(
    healthFields.filter((name) => changes[name] !== undefined),
    latest.file,
    { byOffice: author.office },
  );
  const { child, fields } = await changePart(dependencies, {
    part: "health",
    of,
    check: ({ birthDate }) => checkedHealth(changes, birthDate, today),
    author,
    hold: healthHeld(today),
    ...(besides ? { besides } : {}),
  });
  return { body: healthViewOf(child, fields, { catalogue: latest, today }) };
}

export const healthUseCases = (dependencies: HealthDependencies): UseCases<typeof healthRoutes> => ({
  "child-record.health": ({ params: { childId }, session: { familyCode, guardianId: seenBy } }) =>
    read(dependencies, { familyCode, childId, seenBy }),
  "child-record.changeHealth": ({
    params: { childId },
    body: { changes },
    session: { familyCode, guardianId: seenBy, displayName },
  }) => change(dependencies, { familyCode, childId, seenBy }, changes, { by: displayName, familyCode, office: false }),
  "child-record.healthViews": async ({ params: { childId }, query, session: { familyCode, guardianId: seenBy } }) => {
    const { table } = dependencies;
    const [, { found, ...more }] = await Promise.all([
      holderOf(table, { familyCode, childId, seenBy }),
      readLooks(table, childId, query.before),
    ]);
    return { body: { views: [...found], ...more } };
  },
});

export const healthOfficeUseCases = (dependencies: HealthDependencies): UseCases<typeof healthOffice> => {
  const { table, clock, town } = dependencies;
  const forOffice = async (of: Omit<AskedChild, "seenBy">, { body }: { readonly body: HealthView }) => ({
    body: await withDocuments(dependencies, of, body),
  });
  return {
    ...healthPaperUseCases(dependencies, async (of) => forOffice(of, await read(dependencies, ofOffice(of)))),
    "child-record.viewHealth": async ({ params, body: { from }, session }) => {
      // A child that the household has not is looked at by nobody.
      await holderOf(table, ofOffice(params));
      const look = { ...lookOf(session, params, from), at: clock(), changed: false };
      await recordLook(table, params.childId, look, town.auditKeptDays);
      return forOffice(params, await read(dependencies, ofOffice(params)));
    },
    "child-record.changeHealthOfFamily": async ({ params, body: { changes, from, reason }, session }) => {
      const author = { by: session.displayName, familyCode: params.familyCode, office: true, reason };
      const changed = await change(dependencies, ofOffice(params), changes, author, (at) => [
        lookWrite(params.childId, { ...lookOf(session, params, from), at, changed: true }, town.auditKeptDays),
      ]);
      return forOffice(params, changed);
    },
  };
};
