/**
 * What follows when an enrolment ends: what the child has of the activity on the days that it covered no more is given up by
 * the rules of cancelling. A family gives up what could still be cancelled when it ended the enrolment; staff, all of it.
 * Places go to those who wait, as with any other cancelling.
 *
 * From the stream, so that whatever dies, it is done: each unit is ended by a write that finds itself done, and what was
 * given up is told once by the act (tell-acts.ts). A request that read the family before the end may still book a moment
 * after this has run: it is looked for again when the act is said to be over, once no request can live any more.
 */
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { Enrolment, EnrolmentAct } from "../../enrolment/rules/enrolment.ts";
import { readEnrolments } from "../../enrolment/store/enrolments.ts";
import { readChild } from "../../family/store/families.ts";
import type { Child } from "../../family/rules/family.ts";
import type { FamilyCode, PlainDate, UnitKey } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import { whyNotCancel } from "../rules/booking-rules.ts";
import type { RequestToken, Status } from "../rules/child-day.ts";
import { enrolmentMissing } from "../rules/file.ts";
import { isRefusal, slotsOf, type Slots } from "../rules/slots.ts";
import { digestOf, requestTokenOf } from "../store/idempotency.ts";
import { giveUpDays, withoutDeadline } from "./give-up-days.ts";
import type { Telling } from "./tell-acts.ts";

interface GiveUpDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly schoolZone: SchoolZone;
}

type End = EnrolmentAct & { readonly what: "end"; readonly from: PlainDate };
const isEnd = (act: EnrolmentAct): act is End => act.what === "end" && act.from !== undefined;

const tokenOf = ({ id }: Pick<Enrolment, "id">, { key, from }: End): RequestToken =>
  requestTokenOf(key, digestOf("endEnrolment", [id, from]));

/** What may be given up of a unit of a day, as its enrolment was ended then. Nothing where the child may still come. */
function givenUp(
  { slots, child }: { readonly slots: Slots; readonly child: Child | null },
  { date, unit, act: { at, byName } }: { readonly date: PlainDate; readonly unit: UnitKey; readonly act: End },
): readonly Status[] {
  const slot = slots.held({ ...unitOf(unit), date });
  if (isRefusal(slot) || (child && !enrolmentMissing(slot.activity, child, date))) return [];
  const late = whyNotCancel(slot, at);
  if (late?.code === "past") return [];
  return late && byName === undefined ? withoutDeadline : ["booked", ...withoutDeadline];
}

/** Gives up what is left after one end. Again: only what has come since. */
async function giveUp(dependencies: GiveUpDependencies, enrolment: Enrolment, end: End): Promise<void> {
  const { table, catalogue: cache, schoolZone } = dependencies;
  const { familyCode, childId, activityId } = enrolment;
  const { at, by, reason } = end;
  const [child, catalogue] = await Promise.all([readChild(table, familyCode, childId), cache.latest()]);
  const slots = slotsOf(catalogue, schoolZone);
  await giveUpDays(dependencies, {
    familyCode,
    childId,
    kind: "enrolmentEnded",
    act: { requestToken: tokenOf(enrolment, end), at, by, ...(reason === undefined ? {} : { reason }) },
    from: end.from,
    concerns: (unit) => unitOf(unit).activityId === activityId,
    mayEnd: (date, unit) => givenUp({ slots, child }, { date, unit, act: end }),
  });
}

/** An enrolment has changed: what its ends ask for is done. `before`: how many acts there were. */
export async function giveUpEnded(
  dependencies: GiveUpDependencies,
  before: number,
  enrolment: Enrolment,
): Promise<void> {
  for (const end of enrolment.acts.slice(before).filter(isEnd)) await giveUp(dependencies, enrolment, end);
}

/** The act of an end is said to be over: what was booked meanwhile, by a request that knew nothing of it, is given up too. */
export async function giveUpLate(
  dependencies: GiveUpDependencies,
  familyCode: FamilyCode,
  requestToken: RequestToken,
): Promise<void> {
  for (const enrolment of await readEnrolments(dependencies.table, familyCode))
    for (const end of enrolment.acts.filter(isEnd))
      if (tokenOf(enrolment, end) === requestToken) await giveUp(dependencies, enrolment, end);
}

export const tellEnded: Telling = ({ reason }, done, named) => ({
  kind: "enrolmentEnded",
  facts: { ...(reason === undefined ? {} : { reason }), lines: named(done) },
});
