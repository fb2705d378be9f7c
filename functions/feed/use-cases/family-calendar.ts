/**
 * The calendar that a private link shows. Read by programs, often: two waves, and nothing for a link that is not known.
 */
import type { feedRoutes } from "../contract.ts";
import { feedName } from "../words.fr.ts";
import { slotsOf } from "../../booking/rules/slots.ts";
import { addDays, localDate } from "../../kernel/time.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import { readChildren } from "../../family/store/families.ts";
import { readFeedOwner } from "../../sign-in/store/feeds.ts";
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { calendarEvents } from "../calendar-events.ts";
import { hashToken } from "./feed-link.ts";
import { icalendar } from "../rules/ical.ts";

/** Days that are over and still shown. */
const pastDays = 60;

export const familyCalendar =
  ({ table, catalogue, clock, schoolZone }: BookingDependencies): UseCases<typeof feedRoutes>["feed.calendar"] =>
  async ({ params, viewer }) => {
    const owner = await readFeedOwner(table, hashToken(params.token.replace(/\.ics$/u, "")));
    if (!owner)
      throw new Problem(
        "notFound",
        "Ce lien de calendrier n’existe pas ou n’existe plus. Créez-en un autre dans « Mes réservations ».",
      );
    const { familyCode } = owner;
    const from = addDays(localDate(clock()), -pastDays);
    const [children, days, latest] = await Promise.all([
      // A calendar that comes back in some hours need not see the last second: half the price.
      readChildren(table, familyCode),
      readFamilyDays(table, familyCode, { from, consistent: false }),
      catalogue.latest(),
    ]);
    const facts = { familyCode, children, slots: slotsOf(latest, schoolZone), portal: viewer.portal };
    return { body: icalendar({ name: feedName, events: calendarEvents(days, facts) }) };
  };
