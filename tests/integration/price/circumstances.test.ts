/** What staff says of a household that its prices turn on: said, corrected, withdrawn; and one price wherever it is read. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { billingWorld } from "../../../functions/billing/dependencies.ts";
import { decideFamily, scopeOf } from "../../../functions/billing/use-cases/decide-family.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { tariffOf } from "../../../functions/catalogue/store/tariff-record.ts";
import { readFamily } from "../../../functions/family/store/families.ts";
import { typeset } from "../../../functions/kernel/dates.fr.ts";
import { rate } from "../../../functions/kernel/exact.ts";
import { id, type FamilyCode, type PlainDate } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import type { Circumstance } from "../../../functions/price/rules/circumstances.ts";
import { familyBookings } from "../../../functions/planning/use-cases/family-bookings.ts";
import { ownPricesUseCases } from "../../../functions/price/use-cases/own-situation.ts";
import { priceOfficeUseCases } from "../../../functions/price/use-cases/circumstances.ts";
import { priceTryUseCases } from "../../../functions/price/use-cases/try.ts";
import { priceUseCases } from "../../../functions/price/use-cases/simulate.ts";
import { addCircumstance, passTo, readCircumstances } from "../../../functions/price/store/circumstances.ts";
import { till } from "../billing/support.ts";
import {
  activityId,
  catalogueWith,
  child,
  guardian,
  guardianOf,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  shell,
  unitIds,
  useCasesOver,
  wednesday,
  type GuardianUseCases,
  type World,
} from "../booking/support.ts";
import { staffMember } from "../planning/support.ts";
import { town } from "../../support/town.ts";

const bare = catalogueWith(40);
const everyUnit = Object.values(unitIds);
const flat = (amount: number) => ({ kind: "amount", amount: { kind: "amounts", amounts: [cents(amount)] } }) as const;
const catalogueOf = {
  ...bare,
  activities: bare.activities.map((one) => ({ ...one, tariff: id("TariffId", "mercredis"), account: till.id })),
  tariffs: [
    {
      id: id("TariffId", "mercredis"),
      effectiveFrom: id("PlainDate", "2026-09-01"),
      name: "Mercredis",
      lines: [
        { units: everyUnit, case: { ownMeal: true }, price: flat(301) },
        { units: everyUnit, case: { regimes: ["msa"] }, price: flat(553) },
        { units: everyUnit, case: { worksHere: true }, price: flat(617) },
        { units: everyUnit, case: {}, price: flat(683) },
      ],
      siblings: { counted: "sameDay", shares: [rate(800_000)], bracketBelow: null },
      late: null,
      rounding: "nearestCent",
    },
  ],
  accounts: [till],
} as const satisfies Parameters<typeof openWorld>[0];

let world: World;
let useCases: GuardianUseCases;
beforeAll(async () => {
  world = await openWorld(catalogueOf);
  useCases = await useCasesOver(world.table);
});
afterAll(() => world.end());

const cached = () =>
  catalogueCache(
    () => readCatalogue(world.table, { tariffOf, accountOf }),
    () => monday,
  );
const office = () => priceOfficeUseCases({ table: world.table, clock: () => monday, catalogue: cached() });
type Say = Parameters<ReturnType<typeof office>["price.say"]>[0]["body"];

const say = async (familyCode: FamilyCode, body: Partial<Say> = {}) =>
  (
    await office()["price.say"]({
      ...shell,
      query: undefined,
      session: staffMember,
      params: { familyCode },
      body: {
        idempotencyKey: newKey(),
        seen: 0,
        said: { kind: "worksHere" },
        from: id("PlainDate", "2026-11-01"),
        until: null,
        reason: "Attestation de l’employeur",
        ...body,
      },
    })
  ).body;
const unsay = async (familyCode: FamilyCode, about: Say["idempotencyKey"], seen: number) =>
  (
    await office()["price.unsay"]({
      ...shell,
      query: undefined,
      session: staffMember,
      params: { familyCode },
      body: { idempotencyKey: newKey(), seen, about, reason: "Erreur de famille" },
    })
  ).body;

describe("at the office", () => {
  test("it is said with its days, corrected and withdrawn, and every act stays", async () => {
    const code = await world.newFamily();
    const first = newKey();
    const said = await say(code, { idempotencyKey: first });
    expect(said).toMatchObject({
      version: 1,
      circumstances: [{ words: "Un parent travaille sur la commune", state: "now" }],
    });
    // Sent again, nothing more is done.
    expect(await say(code, { idempotencyKey: first })).toEqual(said);
    const ended = await say(code, { about: first, seen: 1, until: id("PlainDate", "2026-11-10") });
    expect(ended.circumstances).toMatchObject([{ about: first, state: "over", until: "2026-11-10" }]);
    const gone = await unsay(code, first, 2);
    expect(gone.circumstances).toMatchObject([{ state: "withdrawn" }]);
    expect(gone.circumstances[0]?.acts.map(({ reason, said: words }) => [reason, words?.until])).toEqual([
      ["Erreur de famille", undefined],
      ["Attestation de l’employeur", "2026-11-10"],
      ["Attestation de l’employeur", null],
    ]);
  });

  test("who comes second is told so, and nothing of theirs is written", async () => {
    const code = await world.newFamily();
    await say(code);
    const refused = say(code, { said: { kind: "regime", regime: "msa" } });
    await expect(refused).rejects.toMatchObject({ code: "changed" });
    expect((await readCircumstances(world.table, code)).acts).toHaveLength(1);
    await expect(unsay(code, newKey(), 1)).rejects.toMatchObject({ code: "notPossible" });
  });

  test.each<[string, Partial<Say>, string]>([
    [
      "a payer without a name",
      { said: { kind: "payer", payer: "other", name: null, part: { amount: 100 }, activityId: null } },
      "said.name",
    ],
    [
      "an activity that is not there",
      {
        said: {
          kind: "payer",
          payer: "ccas",
          name: null,
          part: { share: 1 },
          activityId: id("ActivityId", "inconnue"),
        },
      },
      "said.activityId",
    ],
    ["another family's child", { said: { kind: "ownMeal", childId: id("ChildId", "AUTRE") } }, "said.childId"],
    ["an end before its beginning", { until: id("PlainDate", "2026-10-31") }, "until"],
    ["a day too old", { from: id("PlainDate", "2020-01-01") }, "from"],
    ["a day too far", { from: id("PlainDate", "2030-01-01") }, "from"],
  ])("%s is refused at its field, and nothing is written", async (_, body, field) => {
    const code = await world.newFamily();
    await expect(say(code, body)).rejects.toMatchObject({ code: "request.invalid", details: { errors: [{ field }] } });
    expect(await readCircumstances(world.table, code)).toEqual({ version: 0, acts: [] });
  });

  test("two schemes on one day are refused with what stands; one after the other is fine", async () => {
    const code = await world.newFamily();
    const regime = (of: "msa" | "general") => ({ said: { kind: "regime", regime: of } }) as const;
    await say(code, { ...regime("msa"), until: wednesday });
    await expect(say(code, { ...regime("general"), seen: 1, from: wednesday })).rejects.toMatchObject({
      code: "request.invalid",
      details: {
        detail: typeset(
          "Ces jours ont déjà « Régime agricole (MSA) », du dimanche 1er novembre 2026 au mercredi 2 décembre 2026 : corrigez ses dates d’abord, ou choisissez d’autres jours.",
        ),
      },
    });
    const after = await say(code, { ...regime("general"), seen: 1, from: addDays(wednesday, 1) });
    expect(after.circumstances.map(({ words, state }) => [words, state])).toEqual([
      ["Régime agricole (MSA)", "now"],
      ["Régime général", "toCome"],
    ]);
  });

  test("two households made one keep what was said of both, whatever the number of times", async () => {
    const [gone, kept] = [await world.newFamily(), await world.newFamily()];
    await say(gone);
    await say(kept, { said: { kind: "regime", regime: "msa" } });
    await passTo(world.table, gone, kept);
    await passTo(world.table, gone, kept);
    expect((await readCircumstances(world.table, kept)).acts.map(({ said }) => said?.kind)).toEqual([
      "regime",
      "worksHere",
    ]);
  });

  test("nothing of either is lost when somebody says something of the one that stays meanwhile", async () => {
    const [gone, kept] = [await world.newFamily(), await world.newFamily()];
    await say(gone);
    const passing = world.another();
    // Between what it reads and what it writes.
    let met = false;
    passing.table.client.middlewareStack.add(
      (next, { commandName = "" }) =>
        async (args) => {
          if (!met && commandName.startsWith("Update")) {
            met = true;
            await say(kept, { said: { kind: "regime", regime: "msa" } });
          }
          return next(args);
        },
      { step: "initialize" },
    );
    await passTo(passing.table, gone, kept);
    expect(met).toBe(true);
    expect((await readCircumstances(world.table, kept)).acts.map(({ said }) => said?.kind).sort()).toEqual([
      "regime",
      "worksHere",
    ]);
  });
});

const until = (from: PlainDate) => fc.constantFrom<PlainDate | null>(null, from, wednesday, nextWednesday);
const span = fc
  .constantFrom(id("PlainDate", "2026-11-01"), wednesday, addDays(wednesday, 1))
  .chain((from) => until(from).map((to) => ({ from, until: to !== null && to < from ? null : to })));
const part = fc.oneof(
  fc.integer({ min: 1, max: 1_000_000 }).map((share) => ({ share: rate(share) })),
  fc.integer({ min: 1, max: 900 }).map((amount) => ({ amount: cents(amount) })),
);
const circumstance: fc.Arbitrary<Circumstance> = fc
  .tuple(
    fc.oneof(
      fc.record({ kind: fc.constant("worksHere" as const) }),
      fc.record({ kind: fc.constant("regime" as const), regime: fc.constantFrom("msa" as const, "general" as const) }),
      fc.record({ kind: fc.constant("ownMeal" as const), childId: fc.constantFrom(child(1), child(2)) }),
      fc.record({
        kind: fc.constant("payer" as const),
        payer: fc.constantFrom("ccas" as const, "employer" as const),
        name: fc.constant(null),
        part,
        activityId: fc.constantFrom(null, activityId),
      }),
    ),
    span,
  )
  .map(([said, days]) => ({ ...said, ...days }));

test("whatever is said, and whenever it changes, all who ask read one price: before and after booking, at the desk, as staff tries it, on the invoice", async () => {
  const office = familyBookings({
    table: world.table,
    catalogue: cached(),
    clock: () => monday,
    schoolZone: "B",
    canMail: false,
    town,
  });
  const days = [wednesday, nextWednesday] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(circumstance, { maxLength: 4 }), async (all) => {
      const code = await world.newFamily(2);
      for (const [seen, said] of all.entries()) {
        const key = newKey();
        const act = { at: monday, by: staffMember.login, byName: "Agente", reason: "essai", key, about: key, said };
        expect(await addCircumstance(world.table, code, seen, act)).toBeNull();
      }
      const own = guardian(useCases, code);
      const lines = days.flatMap((date) => [line(1, date), line(2, date)]);
      const preview = await own.preview(lines);
      const said = preview.lines.map(({ price }) => (price === undefined ? null : preview.prices?.[price]?.amount));
      const booked = await own.book(lines);
      expect(booked.lines.map(({ price }) => price)).toEqual(said);
      const session = guardianOf(code);
      const byDay = (entries: readonly (readonly [string, string, number | undefined])[]) =>
        new Map(entries.map(([date, childId, amount]) => [`${date} ${childId}`, amount]));
      const expected = byDay(lines.map(({ date, childId }, index) => [date, childId, said[index] ?? undefined]));
      const grid = (await useCases["booking.grid"]({ ...shell, session, body: undefined, params: { activityId } }))
        .body;
      for (const { date, childId } of lines) {
        const row = grid.children.findIndex((one) => one.id === childId);
        const [cell] = grid.days.find((one) => one.date === date)?.cells[row] ?? [];
        const index = cell && "price" in cell ? cell.price : undefined;
        expect(index === undefined ? undefined : grid.prices?.[index]?.amount).toBe(expected.get(`${date} ${childId}`));
      }
      const lists = await Promise.all(days.map((date) => own.list(date)));
      const bookings = lists.flatMap((one) => one.bookings);
      expect(byDay(bookings.map(({ date, childId, price }) => [date, childId, price?.amount]))).toEqual(expected);
      const desk = await office({
        ...shell,
        session: staffMember,
        body: undefined,
        params: { familyCode: code },
        query: { from: wednesday, to: nextWednesday },
      });
      expect(byDay(desk.body.bookings.map(({ date, childId, price }) => [date, childId, price?.amount]))).toEqual(
        expected,
      );
      for (const date of days) {
        const tried = await priceTryUseCases({
          table: world.table,
          clock: () => monday,
          catalogue: cached(),
          town,
          schoolZone: "B",
        })["price.try"]({
          ...shell,
          session: staffMember,
          body: undefined,
          params: { familyCode: code },
          query: { activityId, date, among: "together" },
        });
        const [dayUnit] = catalogueOf.activities[0]?.units ?? [];
        for (const { id: childId, prices } of tried.body.children)
          expect(prices.find(({ unitName }) => unitName === dayUnit?.name)?.amount).toBe(
            expected.get(`${date} ${childId}`),
          );
      }
      const family = await readFamily(world.table, code);
      if (!family) throw new Error("The family is there");
      const billed = await decideFamily(
        billingWorld(world.table, await cached().latest(), { quotient: { kind: "caf" }, schoolZone: "B" }),
        scopeOf(id("PlainMonth", "2026-12"), []),
        family.household,
        monday,
      );
      expect(
        byDay(
          billed.statements
            .flatMap((one) => one.lines)
            .map(({ date, childId, unitPrice }) => [date, childId, unitPrice]),
        ),
      ).toEqual(expected);
    }),
    { numRuns: 12 },
  );
}, 60_000);

test("a family reads what holds, and its simulator says the price of it before anybody pays a part", async () => {
  const code = await world.newFamily();
  const first = await say(code, { said: { kind: "ownMeal", childId: child(1) } });
  await say(code, {
    seen: first.version,
    said: { kind: "payer", payer: "ccas", name: null, part: { share: 600_000 }, activityId },
  });
  const session = guardianOf(code);
  const own = ownPricesUseCases({ table: world.table, catalogue: cached(), clock: () => monday, town });
  const { body } = await own["price.ownSituation"]({
    ...shell,
    session,
    body: undefined,
    query: undefined,
    params: undefined,
  });
  expect(body.circumstances.map(({ words }) => words.replace(/\u00a0/gu, " "))).toEqual([
    `${body.children[0]?.firstName} apporte son repas, selon son PAI`,
    `Prise en charge par le CCAS : 60 % de chaque prix, pour ${catalogueOf.activities[0]?.name}`,
  ]);
  const simulator = priceUseCases({ catalogue: cached(), clock: () => monday, quotientKind: "caf" });
  const simulated = await simulator["price.simulate"]({
    ...shell,
    session: null,
    body: undefined,
    query: { ownMeal: body.children[0]?.ownMeal },
  });
  expect(simulated.body.tariffs[0]?.units[0]?.prices[0]?.amount).toBe(301);
  const { prices, lines } = await guardian(useCases, code).preview([line(1, wednesday)]);
  const [only] = lines;
  expect(prices?.[only?.price ?? 0]).toMatchObject({
    amount: 301 - 181,
    reasons: [
      "l’enfant apporte son repas (PAI)",
      "prix qui ne dépend pas du quotient",
      "1,81\u00a0€ pris en charge par le CCAS (60\u00a0%), sur 3,01\u00a0€",
    ],
  });
});
