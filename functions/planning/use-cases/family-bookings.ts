/** Les réservations d’une famille, as the office sees them. What it does with them is apart (desk/). */
import { bookedOn, bookingViews } from "../../booking/use-cases/list-bookings.ts";
import { readPositions } from "../../booking/positions.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import { minimumForStaff } from "../../booking/words.fr.ts";
import { childView } from "../../booking/views.ts";
import type { planningLook } from "../contract.ts";
import { hasAddress, nameInLetters } from "../../family/rules/family.ts";
import { suspensionOf } from "../../booking/rules/suspension.ts";
import { slotsOf } from "../../booking/rules/slots.ts";
import { localDate } from "../../kernel/time.ts";
import type { UseCases } from "../../http/call.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import { pricedSpan } from "../../booking/read-facts.ts";
import { readPricing } from "../../booking/read-prices.ts";
import type { OfficeDependencies, PricingDependencies } from "../../booking/dependencies.ts";
import { requireSpan } from "../../http/period.ts";

/** Longest period shown at once: a school year. */
const mostDays = 400;

export function familyBookings({
  table,
  catalogue: cache,
  clock,
  schoolZone,
  canMail,
  town,
}: OfficeDependencies & PricingDependencies): UseCases<typeof planningLook>["planning.ofFamily"] {
  return async ({ params: { familyCode }, query: { from, to } }) => {
    requireSpan({ from, to }, mostDays);
    const now = clock();
    const [family, days, catalogue, pricing] = await Promise.all([
      familyOf(table, familyCode),
      readFamilyDays(table, familyCode, { from, to }),
      cache.latest(),
      readPricing({ table, catalogue: cache, town, schoolZone }, familyCode),
    ]);
    const { guardians, closedAt } = family.household;
    const [guardian] = guardians;
    const slots = slotsOf(catalogue, schoolZone);
    const priced = await pricing(family, catalogue);
    const wide = pricedSpan(priced, bookedOn(days), { from, to });
    const [positions, around] = await Promise.all([
      readPositions(table, days),
      wide.from < from || wide.to > to ? readFamilyDays(table, familyCode, wide) : days,
    ]);
    const today = localDate(now);
    const activities = slots
      .activities(today)
      .filter((activity) => activity.to >= today)
      .sort((one, other) => one.name.localeCompare(other.name, "fr"));
    return {
      body: {
        familyName: guardian ? nameInLetters(guardian) : familyCode,
        ...(closedAt === undefined ? {} : { closedAt }),
        suspended: suspensionOf(slots.suspension, family.household, today) !== null,
        ...(canMail && hasAddress(family.household)
          ? {}
          : { callInstead: guardians.map((adult) => ({ name: nameInLetters(adult), phone: adult.phone })) }),
        children: family.children.map((child) => childView(child, today)),
        now,
        bookings: bookingViews(days, {
          slots,
          positions,
          now,
          reader: "staff",
          pricing: priced,
          around: { children: [], days: around },
        }),
        activities: activities.map((activity) => ({
          id: activity.id,
          name: activity.name,
          siteName: slots.site(activity).name,
          ...(activity.minimum ? { minimum: minimumForStaff(activity.minimum) } : {}),
          units: activity.units.map(({ id, name }) => ({ id, name })),
        })),
      },
    };
  };
}
