/**
 * Days of a closure are open again: families from whom it took something on them are told, once a family. Nothing is booked
 * again for them: who needs the day still says so.
 */
import { bookingLines } from "../../booking/mail-lines.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { readPeople } from "../../family/store/people.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { Table } from "../../table/table.ts";
import type { StandingClosure } from "../store/closures.ts";
import { editionOf, readClosureProgress, roundOf } from "../store/progress.ts";
import { readClosedByFamily } from "../store/taken.ts";

interface TellReopenedDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
}

/** `takenBack`: the decision does not stand any more; else it closes fewer days. */
export async function tellReopened(
  { table, catalogue: cache, clock }: TellReopenedDependencies,
  was: StandingClosure,
  dates: readonly PlainDate[],
  { takenBack }: { readonly takenBack: boolean },
): Promise<void> {
  const today = localDate(clock());
  const open = new Set(dates.filter((date) => date >= today));
  if (open.size === 0) return;
  const { siteId, id } = was;
  const [catalogue, progress] = await Promise.all([cache.latest(), readClosureProgress(table, siteId, id)]);
  // Taking it back began another round: what was taken before belongs to the one that is over.
  const round = Math.max(0, (progress?.round ?? 0) - (takenBack ? 1 : 0));
  const siteName = catalogue.sites.find((site) => site.id === siteId)?.name ?? siteId;
  for await (const [familyCode, all] of readClosedByFamily(table, siteId, id)) {
    const lost = all.filter(({ date, edition }) => open.has(date) && roundOf(edition) === round);
    if (lost.length === 0) continue;
    const people = await readPeople(table, lost);
    await tellOnce(
      table,
      { familyCode, about: lost.map(({ childId }) => childId), mailId: `reopened-${id}-${editionOf(was, { round })}` },
      { kind: "reopened", facts: { siteName, lost: bookingLines(catalogue, people, lost) } },
      clock(),
    );
  }
}
