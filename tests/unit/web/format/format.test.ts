import { describe, expect, it } from "vitest";
import { id, type Instant, type PlainDate } from "../../../../functions/kernel/ids.ts";
import {
  addDays,
  groupBy,
  isoWeek,
  monthEnd,
  monthStart,
  weekday,
  weeksOfMonth,
} from "../../../../web/shared/format/calendar.ts";
import {
  clockTime,
  dateOnly,
  dayInYear,
  datedMoment,
  dayOf,
  duration,
  fullDay,
  longDay,
  longMoment,
  shortDay,
  shortMoment,
  timeLeft,
  tinyMoment,
} from "../../../../web/shared/format/dates.ts";
import {
  count,
  listed,
  nameCase,
  phoneLink,
  phoneNumber,
  searchable,
  siteBeside,
} from "../../../../web/shared/format/text.ts";

const day = (text: string): PlainDate => id("PlainDate", text);
const at = (text: string): Instant => id("Instant", text);
/** Non-breaking spaces are part of what is asked: written `_` here to be seen. */
const seen = (text: string | null): string | undefined => text?.replaceAll("\u00a0", "_");

describe("dates in French", () => {
  it("keeps day and month together and writes 1er", () => {
    const now = at("2026-11-23T10:00:00Z");
    expect(seen(longDay(day("2026-11-03"), now))).toBe("mardi 3_novembre");
    expect(seen(longDay(day("2026-12-01"), now))).toBe("mardi 1er_décembre");
    expect(seen(fullDay(day("2027-02-21")))).toBe("dimanche 21_février 2027");
    expect(seen(dateOnly(day("2026-11-11")))).toBe("11_novembre 2026");
    expect(seen(shortDay(day("2026-11-04"), now))).toBe("mer. 4_nov.");
    expect(seen(dayInYear(day("2027-01-06")))).toBe("mer. 6_janv.");
  });

  it("writes hours as 8 h 30 and full hours as 12 h", () => {
    expect(seen(clockTime("08:30"))).toBe("8_h_30");
    expect(seen(clockTime("12:00"))).toBe("12_h");
    expect(seen(datedMoment(id("Instant", "2026-12-01T09:05:00Z")))).toBe("1er_décembre 2026 à_10_h_05");
  });
  it("tells a wait to the second", () => {
    expect([1, 45, 60, 245].map((seconds) => seen(duration(seconds)))).toEqual([
      "1_seconde",
      "45_secondes",
      "1_minute 00",
      "4_minutes 05",
    ]);
  });

  it("shows moments in the town's zone, on both sides of a clock change", () => {
    const now = at("2026-11-23T10:00:00Z");
    expect(seen(longMoment(at("2026-12-07T09:00:00Z"), now))).toBe("lundi 7_décembre à_10_h");
    expect(seen(longMoment(at("2026-07-07T08:00:00Z"), now))).toBe("mardi 7_juillet à_10_h");
    expect(seen(shortMoment(at("2026-12-12T22:59:00Z"), now))).toBe("sam. 12_déc., 23_h_59");
    expect(dayOf(at("2026-11-30T23:30:00Z"))).toBe("2026-12-01");
  });

  it("says the month and the year where they are not the present ones", () => {
    const now = at("2026-12-18T10:00:00Z");
    expect(seen(tinyMoment(at("2026-12-20T09:00:00Z"), now))).toBe("dim. 20, 10_h");
    expect(seen(tinyMoment(at("2026-11-20T09:00:00Z"), now))).toBe("ven. 20_nov., 10_h");
    expect(seen(tinyMoment(at("2027-01-20T09:00:00Z"), now))).toBe("mer. 20_janv. 2027, 10_h");
    expect(seen(longMoment(at("2027-08-18T10:00:00Z"), now))).toBe("mercredi 18_août 2027 à_12_h");
    expect(seen(longDay(day("2027-07-05"), now))).toBe("lundi 5_juillet 2027");
    expect(seen(shortDay(day("2027-01-01"), now))).toBe("ven. 1er_janv. 2027");
    // The year is that of the town's clocks.
    expect(seen(longDay(day("2027-01-01"), at("2026-12-31T23:30:00Z")))).toBe("vendredi 1er_janvier");
    expect(seen(longDay(day("2027-01-01"), at("2026-12-31T22:30:00Z")))).toBe("vendredi 1er_janvier 2027");
    expect(seen(longMoment(at("2026-12-31T23:30:00Z"), now))).toBe("vendredi 1er_janvier 2027 à_0_h_30");
  });

  it.each([
    ["2026-11-23T10:00:30Z", "1_minute"],
    ["2026-11-23T10:25:00Z", "25_minutes"],
    ["2026-11-23T15:20:00Z", "5_h_20"],
    ["2026-11-24T10:00:00Z", "1_jour"],
    ["2026-11-26T09:00:00Z", "2_jours"],
  ])("time left until %s is %s", (until, words) =>
    expect(seen(timeLeft(at("2026-11-23T10:00:00Z"), at(until)))).toBe(words),
  );

  it("says nothing of a moment that has passed", () =>
    expect(timeLeft(at("2026-11-23T10:00:00Z"), at("2026-11-23T10:00:00Z"))).toBeNull());
});

describe("calendar", () => {
  it("numbers weeks as ISO does, across the turn of the year", () => {
    expect(isoWeek(day("2026-11-25"))).toBe(48);
    expect(isoWeek(day("2026-12-31"))).toBe(53);
    expect(isoWeek(day("2027-01-03"))).toBe(53);
    expect(isoWeek(day("2027-01-04"))).toBe(1);
  });

  it("counts Monday first", () => expect([weekday(day("2026-11-23")), weekday(day("2026-11-29"))]).toEqual([1, 7]));
  it("knows the ends of months", () => {
    expect(monthEnd(day("2028-02-10"))).toBe("2028-02-29");
    expect(monthStart(day("2026-12-31"), 1)).toBe("2027-01-01");
    expect(monthStart(day("2027-01-31"), -1)).toBe("2026-12-01");
    expect(addDays(day("2027-03-27"), 2)).toBe("2027-03-29");
  });

  it("covers a month with whole weeks", () => {
    const weeks = weeksOfMonth(day("2026-11-15"));
    expect(weeks[0]?.[0]).toBe("2026-10-26");
    expect(weeks.at(-1)?.at(-1)).toBe("2026-12-06");
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });

  it("groups neighbours only", () =>
    expect(groupBy(["a1", "a2", "b1", "a3"], (item) => item.charAt(0)).map(({ items }) => items.length)).toEqual([
      2, 1, 1,
    ]));
});

describe("words", () => {
  it("starts plurals at two", () =>
    expect([0, 1, 2].map((number) => seen(count(number, "place")))).toEqual(["0_place", "1_place", "2_places"]));
  it("lists names", () =>
    expect([listed([]), listed(["Léa"]), listed(["Léa", "Tom"]), listed(["Léa", "Tom", "Zoé"])]).toEqual([
      "",
      "Léa",
      "Léa et Tom",
      "Léa, Tom et Zoé",
    ]));
  it("gives imported names their case back, and leaves others alone", () => {
    expect(nameCase("MARTIN-DUPONT")).toBe("Martin-Dupont");
    expect(nameCase("D’HERBOUVILLE")).toBe("D’Herbouville");
    expect(nameCase("ÉVRARD")).toBe("Évrard");
    expect(nameCase("McDonald")).toBe("McDonald");
  });
  it("writes French phone numbers by pairs, and dials them whole", () => {
    expect(seen(phoneNumber("+33238320631"))).toBe("02_38_32_06_31");
    expect(seen(phoneNumber("02.38.32.06.31"))).toBe("02_38_32_06_31");
    expect(phoneNumber("+41 22 000 00 00")).toBe("+41 22 000 00 00");
    expect(phoneLink("02 38 32 06 31")).toBe("tel:+33238320631");
  });
  it("searches without accents", () => expect(searchable("Zoé ÉVRARD")).toBe("zoe evrard"));
});

describe("the site beside an activity", () => {
  it("is left out when the name already says it", () => {
    expect(siteBeside("Mercredis aux Tilleuls", "Les Tilleuls")).toBeNull();
    expect(siteBeside("Mercredis", "Les Tilleuls")).toBe("Les Tilleuls");
  });
});
