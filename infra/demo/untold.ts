/** Some families of the demo town that no mail reaches, and what they have not been told: for « Non prévenus ». */
import { bookingLines } from "../../functions/booking/mail-lines.ts";
import type { Catalogue } from "../../functions/catalogue/rules/catalogue.ts";
import { hasAddress } from "../../functions/family/rules/family.ts";
import type { Instant } from "../../functions/kernel/ids.ts";
import { localDate } from "../../functions/kernel/time.ts";
import { tellOnce } from "../../functions/mail/outbox.ts";
import type { Table } from "../../functions/table/table.ts";
import type { DemoFamily } from "./families.ts";
import type { DemoBooking } from "./occupancy.ts";

const most = 4;

interface Scene {
  readonly catalogue: Catalogue;
  readonly families: readonly DemoFamily[];
  readonly bookings: readonly DemoBooking[];
  /** When the office acted. */
  readonly at: Instant;
}

/** The office has cancelled a day of each of them. Told once, however often the town is loaded. */
export async function leaveUntold(table: Table, { catalogue, families, bookings, at }: Scene): Promise<void> {
  const unreached = families.filter(({ household, children }) => !hasAddress(household) && children.length > 0);
  for (const { household, children } of unreached.slice(0, most)) {
    const past = bookings.find(
      ({ wanted }) => wanted.familyCode === household.code && wanted.date < localDate(at),
    )?.wanted;
    if (!past) continue;
    const child = (): (typeof children)[number] | null => children.find(({ id }) => id === past.childId) ?? null;
    await tellOnce(
      table,
      { familyCode: household.code, about: [past.childId], mailId: `demo-${past.date}` },
      {
        kind: "acted",
        facts: {
          act: "cancelled",
          reason: "Sortie scolaire ce jour-là",
          lines: bookingLines(catalogue, { child }, [past]),
        },
      },
      at,
    );
  }
}
