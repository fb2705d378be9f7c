/**
 * A child or its household has changed: the rosters of the days to come call it by its new name, and give the new
 * telephone. Judged by what the table says now, so that changes may come late, twice or out of order.
 */
import type { Clock } from "../../kernel/clock.ts";
import { localDate } from "../../kernel/time.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { readPeople } from "../../family/store/people.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Table } from "../../table/table.ts";
import { readFamilyDays } from "../store/child-days.ts";
import { cardAmong, placesAt, showCard, sitesOf } from "../store/roster.ts";
import { familyOf } from "./repair-from-stream.ts";

interface CardDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** What cards are made of. */
const shown = ["firstName", "lastName", "birthDate", "grade", "guardians", "shutOut"] as const;

/** Writes at once. */
const width = 10;

/** Renews the cards of a family's children, or of the one that has changed. */
export async function renewCards(
  { table, clock }: CardDependencies,
  record: StreamRecord & { readonly after: NonNullable<StreamRecord["after"]> },
): Promise<void> {
  const { after, before, entity } = record;
  // A new family has booked nothing yet.
  if (!before || shown.every((name) => JSON.stringify(before[name]) === JSON.stringify(after[name]))) return;
  const familyCode = familyOf(record);
  const days = await readFamilyDays(table, familyCode, { from: localDate(clock()) });
  const rows = days
    .filter(({ childId }) => entity === "household" || childId === after["id"])
    .flatMap((day) =>
      [...sitesOf(day)]
        .filter((siteId) => placesAt(day, siteId).size > 0)
        .map((siteId) => ({ siteId, familyCode, date: day.date, childId: day.childId })),
    );
  const people = await readPeople(table, rows, { consistent: true });
  await inParallel(rows, width, async (key) => {
    const card = cardAmong(people, key);
    if (card) await showCard(table, key, card);
  });
}
