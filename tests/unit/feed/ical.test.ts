/** The calendar read back by another's parser (ical.js), which knows none of our code. */
import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { emptyChildDay, type ChildDay, type UnitState } from "../../../functions/booking/rules/child-day.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import { id, type UnitKey } from "../../../functions/kernel/ids.ts";
import { slotsOf } from "../../../functions/booking/rules/slots.ts";
import { addDays, localToInstant } from "../../../functions/kernel/time.ts";
import { calendarEvents } from "../../../functions/feed/calendar-events.ts";
import { fold, icalendar, type CalendarEvent } from "../../../functions/feed/rules/ical.ts";
import { nearClockChange, time } from "../booking/arbitraries.ts";
import { day, instant, lou, site, wednesdays } from "../catalogue/samples.ts";

const event: CalendarEvent = {
  uid: "a@portail-famille",
  sequence: 3,
  changedAt: instant("2026-11-23T08:00:00Z"),
  date: day("2026-12-09"),
  from: "08:00",
  to: "18:00",
  status: "CONFIRMED",
  busy: true,
  summary: "Léa – Journée",
  location: "Les Tilleuls, Pithiviers",
  description: "Mercredis\nRéservé.",
  url: "https://portail.example.fr/mes-reservations",
};

function parsed(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return { calendar, events: calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component)) };
}
const valueOf = (component: ICAL.Component, name: string): string => String(component.getFirstPropertyValue(name));

describe("A calendar", () => {
  test("says its name, its zone and when to come back", () => {
    const { calendar } = parsed(icalendar({ name: "Réservations", events: [] }));
    expect(
      ["version", "method", "x-wr-calname", "name", "refresh-interval", "x-published-ttl"].map((name) =>
        valueOf(calendar, name),
      ),
    ).toEqual(["2.0", "PUBLISH", "Réservations", "Réservations", "PT4H", "PT4H"]);
    expect(calendar.getAllSubcomponents("vtimezone").map((zone) => valueOf(zone, "tzid"))).toEqual(["Europe/Paris"]);
  });

  test("gives every word back as it was, whatever it contains", () => {
    const word = fc
      .string({ unit: "grapheme", maxLength: 120 })
      .filter((text) => !/\p{Cc}/u.test(text) && text === text.trim());
    fc.assert(
      fc.property(word, word, word, (summary, location, description) => {
        const {
          events: [one],
        } = parsed(icalendar({ name: "x", events: [{ ...event, summary, location, description }] }));
        expect([one?.summary, one?.location, one?.description].map((text) => text ?? "")).toEqual([
          summary,
          location,
          description,
        ]);
      }),
    );
    const {
      events: [injected],
    } = parsed(icalendar({ name: "x", events: [{ ...event, summary: "a\r\nSTATUS:CANCELLED\nb\u0007" }] }));
    expect(injected?.summary).toBe("a\nSTATUS:CANCELLED\nb");
    expect(injected && valueOf(injected.component, "status")).toBe("CONFIRMED");
  });

  test("writes lines of 75 bytes at most, and never cuts a character", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 400 }).filter((text) => !/[\r\n]/u.test(text)),
        (line) => {
          const pieces = fold(line).split("\r\n");
          for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75);
          expect(pieces.map((piece, index) => (index === 0 ? piece : piece.slice(1))).join("")).toBe(line);
        },
      ),
    );
    expect(
      icalendar({ name: "x", events: [event] })
        .split("\r\n")
        .filter((line) => line.includes("\n")),
    ).toEqual([]);
  });

  test("means the same moments as our own clock, around both clock changes", () => {
    fc.assert(
      fc.property(nearClockChange, time, (date, from) => {
        // The hour that comes twice is read as its first by the standard and as its last by us; no activity is at
        // night.
        fc.pre(from >= "04:00");
        const {
          events: [one],
        } = parsed(icalendar({ name: "x", events: [{ ...event, date, from, to: "23:59" }] }));
        expect(one?.startDate.zone.tzid).toBe("Europe/Paris");
        expect(one?.startDate.toJSDate().toISOString().slice(0, 19)).toBe(localToInstant(date, from).slice(0, 19));
      }),
      { numRuns: 300 },
    );
  });
});

const unit: UnitKey = `${wednesdays.id}/${id("UnitId", "journee")}`;
const slots = slotsOf({ sites: [site], activities: [wednesdays], calendars: zoneB }, "B");
const facts = {
  familyCode: id("FamilyCode", "ABC4821"),
  children: [lou],
  slots,
  portal: "https://portail.example.fr",
};
const claim = { requestToken: "a", pools: [] };
const state = (more: Partial<UnitState>): UnitState => ({
  siteId: site.id,
  generation: 0,
  status: "booked",
  requestToken: "a",
  at: instant("2026-11-23T08:00:00Z"),
  spent: [],
  ...more,
});
const dayWith = (more: Partial<UnitState>, revision = 1): ChildDay => ({
  ...emptyChildDay(lou.id, day("2026-12-09")),
  revision,
  units: new Map([[unit, state(more)]]),
});
const only = (childDay: ChildDay): CalendarEvent | undefined => calendarEvents([childDay], facts)[0];

describe("A booking in a calendar", () => {
  test.each([
    ["booked", { claim }, "CONFIRMED", true, "Lou – journee"],
    [
      "absent",
      { claim, absence: { kind: "justified" as const, at: event.changedAt, by: id("Login", "ABC4821") } },
      "CONFIRMED",
      false,
      "Lou – journee (absence déclarée)",
    ],
    ["to be approved", { claim, status: "pending" as const }, "TENTATIVE", false, "Lou – journee (à valider)"],
    [
      "offered",
      { claim, status: "offered" as const, until: instant("2026-11-24T08:00:00Z") },
      "TENTATIVE",
      false,
      "Lou – journee (place à accepter)",
    ],
    ["waiting", { status: "waiting" as const, arrival: 1 }, "TENTATIVE", false, "Lou – journee (liste d’attente)"],
    [
      "off the waiting list",
      { status: "none" as const, generation: 1, waited: true as const },
      "CANCELLED",
      false,
      "Lou – journee (liste d’attente quittée)",
    ],
    ["given up", { status: "none" as const, generation: 1, was: claim }, "CANCELLED", false, "Lou – journee (annulé)"],
  ])("%s", (_, more, status, busy, summary) => {
    expect(only(dayWith(more))).toMatchObject({
      status,
      busy,
      summary,
      location: "Les Tilleuls, Pithiviers",
      from: "08:00",
      to: "18:00",
    });
  });

  test("that was never there is not shown, nor one of a child or a unit that is gone", () => {
    expect(
      calendarEvents(
        [
          dayWith({ status: "none" }),
          { ...dayWith({}), childId: id("ChildId", "E9") },
          {
            ...dayWith({}),
            units: new Map<UnitKey, UnitState>([[`${wednesdays.id}/${id("UnitId", "parti")}`, state({})]]),
          },
        ],
        facts,
      ),
    ).toEqual([]);
  });

  test("keeps its name from booking to cancellation and back, with a sequence that grows", () => {
    const life = [
      dayWith({ claim }, 1),
      dayWith({ status: "none", generation: 1, was: claim }, 2),
      dayWith({ claim, generation: 1 }, 3),
    ].map(only);
    expect(new Set(life.map((one) => one?.uid)).size).toBe(1);
    expect(life.map((one) => one?.sequence)).toEqual([1, 2, 3]);
    expect(only({ ...dayWith({ claim }), date: addDays(day("2026-12-09"), 7) })?.uid).not.toBe(life[0]?.uid);
  });

  test("stands where it stood, in whatever order records and their units were read", () => {
    const units = ["matin", "apres-midi"].map((name, rank): [UnitKey, UnitState] => [
      `${wednesdays.id}/${id("UnitId", name)}`,
      state({ claim, generation: rank }),
    ]);
    const days = ["2026-12-09", "2027-01-06"].map((date) => ({
      ...dayWith({}),
      date: day(date),
      units: new Map(units),
    }));
    const turned = days.toReversed().map((one) => ({ ...one, units: new Map([...units].reverse()) }));
    const textOf = (read: readonly ChildDay[]): string => icalendar({ name: "x", events: calendarEvents(read, facts) });
    expect(calendarEvents(days, facts)).toHaveLength(4);
    expect(textOf(turned)).toBe(textOf(days));
  });

  test("names a child by the first name alone, and no family", () => {
    const text = icalendar({ name: "x", events: calendarEvents([dayWith({ claim })], facts) });
    expect(text).not.toMatch(/Durand|ABC4821|2018/u);
  });
});
