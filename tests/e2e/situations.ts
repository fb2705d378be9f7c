/**
 * Situations that take a write, or another family: made as the site itself makes them, through the API, and told by
 * what they are about.
 */
import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { bookingLook } from "../../functions/booking/contract/look.ts";
import { basketAnswer, type BookingLine, type LineAnswer } from "../../functions/booking/contract/basket.ts";
import type { BookingView } from "../../functions/booking/contract/booking-view.ts";
import { visit } from "./browser.ts";
import type { PortalFacts } from "./command.ts";
import { longDay, openActivities, readApi, readGrid, signIn } from "./steps.ts";

type FamilyFacts = Pick<PortalFacts["demo"]["signIns"][number], "login" | "password">;

const listAnswer = bookingLook["booking.list"].answer;

/** Everything that the family has, past and to come. */
export const bookingsOf = async (page: Page): Promise<readonly BookingView[]> =>
  listAnswer.parse(await readApi(page, "/api/bookings?from=2026-01-01&to=2029-12-31")).bookings;

export const isThat =
  (wanted: BookingLine) =>
  ({ childId, activityId, unitId, date }: BookingView): boolean =>
    childId === wanted.childId && activityId === wanted.activityId && unitId === wanted.unitId && date === wanted.date;

/** Sends lines as the page would, in one basket, and returns their answers. */
async function sendAll(page: Page, path: string, lines: readonly object[]): Promise<readonly LineAnswer[]> {
  const body = JSON.stringify({ idempotencyKey: randomUUID(), lines });
  const answered: unknown = await page.evaluate(
    async ([address, text]) =>
      (
        await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: text })
      ).json() as Promise<unknown>,
    [path, body] as const,
  );
  return basketAnswer.parse(answered).lines;
}

async function send(page: Page, path: string, line: object): Promise<LineAnswer> {
  const [answer] = await sendAll(page, path, [line]);
  if (!answer) throw new Error("A line was sent and no line was answered");
  return answer;
}

export const book = (page: Page, line: BookingLine): Promise<LineAnswer> => send(page, "/api/bookings", line);
export const waitFor = (page: Page, line: BookingLine): Promise<LineAnswer> =>
  send(page, "/api/bookings", { ...line, ifFull: "wait" });
export const giveUp = (page: Page, line: BookingLine): Promise<LineAnswer> =>
  send(page, "/api/bookings/cancellations", line);
export const declareAbsent = (page: Page, line: BookingLine): Promise<LineAnswer> =>
  send(page, "/api/bookings/absences", { ...line, kind: "justified" });

/** The line alone, of whatever carries it. */
export const lineOf = ({ childId, activityId, unitId, date }: BookingLine): BookingLine => ({
  childId,
  activityId,
  unitId,
  date,
});

/** Whatever the family has booked is given up, what goes together at once: another journey may have come before. */
export async function giveUpAll(page: Page): Promise<void> {
  const booked = (await bookingsOf(page)).filter(({ past }) => !past);
  for (const activity of new Set(booked.map(({ activityId }) => activityId))) {
    const lines = booked.filter(({ activityId }) => activityId === activity).map(lineOf);
    await sendAll(page, "/api/bookings/cancellations", lines);
  }
  expect(await bookingsOf(page)).toEqual([]);
}

export interface Possible {
  readonly line: BookingLine;
  readonly child: string;
  /** `mercredi 2 décembre`. */
  readonly day: string;
  readonly activity: string;
  readonly unit: string;
  readonly places: number | undefined;
}

/** Every cell of a Wednesday in which the family may book something, whatever the site and the unit. */
export async function possible(page: Page): Promise<readonly Possible[]> {
  const activities = await openActivities(page);
  const grids = await Promise.all(activities.map(({ id }) => readGrid(page, id)));
  return grids.flatMap(({ activity, children, days }) =>
    days.flatMap(({ date, cells }) =>
      cells.flatMap((units, row) =>
        units.flatMap((cell, column): Possible[] => {
          const [child, unit] = [children[row], activity.units[column]];
          return cell.state === "free" && child && unit
            ? [
                {
                  line: { childId: child.id, activityId: activity.id, unitId: unit.id, date },
                  child: child.firstName,
                  day: longDay(date),
                  activity: activity.name,
                  unit: unit.name,
                  places: cell.places,
                },
              ]
            : [];
        }),
      ),
    ),
  );
}

export interface Full extends Omit<Possible, "places"> {
  readonly siteId: string;
}

/** A cell of a full Wednesday away from Les Tilleuls, where nobody waits in the demo: the child may wait there. */
export async function fullDay(page: Page): Promise<Full> {
  for (const { id } of await openActivities(page)) {
    const { activity, children, days } = await readGrid(page, id);
    if (activity.siteId === "tilleuls") continue;
    for (const { date, cells } of days)
      for (const [row, units] of cells.entries())
        for (const [column, cell] of units.entries()) {
          const [child, unit] = [children[row], activity.units[column]];
          if (cell.state === "refused" && cell.mayWait && child && unit)
            return {
              line: { childId: child.id, activityId: activity.id, unitId: unit.id, date },
              child: child.firstName,
              day: longDay(date),
              activity: activity.name,
              unit: unit.name,
              siteId: activity.siteId,
            };
        }
  }
  throw new Error("No day of the demo town is full away from Les Tilleuls");
}

/** A cell whose day has one place left. */
export async function lastPlace(page: Page): Promise<Possible> {
  const found = (await possible(page)).find(({ places }) => places === 1);
  if (!found) throw new Error("No day of the demo town has exactly one place left");
  return found;
}

/** Does something as another family, in a browser of its own. */
export async function asFamily<T>(
  page: Page,
  portal: string,
  family: FamilyFacts,
  work: (other: Page) => Promise<T>,
): Promise<T> {
  const browser = page.context().browser();
  if (!browser) throw new Error("The page has no browser");
  const other = await visit(browser, portal);
  try {
    await signIn(other.page, family);
    return await work(other.page);
  } finally {
    await other.close();
  }
}

/**
 * A place offered to the family of `page`, which waited for it, since another one gave it up: what the waiting list
 * does by itself.
 */
export async function getOffer(page: Page, portal: string, other: FamilyFacts): Promise<Possible> {
  return asFamily(page, portal, other, async (holder) => {
    const taken = await lastPlace(holder);
    expect((await book(holder, taken.line)).outcome).toBe("booked");
    const [child] = listAnswer.parse(await readApi(page, "/api/bookings?from=2026-01-01&to=2026-01-02")).children;
    if (!child) throw new Error("The family has no child");
    const line = { ...taken.line, childId: child.id };
    expect(await waitFor(page, line)).toMatchObject({ outcome: "waiting", position: 1 });
    expect((await giveUp(holder, taken.line)).outcome).toBe("cancelled");
    await expect
      .poll(async () => (await bookingsOf(page)).find(isThat(line))?.status, { timeout: 20_000 })
      .toBe("offered");
    return { ...taken, line, child: child.firstName };
  });
}
