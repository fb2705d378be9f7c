/**
 * S’inscrire aux activités: every coming day of an activity, for each child and unit, with its state and its reason. Staff
 * who book for a family see the same grid, with what their leave opens.
 */
import type { bookingLook, CellView, GridView, LackingView } from "../contract/look.ts";
import { decideBooking, whyNotCancel, type Override, type Slot } from "../rules/booking-rules.ts";
import { missingFor } from "../rules/file.ts";
import { periodOf } from "../rules/quota.ts";
import type { Activity, Catalogue, Unit } from "../../catalogue/rules/catalogue.ts";
import type { SchoolCalendar, SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type { ChildDay, UnitState } from "../rules/child-day.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { documentHref } from "../../document/document-href.ts";
import { lackingFor } from "../../document/rules/needs.ts";
import { suspensionFor } from "../../catalogue/rules/suspension.ts";
import { suspensionOf } from "../rules/suspension.ts";
import { whyIneligible } from "../../family/rules/eligibility.ts";
import type { Child, Family, Household } from "../../family/rules/family.ts";
import { isPayer } from "../../family/rules/payers.ts";
import type { HeldEnrolment } from "../../family/rules/held-enrolments.ts";
import type { ActivityId, Instant, PlainDate } from "../../kernel/ids.ts";
import { calendarsOf, whyClosed } from "../../catalogue/rules/running-days.ts";
import { priceInWords } from "../../kernel/money.ts";
import { daysFrom, localDate, weekdayOf } from "../../kernel/time.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { byChildAndDate, readFamilyDays } from "../store/child-days.ts";
import { dayState, type DayRecord, type SiteDay } from "../store/day-record.ts";
import type { PricingDependencies } from "../dependencies.ts";
import { firstGathered, gatherDays } from "./grid-groups.ts";
import { readPricing } from "../read-prices.ts";
import { PriceViews } from "../price-views.ts";
import { dayPrices } from "../../price/rules/price-day.ts";
import { cellPrices, type CellPrice } from "./cell-prices.ts";
import { slotsOf, type Slots } from "../rules/slots.ts";
import { readPositions, type Positions } from "../positions.ts";
import { catalogueAndDays, readElsewhere, withOwedNow, type Elsewhere } from "../read-facts.ts";
import { familyOf, ownFamily, type Onlooker } from "../../family/use-cases/find-family.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import { fileLacks, lackingTitle, suspendedLacks } from "../words.fr.ts";
import { activityView, childView, missingHref, Refusals } from "../views.ts";

/**
 * Days that the grid shows, from today on: the activity's weekdays, closed ones included, because a family looks for
 * them and wants to know why. Only school days of an activity of the holidays are left out: nobody looks for those.
 */
function daysShown(
  activity: Activity,
  catalogue: Catalogue,
  calendars: readonly SchoolCalendar[],
  today: PlainDate,
): readonly PlainDate[] {
  const site = catalogue.sites.find(({ id }) => id === activity.siteId);
  return daysFrom(activity.from < today ? today : activity.from, activity.to)
    .filter((date) => activity.runs.weekdays.includes(weekdayOf(date)))
    .filter((date) => !site || whyClosed(activity, site, date, calendars)?.code !== "schoolTime");
}

function planOf(
  activityId: ActivityId,
  zone: SchoolZone,
  today: PlainDate,
): (catalogue: Catalogue) => readonly SiteDay[] {
  return (catalogue) => {
    const activity = editionsOf(catalogue).on(activityId, today);
    return activity
      ? daysShown(activity, catalogue, calendarsOf(catalogue, zone), today).map((date) => ({
          siteId: activity.siteId,
          date,
        }))
      : [];
  };
}

interface Asking {
  readonly slots: Slots;
  readonly household: Household;
  readonly seesMoney: boolean;
  readonly elsewhere: Elsewhere;
  readonly now: Instant;
  readonly refusals: Refusals;
  readonly ownDays: readonly ChildDay[];
  readonly positions: Positions;
  readonly override: Override | undefined;
  readonly priceOf: (slot: Slot, child: Child) => CellPrice;
}

/** Until when it can be given up; nothing when it never can. */
const untilOf = ({ cancelBefore }: Slot): { readonly cancelBefore?: Instant } =>
  cancelBefore === null ? {} : { cancelBefore };

/** Cell of a unit that the child already has something of, or null. */
function ownCell(
  slot: Slot,
  state: UnitState | undefined,
  child: Child,
  { now, refusals, positions, override, priceOf }: Asking,
): CellView | null {
  switch (state?.status) {
    case "booked": {
      const locked = override ? null : whyNotCancel(slot, now);
      return {
        state: "booked",
        ...untilOf(slot),
        ...(locked ? { locked: refusals.indexOf(locked) } : {}),
        ...(state.absence ? { absent: true } : {}),
        ...(state.asked ? { asked: true } : {}),
        ...priceOf(slot, child),
      };
    }
    case "pending":
      return { state: "pending", ...untilOf(slot), ...priceOf(slot, child) };
    case "offered":
      return state.until === undefined
        ? null
        : { state: "offered", until: state.until, ...(state.toPay ? { toPay: priceInWords(state.toPay.amount) } : {}) };
    case "waiting":
      return {
        state: "waiting",
        position: positions({ childId: child.id, date: slot.date, unit: unitKey(slot.activity.id, slot.unit.id) }),
      };
    case "none":
    case undefined:
      return null;
  }
}

function cellOf(slot: Slot, child: Child, day: ChildDay, record: DayRecord, asking: Asking): CellView {
  const own = ownCell(slot, day.units.get(unitKey(slot.activity.id, slot.unit.id)), child, asking);
  if (own) return own;
  const { slots, household, seesMoney, now, refusals, ownDays, elsewhere, override } = asking;
  const asker = {
    child,
    household,
    seesMoney,
    elsewhere: elsewhere(child, slot.date),
    day,
    days: ownDays.filter(({ childId }) => childId === child.id),
  };
  const decision = decideBooking(
    slot,
    asker,
    dayState(record),
    slots.units(slot.date),
    now,
    override ? { override } : {},
  );
  if (!decision.yes)
    return {
      state: "refused",
      refusal: refusals.indexOf(decision.refusal),
      ...(decision.mayWait ? { mayWait: true } : {}),
    };
  return {
    state: "free",
    bookBefore: slot.bookBefore,
    ...untilOf(slot),
    ...(Number.isFinite(decision.placesLeft) ? { places: decision.placesLeft } : {}),
    // A staff member's own word is the approval.
    ...(decision.approval && !override ? { approval: true } : {}),
    ...asking.priceOf(slot, child),
  };
}

/** That the file is to be confirmed; and children whom the activity is for and who are not enrolled in it, from that day on. */
function fileLacking(
  activity: Activity,
  { household, children }: Family,
  { file, date, now }: { readonly file: Catalogue["file"]; readonly date: PlainDate; readonly now: Instant },
): readonly LackingView[] {
  const found = children
    .filter((child) => !whyIneligible(activity, child, date))
    .flatMap((child): LackingView[] =>
      missingFor(activity, { child, household, date, now, file }, { byStaff: false })
        .filter(
          ({ what }) => what !== "enrolment" || !(child.enrolments ?? []).some((one) => isToCome(one, activity, date)),
        )
        .map((missing) => ({
          what: missing.what,
          name: typeset(fileLacks(missing)),
          ...(missing.what !== "certification" ? { firstName: child.firstName } : {}),
          blocks: true,
          href: missingHref(missing, child.id),
        })),
    );
  return [...new Map(found.map((one) => [`${one.href} ${one.name}`, one])).values()];
}
const isToCome = (one: HeldEnrolment, { id }: Activity, date: PlainDate): boolean =>
  one.activityId === id && one.standing === "accepted" && one.to >= date;

/** That the family is late in paying, with the way to the page where who pays does so. */
function suspendedLacking(
  activity: Activity,
  { suspension }: Slots,
  { household, seesMoney }: Pick<Asking, "household" | "seesMoney">,
  today: PlainDate,
): LackingView[] {
  const overdue = suspensionOf(suspensionFor(suspension, activity), household, today);
  if (!overdue) return [];
  return [
    {
      what: "suspended",
      name: typeset(suspendedLacks(seesMoney ? overdue : null)),
      blocks: true,
      href: seesMoney ? "/payer" : "/contact",
    },
  ];
}

/** What the activity asks for and the family has not sent: a household's document once. */
function documentsLacking(
  { documents = [] }: Catalogue,
  activity: Activity,
  { household, children }: Family,
  date: PlainDate,
): LackingView[] {
  const found = children.flatMap((child) =>
    lackingFor(documents, activity, { child, household }, date)
      .filter(({ checking }) => !checking)
      .map(({ kind, blocks }) => ({
        what: "document" as const,
        name: kind.name,
        ...(kind.of === "child" ? { firstName: child.firstName } : {}),
        blocks,
        href: documentHref(kind, child.id),
      })),
  );
  return [...new Map(found.map((one) => [one.href, one])).values()];
}

/** The grid of a family as one of its adults may know it; `override`: as a staff member who books for it has it, and reads it. */
export async function gridOf(
  { table, catalogue: cache, clock, schoolZone, town, owedNow }: PricingDependencies,
  { familyCode, guardianId }: Onlooker,
  activityId: ActivityId,
  override?: Override,
): Promise<GridView> {
  const now = clock();
  const today = localDate(now);
  const month = periodOf("month", today).from;
  /** The first of the family's days that the rules count: of the month, of days that go together or share a price. */
  const fromOf = (catalogue: Catalogue): PlainDate => {
    const first = firstGathered(slotsOf(catalogue, schoolZone), activityId, today);
    const shared = dayPrices(catalogue, town.quotient.kind, schoolZone).reach(activityId, today)?.from ?? month;
    return [first, month, shared].reduce((least, one) => (one < least ? one : least));
  };
  const guess = cache.known();
  const from = guess ? fromOf(guess) : month;
  const known = override ? familyOf(table, familyCode) : ownFamily(table, { familyCode, guardianId });
  const [found, elsewhere, { catalogue, days }, early, pricing] = await Promise.all([
    known,
    known.then((own) => readElsewhere(table, own, { from: today }, { consistent: false })),
    // Places change by the second whatever is read here; the booking itself decides. Half the cost of a consistent
    // read.
    catalogueAndDays(table, cache, planOf(activityId, schoolZone, today), { consistent: false }),
    readFamilyDays(table, familyCode, { from }),
    readPricing({ table, catalogue: cache, town, schoolZone }, familyCode),
  ]);
  const slots = slotsOf(catalogue, schoolZone);
  const family = override ? found : await withOwedNow(owedNow, found, slots, today);
  const needed = fromOf(catalogue);
  const ownDays = needed < from ? await readFamilyDays(table, familyCode, { from: needed }) : early;
  const activity = slots.activity(activityId, today);
  if (!activity)
    throw new Problem("notFound", "Cette activité n’existe pas ou n’existe plus. Revenez à la liste des activités.");
  const site = slots.site(activity);
  const ownDay = byChildAndDate(ownDays);
  const refusals = new Refusals(now, override ? "staff" : "family");
  const positions = await readPositions(table, ownDays, activityId);
  const { household } = family;
  const prices = new PriceViews();
  const priceOf = cellPrices(await pricing(family, catalogue), { ownDay, prices, now });
  const seesMoney = guardianId === null || isPayer(household, guardianId);
  const asking: Asking = {
    slots,
    household,
    seesMoney,
    elsewhere,
    now,
    refusals,
    ownDays,
    positions,
    override,
    priceOf,
  };
  const shown = daysShown(activity, catalogue, slots.calendars, today).map((date) => {
    const edition = slots.activity(activityId, date) ?? activity;
    const closed = whyClosed(edition, site, date, slots.calendars);
    if (closed) return { date, closed: refusals.indexOf(closed), cells: [] };
    const record = days({ siteId: activity.siteId, date });
    const offered = unitsShown(activity, edition).map((unit) => (unit ? slots.slot(edition, unit, date) : null));
    const cells = family.children.map((child) =>
      offered.map((slot): CellView =>
        slot
          ? cellOf(slot, child, ownDay(child.id, date), record, asking)
          : { state: "refused", refusal: refusals.indexOf({ code: "unknownUnit" }) },
      ),
    );
    return { date, cells };
  });
  // What families book together, staff may book apart.
  const gathered = override
    ? { days: shown }
    : gatherDays(shown, {
        activity,
        slots,
        children: family.children,
        daysOf: (childId) => ownDays.filter((day) => day.childId === childId),
        refusals,
        now,
      });
  // Staff books without it, and finds it in the family’s page.
  const lacking = override
    ? []
    : [
        ...suspendedLacking(activity, slots, { household, seesMoney }, today),
        ...fileLacking(activity, family, { file: catalogue.file, date: shown[0]?.date ?? today, now }),
        ...documentsLacking(catalogue, activity, family, shown[0]?.date ?? today),
      ];
  const [first] = lacking;
  return {
    activity: activityView(activity, slots, family, now),
    lacking,
    ...(first
      ? {
          lackingTitle: lackingTitle(
            first.what,
            lacking.some(({ blocks }) => blocks),
          ),
        }
      : {}),
    children: family.children.map((child) => childView(child, today)),
    refusals: refusals.views,
    ...prices.listed(),
    ...gathered,
    now,
  };
}

export const activityGrid =
  (dependencies: PricingDependencies): UseCases<typeof bookingLook>["booking.grid"] =>
  async ({ session, params: { activityId } }) => ({ body: await gridOf(dependencies, session, activityId) });

/** The columns are those of today's edition; on a day of another one, a unit that it has not is null. */
const unitsShown = (activity: Activity, edition: Activity): readonly (Unit | null)[] =>
  activity.units.map(({ id }) => edition.units.find((unit) => unit.id === id) ?? null);
