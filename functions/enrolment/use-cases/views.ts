/** Enrolments as pages show them. */
import type { Activity, Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SchoolCalendar, SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { editionsOf, type Editions } from "../../catalogue/rules/editions.ts";
import { calendarsOf } from "../../catalogue/rules/running-days.ts";
import { documentHref } from "../../document/document-href.ts";
import { heldBy, lackingFor, standingOf } from "../../document/rules/needs.ts";
import type { Child, Family, Household } from "../../family/rules/family.ts";
import type { HeldEnrolment } from "../../family/rules/held-enrolments.ts";
import type { ChildId, Instant, PlainDate } from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";
import type { EnrolmentChild, EnrolmentOffer, EnrolmentsView, EnrolmentView, OfficeEnrolment } from "../contract.ts";
import { forFamily, undoableUntil, type Enrolment } from "../rules/enrolment.ts";
import { needsEnrolment, usualDays, whyNeverEligible, type Days } from "../rules/may-enrol.ts";

export function enrolmentView(
  { id, childId, activityId, from, to, askedAt, message, state, version, acts }: Enrolment,
  editions: Editions,
): EnrolmentView {
  return {
    id,
    childId,
    activityId,
    activityName: editions.on(activityId, from)?.name ?? activityId,
    from,
    to,
    status: state.status,
    askedAt,
    byOffice: acts[0]?.what === "enter",
    ...(message === undefined ? {} : { message }),
    ...("reason" in state ? { reason: state.reason } : {}),
    ...(state.status === "ended" ? { endsFrom: state.from } : {}),
    version,
  };
}

const undoing = (undoUntil: Instant | null): Pick<OfficeEnrolment, "undoUntil"> => (undoUntil ? { undoUntil } : {});

export const officeEnrolmentView = (enrolment: Enrolment, editions: Editions, now: Instant): OfficeEnrolment => ({
  ...enrolmentView(enrolment, editions),
  ...undoing(undoableUntil(enrolment, now)),
  acts: enrolment.acts
    .map(({ what, at, byName, reason, from }) => ({
      what,
      at,
      ...(byName === undefined ? {} : { by: byName }),
      ...(reason === undefined ? {} : { reason }),
      ...(from === undefined ? {} : { from }),
    }))
    .reverse(),
});

interface Offering {
  readonly catalogue: Catalogue;
  readonly editions: Editions;
  readonly calendars: readonly SchoolCalendar[];
  readonly today: PlainDate;
}

/** The documents that go with an enrolment: those that the activity asks for, and that are not there, as they stand. */
function documentsOf(
  activity: Activity,
  child: Child,
  household: Household,
  { catalogue, today }: Offering,
  from: PlainDate,
): EnrolmentOffer["documents"] {
  return lackingFor(catalogue.documents ?? [], activity, { child, household }, from).map(
    ({ kind, blocks, checking }) => ({
      name: kind.name,
      standing: standingOf(heldBy(kind.of === "child" ? child : household, kind.id), today),
      needed: blocks && !checking,
      href: documentHref(kind, child.id),
    }),
  );
}

/** The days of an activity for which nothing stands yet: after the last that does. */
function daysLeft(activity: Activity, child: Child, { calendars, today }: Offering): Days | null {
  const days = usualDays(activity, calendars, today);
  const standing = (child.enrolments ?? []).filter(
    (one) => one.activityId === activity.id && one.standing !== "refused" && days !== null && one.to >= days.from,
  );
  const covered = standing
    .map(({ to }) => to)
    .toSorted()
    .at(-1);
  if (!days || covered === undefined) return days;
  return covered < days.to ? { from: addDays(covered, 1), to: days.to } : null;
}

/** Activities to come that ask for an enrolment, and that the child may come to on days for which nothing stands. */
const offersOf = (child: Child, household: Household, offering: Offering): EnrolmentOffer[] =>
  offering.editions.allOn(offering.today).flatMap((activity) => {
    const days = needsEnrolment(activity) ? daysLeft(activity, child, offering) : null;
    if (!days || whyNeverEligible(activity, child, days)) return [];
    const site = offering.catalogue.sites.find(({ id }) => id === activity.siteId);
    return [
      {
        activityId: activity.id,
        activityName: activity.name,
        siteName: site?.name ?? activity.siteId,
        ...days,
        documents: documentsOf(activity, child, household, offering, days.from),
      },
    ];
  });

/** What other households of a child have enrolled it in. */
export type Elsewhere = (child: ChildId) => readonly HeldEnrolment[];

const latestFirst = (one: Enrolment, other: Enrolment): number =>
  one.askedAt === other.askedAt ? (one.id < other.id ? -1 : 1) : one.askedAt < other.askedAt ? 1 : -1;

interface Known {
  readonly family: Family;
  readonly enrolments: readonly Enrolment[];
  readonly elsewhere: Elsewhere;
  readonly catalogue: Catalogue;
  readonly schoolZone: SchoolZone;
  readonly today: PlainDate;
}

/** `show`: an enrolment, as the reader sees it. */
export function childrenView<V extends EnrolmentView>(
  { family: { household, children }, enrolments, elsewhere, catalogue, schoolZone, today }: Known,
  show: (enrolment: Enrolment, editions: Editions) => V,
): (Omit<EnrolmentChild, "enrolments"> & { enrolments: V[] })[] {
  const editions = editionsOf(catalogue);
  const offering = { catalogue, editions, calendars: calendarsOf(catalogue, schoolZone), today };
  return children.map((child) => ({
    id: child.id,
    firstName: child.firstName,
    enrolments: enrolments
      .filter(({ childId }) => childId === child.id)
      .toSorted(latestFirst)
      .map((one) => show(one, editions)),
    offers: household.closedAt === undefined ? offersOf(child, household, offering) : [],
    elsewhere: elsewhere(child.id)
      .filter(({ standing, to }) => standing === "accepted" && to >= today)
      .map(({ activityId, from, to }) => ({
        activityName: editions.on(activityId, from)?.name ?? activityId,
        from,
        to,
      })),
  }));
}

export const enrolmentsView = (known: Known & { readonly now: Instant }): EnrolmentsView => ({
  children: childrenView(known, (one, editions) => enrolmentView(forFamily(one, known.now), editions)),
  today: known.today,
});
