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
import { mayKnow } from "../../family/rules/seen.ts";
import { readChildren } from "../../family/store/families.ts";
import { readFeedOwner, type FeedOwner } from "../../sign-in/store/feeds.ts";
import { readLogin } from "../../sign-in/store/logins.ts";
import type { GuardianId } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { calendarEvents } from "../calendar-events.ts";
import { hashToken } from "./feed-link.ts";
import { icalendar } from "../rules/ical.ts";

/** Days that are over and still shown. */
const pastDays = 60;

const noLink = (): Problem =>
  new Problem(
    "notFound",
    "Ce lien de calendrier n’existe pas ou n’existe plus. Créez-en un autre dans « Mes réservations ».",
  );

/** Which adult made a link that does not say it. */
async function makerOf(table: Table, { login }: FeedOwner): Promise<GuardianId | null> {
  const maker = await readLogin(table, login);
  return maker?.role === "guardian" ? maker.guardianId : null;
}

export const familyCalendar =
  ({ table, catalogue, clock, schoolZone }: BookingDependencies): UseCases<typeof feedRoutes>["feed.calendar"] =>
  async ({ params, viewer }) => {
    const owner = await readFeedOwner(table, hashToken(params.token.replace(/\.ics$/u, "")));
    if (!owner) throw noLink();
    const { familyCode } = owner;
    const from = addDays(localDate(clock()), -pastDays);
    const [all, days, latest, guardianId] = await Promise.all([
      // A calendar that comes back in some hours need not see the last second: half the price.
      readChildren(table, familyCode),
      readFamilyDays(table, familyCode, { from, consistent: false }),
      catalogue.latest(),
      owner.guardianId ?? makerOf(table, owner),
    ]);
    if (!guardianId) throw noLink();
    // A link shows what its maker may know, at each fetch.
    const children = all.filter((child) => mayKnow(child, guardianId));
    const facts = { familyCode, children, slots: slotsOf(latest, schoolZone), portal: viewer.portal };
    return { body: icalendar({ name: feedName, events: calendarEvents(days, facts) }) };
  };
