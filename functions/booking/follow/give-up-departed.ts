/**
 * What follows when a child's departure from a household is settled: what it has there from its day on is given up by the
 * rules of cancelling. What the family asked for, as far as it could still be cancelled when it was decided; what staff has
 * decided itself, and of a child who was never there, all of it.
 *
 * From the stream, like the end of an enrolment (give-up-ended.ts): a request that read the family before may still book a
 * moment after this has run, so that it is looked for again when the act is said to be over.
 */
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { ChildLeaving } from "../../family/store/families.ts";
import { readEveryChildFile } from "../../family/store/family-file.ts";
import type { ChildId, FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import { whyNotCancel } from "../rules/booking-rules.ts";
import type { RequestToken } from "../rules/child-day.ts";
import { isRefusal, slotsOf } from "../rules/slots.ts";
import { departureToken } from "../store/idempotency.ts";
import { giveUpDays, withoutDeadline } from "./give-up-days.ts";
import type { Telling } from "./tell-acts.ts";

interface GiveUpDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly schoolZone: SchoolZone;
}

/** Gives up what is left after a departure. Again: only what has come since. */
export async function giveUpDeparted(
  dependencies: GiveUpDependencies,
  { familyCode, childId }: { readonly familyCode: FamilyCode; readonly childId: ChildId },
  leaving: ChildLeaving,
): Promise<void> {
  const { from, at, by, freely } = leaving;
  const slots = slotsOf(await dependencies.catalogue.latest(), dependencies.schoolZone);
  await giveUpDays(dependencies, {
    familyCode,
    childId,
    kind: "childLeft",
    act: { requestToken: departureToken(childId, leaving), at, by },
    from,
    concerns: () => true,
    mayEnd: (date, unit) => {
      const slot = slots.held({ ...unitOf(unit), date });
      if (isRefusal(slot)) return [];
      const late = whyNotCancel(slot, at);
      if (late?.code === "past") return [];
      return late && !freely ? withoutDeadline : ["booked", ...withoutDeadline];
    },
  });
}

/** The act of a departure is said to be over: what was booked meanwhile is given up too. */
export async function giveUpLateDeparted(
  dependencies: GiveUpDependencies,
  familyCode: FamilyCode,
  requestToken: RequestToken,
): Promise<void> {
  for (const { id: childId, leaving } of await readEveryChildFile(dependencies.table, familyCode))
    if (leaving && departureToken(childId, leaving) === requestToken)
      await giveUpDeparted(dependencies, { familyCode, childId }, leaving);
}

export const tellLeft: Telling = (_, done, named) => ({ kind: "childLeft", facts: { lines: named(done) } });
