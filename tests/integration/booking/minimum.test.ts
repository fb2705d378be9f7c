/**
 * Days that go together, through the use cases and on the table: a basket is judged by what it would leave, all of it is
 * obtained or none, two parents at once cannot do together what neither could alone.
 */
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { BasketAnswer, WishLine } from "../../../functions/booking/contract/basket.ts";
import { bookingOfficeUseCases } from "../../../functions/booking/use-cases/office.ts";
import { inTurn } from "../../../functions/booking/store/turn.ts";
import { Busy } from "../../../functions/kernel/busy.ts";
import { readChildDays } from "../../../functions/booking/store/child-days.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import type { Activity, Catalogue, Minimum } from "../../../functions/catalogue/rules/catalogue.ts";
import { instantOf } from "../../../functions/kernel/clock.ts";
import { id, type ActivityId, type FamilyCode, type Instant, type PlainDate } from "../../../functions/kernel/ids.ts";
import { inconsistencies } from "./consistency.ts";
import { comeToRest, tableFollower } from "./stream.ts";
import { town as settings } from "../../support/town.ts";
import { diesAt } from "./faults.ts";
import {
  activityId as wednesdaysId,
  catalogueWith,
  child,
  familyCode,
  guardian,
  guardianOf,
  line,
  monday,
  newKey,
  openWorld,
  putFamily,
  shell,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "./support.ts";

const activityIds = {
  three: id("ActivityId", "trois-jours"),
  whole: id("ActivityId", "semaines"),
  camp: id("ActivityId", "camp"),
  free: id("ActivityId", "libre"),
  lessons: id("ActivityId", "ecole-de-sport"),
} as const;
const february = (date: string): PlainDate => id("PlainDate", `2027-02-${date}`);
const weekDays = ["22", "23", "24", "25", "26"];
/** The office acts by the same rules, but this one: `town` is brought in anew where a test changes it. */
function town(minimums: Partial<Record<keyof typeof activityIds, Minimum>> = {}): Catalogue {
  const {
    sites,
    activities: [base],
    calendars,
  } = catalogueWith(3, 20);
  const holidays = (which: keyof typeof activityIds, minimum: Minimum | undefined, places = 3): Activity => ({
    ...base!,
    id: activityIds[which],
    kind: "holidays",
    name: which,
    from: february("22"),
    to: id("PlainDate", "2027-03-05"),
    effectiveFrom: february("22"),
    runs: { weekdays: [1, 2, 3, 4, 5], during: "holidays", onBridgeDays: true },
    ...(minimum ? { minimum } : {}),
    units: base!.units
      .filter(({ id: unitId }) => unitId === unitIds.day || (unitId === unitIds.morning && which === "three"))
      .map((unit) => ({ ...unit, places })),
  });
  return {
    sites,
    calendars,
    activities: [
      base!,
      holidays("three", minimums.three ?? { days: 3, per: "week" }),
      holidays("whole", minimums.whole ?? { days: "all", per: "week" }),
      { ...holidays("camp", minimums.camp ?? { days: "all", per: "activity" }), to: february("26") },
      holidays("free", minimums.free),
      // Two weekdays of the weeks between the winter holidays and those of April.
      {
        ...holidays("lessons", { days: "weekday", per: "activity" }),
        kind: "eveningCare",
        from: id("PlainDate", "2027-03-08"),
        to: id("PlainDate", "2027-04-16"),
        effectiveFrom: id("PlainDate", "2027-03-08"),
        runs: { weekdays: [1, 2], during: "schoolTime", onBridgeDays: false },
      },
    ],
  };
}

let world: World;
let code: FamilyCode;
let now: Instant = monday;
let families = 0;
beforeEach(async () => {
  world = await openWorld(town());
  now = monday;
  code = familyCode((families += 1));
  await putFamily(world.table, code, 2);
});
afterEach(() => world.end());

const own = async (of: FamilyCode = code, table = world.table) => guardian(await useCasesOver(table, () => now), of);
const on = (which: ActivityId, date: string, number = 1, unitId = unitIds.day): WishLine => ({
  ...line(number, february(date), unitId),
  activityId: which,
});
const inWeek = (which: ActivityId, dates: readonly string[] = weekDays, number = 1): readonly WishLine[] =>
  dates.map((date) => on(which, date, number));
const giveUp = (one: WishLine): WishLine => ({ ...one, giveUp: true });
const outcomes = ({ lines }: Pick<BasketAnswer, "lines">) =>
  lines.map(({ outcome, refusal }) => refusal?.code ?? outcome);
const sentence = ({ lines }: BasketAnswer): string | undefined =>
  lines.find(({ refusal }) => refusal)?.refusal?.sentence.replaceAll("\u00A0", " ");
const all = (outcome: string, times = 5) => Array.from({ length: times }, () => outcome);
/** Days of the week that the child has booked. */
async function booked(which: ActivityId, of: FamilyCode = code, number = 1): Promise<readonly string[]> {
  const keys = weekDays.map((date) => ({ familyCode: of, childId: child(number), date: february(date) }));
  const dayOf = await readChildDays(world.table, keys);
  return keys
    .filter((key) =>
      [...dayOf(key).units].some(([unit, { status }]) => status === "booked" && unit.startsWith(`${which}/`)),
    )
    .map(({ date }) => date.slice(8));
}
const siteDays = [...weekDays, "28"].map((date) => ({ siteId, date: february(date) }));
const agree = async () => expect(await inconsistencies(world.table, siteDays)).toEqual([]);
/** Takes a place of that day, as the office does. */
async function office(of: FamilyCode, act: "book" | "cancel", lines: readonly WishLine[]): Promise<BasketAnswer> {
  const catalogue = catalogueCache(
    () => readCatalogue(world.table),
    () => now,
  );
  const useCases = bookingOfficeUseCases({
    table: world.table,
    catalogue,
    clock: () => now,
    schoolZone: "B",
    town: settings,
  });
  const call = {
    ...shell,
    session: { role: "staff", login: id("Login", "AGENT.TEST"), displayName: "Agent" } as never,
    params: { familyCode: of },
    body: { idempotencyKey: newKey(), reason: "Demande au guichet", lines: [...lines] },
  };
  return (await useCases[act === "book" ? "booking.bookForFamily" : "booking.cancelForFamily"](call)).body;
}
async function fill(which: ActivityId, date: string, places = 3): Promise<readonly FamilyCode[]> {
  const others = Array.from({ length: places }, () => familyCode((families += 1)));
  for (const other of others) {
    await putFamily(world.table, other);
    expect(outcomes(await office(other, "book", [on(which, date)]))).toEqual(["booked"]);
  }
  return others;
}
const empty = async (which: ActivityId, date: string, others: readonly FamilyCode[]) => {
  for (const other of others) await office(other, "cancel", [on(which, date)]);
};

describe("Three days a week at least", () => {
  test("fewer are refused with what is missing, three are booked, each child for itself", async () => {
    const family = await own();
    const two = await family.book(inWeek(activityIds.three, ["22", "23"]));
    expect(outcomes(two)).toEqual(["minimum", "minimum"]);
    expect(sentence(two)).toBe(
      "Réservation de 3 jours au moins par semaine. Pour la semaine du lundi 22 février 2027, Lou1 n’en aurait que 2 sur 3 : ajoutez 1 jour, ou retirez ceux-ci.",
    );
    expect(
      outcomes(
        await family.book([
          ...inWeek(activityIds.three, ["22", "24", "26"]),
          ...inWeek(activityIds.three, ["22", "24"], 2),
        ]),
      ),
    ).toEqual(["booked", "booked", "booked", "minimum", "minimum"]);
    expect(await booked(activityIds.three)).toEqual(["22", "24", "26"]);
    // One more beside three needs no company.
    expect(outcomes(await family.book([on(activityIds.three, "25")]))).toEqual(["booked"]);
    await agree();
  });

  test("given up one by one it stops at three; in one basket with another day it moves on; all of it goes", async () => {
    const family = await own();
    await family.book(inWeek(activityIds.three, ["22", "23", "24", "25"]));
    expect(outcomes(await family.cancel([on(activityIds.three, "22")]))).toEqual(["cancelled"]);
    const refused = await family.cancel([on(activityIds.three, "23")]);
    expect(outcomes(refused)).toEqual(["minimum"]);
    expect(sentence(refused)).toContain("il ne resterait à Lou1 que 2 jours sur 3");
    expect(sentence(refused)).toContain("annulez-les tous");
    expect(outcomes(await family.book([giveUp(on(activityIds.three, "23")), on(activityIds.three, "26")]))).toEqual([
      "cancelled",
      "booked",
    ]);
    expect(await booked(activityIds.three)).toEqual(["24", "25", "26"]);
    // Another unit of the same day, in one basket: the day goes on counting.
    expect(
      outcomes(
        await family.book([giveUp(on(activityIds.three, "24")), on(activityIds.three, "24", 1, unitIds.morning)]),
      ),
    ).toEqual(["cancelled", "booked"]);
    expect(
      outcomes(
        await family.cancel([
          on(activityIds.three, "24", 1, unitIds.morning),
          ...inWeek(activityIds.three, ["25", "26"]),
        ]),
      ),
    ).toEqual(["cancelled", "cancelled", "cancelled"]);
    await agree();
  });

  test("a day moves within the week, and not out of it", async () => {
    const family = await own();
    await family.book(inWeek(activityIds.three, ["22", "23", "24"]));
    const move = (date: string, to: PlainDate) =>
      family.change([{ ...on(activityIds.three, date), to: { unitId: unitIds.day, date: to } }]);
    expect(outcomes(await move("22", february("26")))).toEqual(["changed"]);
    expect(outcomes(await move("23", id("PlainDate", "2027-03-01")))).toEqual(["minimum"]);
    expect(await booked(activityIds.three)).toEqual(["23", "24", "26"]);
  });

  test("waits for a day beyond three, not for one of them, and an offer is judged when it is accepted", async () => {
    const others = await fill(activityIds.three, "25");
    const family = await own();
    const waits = (date: string): WishLine => ({ ...on(activityIds.three, date), ifFull: "wait" });
    const alone = await family.book([waits("25")]);
    expect(outcomes(alone)).toEqual(["minimum"]);
    expect(sentence(alone)).toContain("réservez d’abord 3 jours à Lou1");
    expect(outcomes(await family.book([...inWeek(activityIds.three, ["22", "23"]), waits("25")]))).toEqual(
      all("minimum", 3),
    );
    expect(outcomes(await family.book([...inWeek(activityIds.three, ["22", "23", "24"]), waits("25")]))).toEqual([
      "booked",
      "booked",
      "booked",
      "waiting",
    ]);
    await family.cancel(inWeek(activityIds.three, ["22", "23", "24"]));
    await empty(activityIds.three, "25", others);
    const follow = tableFollower(world.table, () => now);
    await comeToRest(follow, world.table, [{ siteId, date: february("25") }], [code, ...others]);
    const lone = await family.accept([on(activityIds.three, "25")]);
    expect(outcomes(lone)).toEqual(["minimum"]);
    await family.book(inWeek(activityIds.three, ["22", "23", "24"]));
    expect(outcomes(await family.accept([on(activityIds.three, "25")]))).toEqual(["accepted"]);
    expect(await booked(activityIds.three)).toEqual(["22", "23", "24", "25"]);
  });
});

describe("A whole week, and a camp in one block", () => {
  test("all of it is booked or nothing, and given up the same way", async () => {
    const family = await own();
    const four = await family.book(inWeek(activityIds.whole, ["22", "23", "25", "26"]));
    expect(outcomes(four)).toEqual(all("minimum", 4));
    expect(sentence(four)).toBe(
      "Réservation à la semaine entière. Pour la semaine du lundi 22 février 2027, il manquerait à Lou1 le mercredi 24 février 2027 : choisissez tous les jours ouverts, ou aucun.",
    );
    expect(outcomes(await family.book(inWeek(activityIds.whole)))).toEqual(all("booked"));
    const one = await family.cancel([on(activityIds.whole, "24")]);
    expect(outcomes(one)).toEqual(["minimum"]);
    expect(sentence(one)).toContain("annulez la semaine entière");
    expect(await booked(activityIds.whole)).toEqual(weekDays);
    expect(outcomes(await family.cancel(inWeek(activityIds.whole)))).toEqual(all("cancelled"));
    expect(await booked(activityIds.whole)).toEqual([]);
    await agree();
  });

  test("a camp is booked as a whole, and one day of it is full for all of them: nobody waits", async () => {
    const others = await fill(activityIds.camp, "24");
    const family = await own();
    const answer = await family.book(inWeek(activityIds.camp).map((one) => ({ ...one, ifFull: "wait" as const })));
    expect(outcomes(answer)).toEqual(["minimum", "minimum", "full", "minimum", "minimum"]);
    expect(await booked(activityIds.camp)).toEqual([]);
    await empty(activityIds.camp, "24", others);
    expect(outcomes(await family.book(inWeek(activityIds.camp)))).toEqual(all("booked"));
    await agree();
  });

  test("the last place of one day, lost while the others are taken, gives them all back", async () => {
    const others = await fill(activityIds.camp, "26", 2);
    const rival = familyCode((families += 1));
    await putFamily(world.table, rival);
    const slow = world.another();
    const family = await own(code, slow.table);
    // The rival comes once this basket has read that there is a place, before it claims the last day's.
    let rivals: Promise<BasketAnswer> | null = null;
    let claims = 0;
    slow.faults.plan(({ name }) => {
      if (name === "UpdateItem" && (claims += 1) === 2) rivals = office(rival, "book", [on(activityIds.camp, "26")]);
      return null;
    });
    const client = slow.table.client;
    client.middlewareStack.add(
      (next) => async (args) => {
        if (rivals) await rivals;
        return next(args);
      },
      { step: "initialize", name: "rival" },
    );
    const answer = await family.book(inWeek(activityIds.camp));
    expect(outcomes(answer)).toEqual(["minimum", "minimum", "minimum", "minimum", "full"]);
    expect(await booked(activityIds.camp)).toEqual([]);
    await empty(activityIds.camp, "26", [...others, rival]);
    await agree();
  });

  test("a day of it that can no longer be given up is asked of the office", async () => {
    const family = await own();
    await family.book(inWeek(activityIds.whole));
    now = instantOf(Date.parse("2027-02-22T12:00:00Z"));
    const refused = await family.cancel([on(activityIds.whole, "26")]);
    expect(outcomes(refused)).toEqual(["minimum"]);
    expect(sentence(refused)).toContain("demandez l’annulation au guichet");
    const [friday] = (await family.list(february("26"))).bookings;
    expect([friday?.cancellable, friday?.locked?.code, friday?.together]).toEqual([false, "minimum", undefined]);
    const useCases = await useCasesOver(world.table, () => now);
    const asked = await useCases["booking.ask"]({
      ...shell,
      session: guardianOf(code),
      body: { idempotencyKey: newKey(), lines: [{ ...on(activityIds.whole, "26"), reason: "Lou part plus tôt." }] },
    });
    expect(outcomes(asked.body)).toEqual(["asked"]);
  });

  test("before that, the list says what goes with it", async () => {
    const family = await own();
    await family.book(inWeek(activityIds.whole));
    const [booking] = (await family.list(february("24"))).bookings;
    expect(booking?.cancellable).toBe(true);
    expect(booking?.together?.map(({ date }) => date)).toEqual(weekDays.map(february));
    const useCases = await useCasesOver(world.table, () => now);
    const asked = await useCases["booking.ask"]({
      ...shell,
      session: guardianOf(code),
      body: { idempotencyKey: newKey(), lines: [{ ...on(activityIds.three, "26"), reason: "Pas réservé." }] },
    });
    expect(outcomes(asked.body)).toEqual(["notBooked"]);
  });
});

describe("A subscription by weekday", () => {
  // Easter Monday, 29 March, is none.
  const mondays = ["03-08", "03-15", "03-22", "04-05", "04-12"];
  const tuesdays = ["03-09", "03-16", "03-23", "03-30", "04-06", "04-13"];
  const lessons = (dates: readonly string[]): readonly WishLine[] =>
    dates.map((date) => ({ ...line(1, id("PlainDate", `2027-${date}`)), activityId: activityIds.lessons }));
  const has = async (): Promise<readonly string[]> => {
    const keys = [...mondays, ...tuesdays].map((date) => ({
      familyCode: code,
      childId: child(1),
      date: id("PlainDate", `2027-${date}`),
    }));
    const dayOf = await readChildDays(world.table, keys);
    return keys
      .filter((key) => [...dayOf(key).units.values()].some(({ status }) => status === "booked"))
      .map(({ date }) => date.slice(5));
  };

  test("is taken from a day to the end, one weekday by itself, and one day of it never", async () => {
    const family = await own();
    const one = await family.book(lessons(["03-15"]));
    expect(outcomes(one)).toEqual(["minimum"]);
    expect(sentence(one)).toContain("Il manquerait à Lou1 le lundi 22 mars 2027 :");
    expect(sentence(one)).toContain("les lundis du lundi 8 mars 2027 au vendredi 16 avril 2027");
    expect(outcomes(await family.book(lessons(mondays.slice(1))))).toEqual(all("booked", 4));
    expect(outcomes(await family.book(lessons(["03-09", "03-16", "03-23"])))).toEqual(all("minimum", 3));
    expect(await has()).toEqual(mondays.slice(1));
    // It may begin earlier than it did.
    expect(outcomes(await family.book(lessons(mondays.slice(0, 1))))).toEqual(["booked"]);
    expect(await has()).toEqual(mondays);
    await agree();
  });

  test("is given up from a day on, in time for each of them, and not for one day", async () => {
    const family = await own();
    await family.book(lessons(mondays));
    const one = await family.cancel(lessons(["03-22"]));
    expect(outcomes(one)).toEqual(["minimum"]);
    expect(sentence(one)).toContain("annulez le lundi 22 mars 2027 et tous les jours suivants");
    expect((await family.list(id("PlainDate", "2027-03-22"))).bookings[0]?.together?.map(({ date }) => date)).toEqual(
      ["03-22", "04-05", "04-12"].map((date) => `2027-${date}`),
    );
    expect(outcomes(await family.cancel(lessons(["03-22", "04-05", "04-12"])))).toEqual(all("cancelled", 3));
    expect(await has()).toEqual(mondays.slice(0, 2));
  });

  test("changes its weekday from a day on, in one basket", async () => {
    const family = await own();
    await family.book(lessons(mondays));
    const moved = [...lessons(mondays.slice(3)).map(giveUp), ...lessons(tuesdays.filter((date) => date > "03-30"))];
    expect(outcomes(await family.book(moved))).toEqual(["cancelled", "cancelled", "booked", "booked"]);
    expect([...(await has())].sort()).toEqual(["03-08", "03-15", "03-22", "04-06", "04-13"]);
    await agree();
  });

  test("begins after a day that is full: the grid says so", async () => {
    const others = [1, 2, 3].map(() => familyCode((families += 1)));
    for (const other of others) {
      await putFamily(world.table, other);
      await office(other, "book", lessons(["03-15"]));
    }
    const useCases = await useCasesOver(world.table, () => now);
    const { body } = await useCases["booking.grid"]({
      ...shell,
      session: guardianOf(code),
      body: undefined,
      params: { activityId: activityIds.lessons },
    });
    const states = body.days
      .filter(({ date }) => mondays.includes(date.slice(5)))
      .map(({ cells }) => {
        const cell = cells[0]?.[0];
        return cell?.state === "refused" ? body.refusals[cell.refusal]?.code : cell?.state;
      });
    expect(states).toEqual(["minimum", "full", "free", "free", "free"]);
    expect(body.groups?.map(({ weekday, whole }) => [weekday, whole])).toEqual([
      [1, true],
      [2, true],
    ]);
  });
});

describe("Two parents at once", () => {
  test("who each give up one day of four leave three: the second is judged on what the first left", async () => {
    for (let round = 0; round < 5; round += 1) {
      const family = familyCode((families += 1));
      await putFamily(world.table, family);
      const processes = await Promise.all([0, 1].map(() => own(family)));
      await processes[0]!.book(inWeek(activityIds.three, ["22", "23", "24", "25"]));
      const answers = await Promise.all(
        ["22", "25"].map((date, index) => processes[index]!.cancel([on(activityIds.three, date)])),
      );
      expect(answers.flatMap(outcomes).sort()).toEqual(["cancelled", "minimum"]);
      expect(await booked(activityIds.three, family)).toHaveLength(3);
      await processes[0]!.cancel(inWeek(activityIds.three, await booked(activityIds.three, family)));
    }
  });

  test("who book the same week from two pages have it once", async () => {
    const [one, other] = await Promise.all([own(), own()]);
    const answers = await Promise.all([one, other].map((page) => page.book(inWeek(activityIds.whole))));
    expect(answers.map(outcomes).sort()).toEqual([all("alreadyBooked"), all("booked")]);
    expect(await booked(activityIds.whole)).toEqual(weekDays);
    await one.cancel(inWeek(activityIds.whole));
  });

  test("the same request twice at once is answered once", async () => {
    const key = newKey();
    const pages = await Promise.all([own(), own(), own()]);
    const answers = await Promise.all(pages.map((page) => page.book(inWeek(activityIds.whole), key)));
    for (const answer of answers) expect(outcomes(answer)).toEqual(all("booked"));
    await pages[0].cancel(inWeek(activityIds.whole));
    await agree();
  });
});

test("A process that dies anywhere in a whole week leaves what its retry completes, or gives back", async () => {
  for (let call = 3; call < 24; call += 2) {
    const family = familyCode((families += 1));
    await putFamily(world.table, family);
    const dying = world.another();
    const key = newKey();
    const first = await own(family, dying.table);
    dying.faults.plan(diesAt(call, call % 4 === 1 ? "after" : "before"));
    const lost = await first.book(inWeek(activityIds.whole), key).then(
      () => false,
      () => true,
    );
    await dying.faults.clear();
    // Its turn is over by then.
    now = instantOf(Date.parse(monday) + 120_000);
    expect(outcomes(await (await own(family)).book(inWeek(activityIds.whole), key))).toEqual(all("booked"));
    expect(await booked(activityIds.whole, family)).toEqual(weekDays);
    await (await own(family)).cancel(inWeek(activityIds.whole));
    now = monday;
    if (!lost) break;
  }
  await agree();
});

test("While a basket is under way another one of the family waits for it, and is asked to come back when it takes too long", async () => {
  const slow = world.another();
  const [first, second] = await Promise.all([own(code, slow.table), own()]);
  let resume = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    resume = resolve;
  });
  const underWay = Promise.withResolvers<undefined>();
  let calls = 0;
  slow.table.client.middlewareStack.add(
    (next) => async (args) => {
      if ((calls += 1) === 10) {
        underWay.resolve(undefined);
        await held;
      }
      return next(args);
    },
    { step: "initialize", name: "slow" },
  );
  const under = first.book(inWeek(activityIds.whole));
  await underWay.promise;
  const answered = second.cancel([on(activityIds.whole, "22")]);
  await wait(200);
  resume();
  expect(outcomes(await under)).toEqual(all("booked"));
  expect(outcomes(await answered)).toEqual(["minimum"]);
  // One that does not come to its end: nothing is done, and the same again can succeed.
  const key = newKey();
  const busy = inTurn(
    world.table,
    code,
    () => now,
    () => second.cancel(inWeek(activityIds.whole), key),
  );
  await expect(busy).rejects.toThrow(Busy);
  expect(await booked(activityIds.whole)).toEqual(weekDays);
  expect(outcomes(await second.cancel(inWeek(activityIds.whole), key))).toEqual(all("cancelled"));
});

test("The office sets the rule aside, and what it leaves stays manageable", async () => {
  const family = await own();
  expect(outcomes(await office(code, "book", inWeek(activityIds.whole, ["22", "23"])))).toEqual(["booked", "booked"]);
  expect(outcomes(await family.book([on(activityIds.whole, "24")]))).toEqual(["minimum"]);
  expect(outcomes(await family.cancel([on(activityIds.whole, "22")]))).toEqual(["cancelled"]);
  expect(
    outcomes(
      await family.change([{ ...on(activityIds.whole, "23"), to: { unitId: unitIds.day, date: february("25") } }]),
    ),
  ).toEqual(["changed"]);
  expect(outcomes(await family.book(inWeek(activityIds.whole, ["22", "23", "24", "26"])))).toEqual(all("booked", 4));
  expect(outcomes(await office(code, "cancel", [on(activityIds.whole, "24")]))).toEqual(["cancelled"]);
  expect(outcomes(await family.cancel([on(activityIds.whole, "26")]))).toEqual(["cancelled"]);
  await family.cancel(inWeek(activityIds.whole, ["22", "23", "25"]));
});

test("What was booked before the rule stays manageable once it has entered", async () => {
  const family = await own();
  expect(outcomes(await family.book([on(activityIds.free, "22"), on(activityIds.free, "23")]))).toEqual([
    "booked",
    "booked",
  ]);
  await enterCatalogue(world.table, town({ free: { days: 3, per: "week" } }), { dryRun: false });
  const after = await own();
  expect(outcomes(await after.cancel([on(activityIds.free, "22")]))).toEqual(["cancelled"]);
  expect(outcomes(await after.book([on(activityIds.free, "24")]))).toEqual(["minimum"]);
  expect(outcomes(await after.book([on(activityIds.free, "24"), on(activityIds.free, "25")]))).toEqual([
    "booked",
    "booked",
  ]);
  // What the file says no more leaves the record.
  await enterCatalogue(world.table, town(), { dryRun: false });
  const { activities } = await readCatalogue(world.table, { consistent: true });
  expect(activities.find(({ id: activity }) => activity === activityIds.free)?.minimum).toBeUndefined();
  expect(outcomes(await (await own()).cancel([on(activityIds.free, "23")]))).toEqual(["cancelled"]);
});

describe("Before confirming", () => {
  const look = async () => await useCasesOver(world.table, () => now);
  const preview = async (lines: readonly WishLine[]) =>
    (await (await look())["booking.preview"]({ ...shell, session: guardianOf(code), body: { lines: [...lines] } }))
      .body;

  test("a preview says of each basket what its confirmation then says", async () => {
    const family = await own();
    await family.book(inWeek(activityIds.three, ["22", "23", "24"]));
    const baskets: readonly (readonly WishLine[])[] = [
      inWeek(activityIds.whole, ["22", "23"], 2),
      [giveUp(on(activityIds.three, "22"))],
      [giveUp(on(activityIds.three, "22")), on(activityIds.three, "26")],
      [giveUp(on(activityIds.three, "25")), on(activityIds.three, "25")],
      [...inWeek(activityIds.whole, weekDays, 2)],
    ];
    for (const basket of baskets) {
      const seen = outcomes(await preview(basket));
      expect(outcomes(await family.book(basket))).toEqual(seen);
    }
    await family.cancel(inWeek(activityIds.whole, weekDays, 2));
  });

  test("the last places of a week are foreseen for one child, not for both", async () => {
    const others = await fill(activityIds.whole, "24", 2);
    expect(outcomes(await preview([...inWeek(activityIds.whole), ...inWeek(activityIds.whole, weekDays, 2)]))).toEqual([
      ...all("booked"),
      "minimum",
      "minimum",
      "full",
      "minimum",
      "minimum",
    ]);
    await empty(activityIds.whole, "24", others);
  });

  const grid = async (which: ActivityId) =>
    (
      await (
        await look()
      )["booking.grid"]({
        ...shell,
        session: guardianOf(code),
        body: undefined,
        params: { activityId: which },
      })
    ).body;

  test("a grid says the rule, the groups, and that a week with a full day is not to be had", async () => {
    const others = await fill(activityIds.whole, "24");
    const found = await grid(activityIds.whole);
    expect(found.activity.minimum?.sentence).toBe("Réservation à la semaine entière");
    expect(found.groups).toMatchObject([
      {
        from: "2027-02-22",
        name: "la semaine du lundi 22 février 2027",
        whole: true,
        children: [{ needed: 5 }, { needed: 5 }],
      },
      { from: "2027-03-01", whole: true },
    ]);
    const codes = found.days.map(({ cells }) => {
      const cell = cells[0]?.[0];
      return cell?.state === "refused" ? found.refusals[cell.refusal]?.code : cell?.state;
    });
    expect(codes).toEqual(["minimum", "minimum", "full", "minimum", "minimum", ...all("free")]);
    expect(JSON.stringify(found.days)).not.toContain("mayWait");
    await empty(activityIds.whole, "24", others);
    expect(JSON.stringify((await grid(activityIds.free)).groups)).toBeUndefined();
  });

  test("a grid counts the days of the week that are over", async () => {
    const family = await own();
    await family.book(inWeek(activityIds.three, ["22", "23", "26"]));
    now = instantOf(Date.parse("2027-02-24T06:00:00Z"));
    const found = await grid(activityIds.three);
    expect(found.groups?.[0]?.children[0]).toEqual({ needed: 3, past: 2 });
  });
});

test("Activities without the rule take no turn and read nothing more", async () => {
  const family = await own();
  world.calls.take();
  await family.book([{ ...line(1, wednesday), activityId: wednesdaysId }]);
  const { roundTrips, writeUnits } = world.calls.take();
  // A line, and the basket as it was begun and as it was answered.
  expect([roundTrips, writeUnits]).toEqual([4, 4]);
  await family.book(inWeek(activityIds.three, ["22", "23", "24"]));
  // The turn taken and handed on, beside three bookings of two units and the basket's own.
  expect(world.calls.take().writeUnits).toBe(10);
});
