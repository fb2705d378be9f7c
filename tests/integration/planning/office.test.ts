/** What a staff member sees and decides: places, waiting lists explained, approvals, a family's bookings. */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toldFrom, undoSeconds } from "../../../functions/approval/rules/word.ts";
import { plusSeconds, type Clock } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type PlainDate, type UnitId } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { walkWaitingList } from "../../../functions/waiting-list/follow/walk-waiting-list.ts";
import { byChildAndDate, readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { readDays } from "../../../functions/booking/store/day-record.ts";
import * as keys from "../../../functions/table/keys.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { nthDeath } from "../booking/faults.ts";
import { repair } from "../booking/stream.ts";
import {
  activityId,
  child,
  familyCode,
  guardian,
  guardianOf,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  shell,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import {
  asStaff,
  closureDependencies,
  deskCatalogue,
  type Planning,
  planningOver,
  settleWords,
  staffMember,
  toldTo,
} from "./support.ts";

let world: World;
let planning: Planning;

beforeAll(async () => {
  world = await openWorld(deskCatalogue());
  planning = await planningOver(world.table);
});
afterAll(() => world.end());

const newFamily = (children = 1): Promise<FamilyCode> => world.newFamily(children);
const parent = async (code: FamilyCode) => guardian(await useCasesOver(world.table), code);
const stateOf = async (code: FamilyCode, date: PlainDate, unitId: UnitId = unitIds.day, childNumber = 1) =>
  byChildAndDate(await readFamilyDays(world.table, code, { from: date, to: date }))(child(childNumber), date).units.get(
    unitKey(activityId, unitId),
  );
const walk = (date: PlainDate) => walkWaitingList(closureDependencies(world.table), { siteId, date });
const consistent = async (date: PlainDate): Promise<void> =>
  expect(await inconsistencies(world.table, [{ siteId, date }])).toEqual([]);

describe("The places of a day", () => {
  const date = wednesday;
  const day = `${activityId}/=journee`;
  const set = (pool: string, places: number | null, reason = "encadrement renforcé", seen: number | null = null) =>
    planning["planning.setPlaces"]({ ...asStaff, params: { siteId, date }, body: { pool, places, seen, reason } });
  const seen = async () =>
    (await planning["planning.site"]({ ...asStaff, params: { siteId }, query: { from: date, to: addDays(date, 1) } }))
      .body;

  test("are shown by limit, with those of the site, and why a day is closed", async () => {
    const { days } = await seen();
    expect(days[0]).toMatchObject({
      date,
      waiting: false,
      pools: [
        { id: "^maison", name: "Toute la maison", used: 0, places: 60 },
        { id: day, name: "Journée avec repas", activityId, activityName: "Mercredis", used: 0, places: 2 },
        { id: `${activityId}/=matin-repas`, places: 40 },
        { id: `${activityId}/=apres-midi`, places: 40 },
      ],
    });
    expect(days[0]?.closed).toBeUndefined();
    expect(days[1]).toMatchObject({ pools: [], closed: expect.stringContaining("Aucune activité") as string });
  });

  test("raised, are offered to those who wait, in order; each change is kept with who, when and why", async () => {
    const codes = [await newFamily(), await newFamily(), await newFamily(), await newFamily()];
    for (const code of codes) await (await parent(code)).book([{ ...line(1, date), ifFull: "wait" }]);
    const before = await planning["planning.day"]({ ...asStaff, params: { siteId, date } });
    expect(before.body.units).toMatchObject([
      {
        unitName: "Journée avec repas",
        offered: [],
        entries: [
          {
            position: 1,
            familyCode: codes[2],
            childName: expect.stringMatching(/^Lou1 Durand/) as string,
            explanation: expect.stringMatching(
              /^Première demande.*«.Journée avec repas.» \(2.places\) est au complet\.$/u,
            ) as string,
          },
          {
            position: 2,
            familyCode: codes[3],
            explanation: expect.stringMatching(/^2e demande de la liste, par ordre d’arrivée/u) as string,
          },
        ],
      },
    ]);
    expect((await seen()).days[0]).toMatchObject({ waiting: true });

    await set(day, 3);
    expect(await walk(date)).toBe(1);
    const after = await planning["planning.day"]({ ...asStaff, params: { siteId, date } });
    expect(after.body.units).toMatchObject([
      { offered: [{ familyCode: codes[2] }], entries: [{ position: 1, familyCode: codes[3] }] },
    ]);
    expect(after.body.changes).toMatchObject([
      { by: "Agente Test", pool: day, poolName: "Journée avec repas", after: 3, reason: "encadrement renforcé" },
    ]);
    expect((await seen()).days[0]?.pools).toContainEqual({
      id: day,
      name: "Journée avec repas",
      activityId,
      activityName: "Mercredis",
      used: 3,
      places: 3,
      set: 3,
      usual: 2,
    });

    // Lowered below what is taken: nobody loses a place, nobody gets one.
    await set(day, 1, "encadrement réduit", 3);
    expect(await walk(date)).toBe(0);
    await set(day, null, "retour au nombre habituel", 1);
    const {
      body: { changes },
    } = await planning["planning.day"]({ ...asStaff, params: { siteId, date } });
    expect(changes.map(({ before: from, after: to }) => [from, to])).toContainEqual([1, undefined]);
    expect(changes).toHaveLength(3);
  });

  test("changed by a colleague since they were seen are not overwritten: who, when and both numbers are said", async () => {
    const on = addDays(date, 35);
    const pool = `${activityId}/=${unitIds.morning}`;
    const change = (places: number | null, seen: number | null, displayName: string) =>
      planning["planning.setPlaces"]({
        ...asStaff,
        session: { ...staffMember, displayName },
        params: { siteId, date: on },
        body: { pool, places, seen, reason: `choix de ${displayName}` },
      });
    await change(12, null, "Anne Martin");
    const refused = change(30, null, "Zoé Petit");
    await expect(refused).rejects.toMatchObject({ code: "changed" });
    await expect(refused).rejects.toHaveProperty(
      "details.detail",
      expect.stringMatching(
        /^Anne Martin a changé ce nombre le .*«.choix de Anne Martin.*Avant.: le nombre du catalogue.; maintenant.: 12.places\. Vous demandiez 30.places/u,
      ) as string,
    );
    const standing = async () =>
      (await readDays(world.table, [{ siteId, date: on }], { consistent: true }))({ siteId, date: on }).counters.get(
        `${activityId}/=${unitIds.morning}`,
      )?.set;
    expect(await standing()).toBe(12);
    // The same again, by a browser that lost the answer: it stands already.
    await change(12, null, "Anne Martin");
    // Seen, it may be replaced; giving the catalogue's number back is held to the same.
    await change(30, 12, "Zoé Petit");
    await expect(change(null, 12, "Anne Martin")).rejects.toMatchObject({ code: "changed" });
    expect(await standing()).toBe(30);
    const { body } = await planning["planning.day"]({ ...asStaff, params: { siteId, date: on } });
    expect(body.changes.map(({ by, before, after }) => [by, before, after])).toEqual(
      expect.arrayContaining([
        ["Anne Martin", undefined, 12],
        ["Zoé Petit", 12, 30],
      ]),
    );
    expect(body.changes).toHaveLength(2);
    // Of many at once, each on the same page, one passes.
    const outcomes = await Promise.allSettled([31, 32, 33, 34].map((places) => change(places, 30, `Agente ${places}`)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test.each([["mercredis/=nuit"], ["^cour"], ["mercredis/maternels"]])(
    "of a limit that does not exist (%s) are refused, and nothing changes",
    async (pool) => {
      await expect(set(pool, 12)).rejects.toMatchObject({
        code: "request.invalid",
        details: { errors: [{ field: "pool" }] },
      });
    },
  );

  test("of a day that is past, or of a site that does not exist, are refused", async () => {
    const body = { pool: "^maison", places: 3, seen: null, reason: "essai" };
    await expect(
      planning["planning.setPlaces"]({ ...asStaff, params: { siteId, date: id("PlainDate", "2026-11-18") }, body }),
    ).rejects.toMatchObject({ code: "request.invalid" });
    await expect(
      planning["planning.setPlaces"]({ ...asStaff, params: { siteId: id("SiteId", "nulle-part"), date }, body }),
    ).rejects.toMatchObject({ code: "notFound" });
  });

  test("cannot be asked for more than two months at once", async () => {
    await expect(
      planning["planning.site"]({ ...asStaff, params: { siteId }, query: { from: date, to: addDays(date, 62) } }),
    ).rejects.toMatchObject({ code: "request.invalid" });
  });
});

describe("What waits for a staff member", () => {
  const date = nextWednesday;
  type To = { readonly unitId: UnitId; readonly date: PlainDate };
  const say = (
    code: FamilyCode,
    what: "booking" | "cancellation" | "change",
    decision: "accept" | "refuse",
    {
      reason,
      to,
      idempotencyKey = newKey(),
    }: { reason?: string; to?: To; idempotencyKey?: ReturnType<typeof newKey> } = {},
    unitId = unitIds.afternoon,
  ) =>
    planning["approval.decide"]({
      ...asStaff,
      body: {
        idempotencyKey,
        kind: "booking",
        what,
        familyCode: code,
        childId: child(1),
        activityId,
        unitId,
        date,
        decision,
        ...(reason === undefined ? {} : { reason }),
        ...(to ? { to } : {}),
      },
    });
  /** Said, and done once it can no longer be taken back. */
  const decide = async (...word: Parameters<typeof say>): Promise<void> => {
    await say(...word);
    await settleWords(world.table, word[0]);
  };
  const undo = (code: FamilyCode, said: string, at: Clock = () => monday, unitId = unitIds.afternoon) =>
    planningOver(world.table, at).then((staff) =>
      staff["approval.undo"]({
        ...asStaff,
        body: {
          idempotencyKey: newKey(),
          kind: "booking",
          familyCode: code,
          childId: child(1),
          activityId,
          unitId,
          date,
          said,
        },
      }),
    );
  const listed = async (code: FamilyCode) =>
    (await planning["approval.list"]({ ...asStaff })).body.approvals.filter((one) => one.familyCode === code);
  const pending = async (): Promise<FamilyCode> => {
    const code = await newFamily();
    expect((await (await parent(code)).book([line(1, date, unitIds.afternoon)])).lines).toMatchObject([
      { outcome: "toApprove" },
    ]);
    return code;
  };
  test("says whom no mail reaches", async () => {
    const [without, withOne] = [await pending(), await pending()];
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: keys.household(withOne),
        UpdateExpression: "SET guardians[0].email = :email",
        ExpressionAttributeValues: { ":email": "claire@exemple.fr" },
      }),
    );
    expect((await listed(without)).map(({ toCall }) => toCall)).toEqual([true]);
    expect((await listed(withOne)).map(({ toCall }) => toCall)).toEqual([false]);
  });
  test("is also a place that came by the waiting list: accepting it does not stand for the staff member's word", async () => {
    const day = addDays(date, 28);
    const waitingFor = { ...line(1, day, unitIds.afternoon), ifFull: "wait" as const };
    await planning["planning.setPlaces"]({
      ...asStaff,
      params: { siteId, date: day },
      body: { pool: `${activityId}/=${unitIds.afternoon}`, places: 1, seen: null, reason: "encadrement réduit" },
    });
    const [first, second] = [await newFamily(), await newFamily()];
    await (await parent(first)).book([waitingFor]);
    expect((await (await parent(second)).book([waitingFor])).lines[0]?.outcome).toBe("waiting");
    await (await parent(first)).cancel([line(1, day, unitIds.afternoon)]);
    expect(await walk(day)).toBe(1);
    const idempotencyKey = newKey();
    for (let times = 0; times < 2; times += 1)
      expect(
        (await (await parent(second)).accept([line(1, day, unitIds.afternoon)], idempotencyKey)).lines,
      ).toMatchObject([{ outcome: "toApprove" }]);
    expect(await listed(second)).toMatchObject([{ what: "booking", date: day }]);
    expect(await inconsistencies(world.table, [{ siteId, date: day }])).toEqual([]);
  });

  /** A booking whose family asks for another unit or day instead, on the eve. */
  const askedToChange = async (to: To): Promise<FamilyCode> => {
    const code = await newFamily();
    await (await parent(code)).book([line(1, date, unitIds.morning)]);
    const useCases = await useCasesOver(world.table, () => id("Instant", "2026-12-08T12:00:00Z"));
    const { body } = await useCases["booking.ask"]({
      ...shell,
      session: guardianOf(code),
      body: {
        idempotencyKey: newKey(),
        lines: [{ ...line(1, date, unitIds.morning), to, reason: "entretien déplacé" }],
      },
    });
    expect(body.lines).toMatchObject([{ outcome: "asked" }]);
    return code;
  };
  const asked = async (): Promise<FamilyCode> => {
    const code = await pending();
    await decide(code, "booking", "accept");
    const useCases = await useCasesOver(world.table, () => id("Instant", "2026-12-08T12:00:00Z"));
    const { body } = await useCases["booking.ask"]({
      ...shell,
      session: guardianOf(code),
      body: { idempotencyKey: newKey(), lines: [{ ...line(1, date, unitIds.afternoon), reason: "hospitalisation" }] },
    });
    expect(body.lines).toMatchObject([{ outcome: "asked" }]);
    return code;
  };

  test("is listed with the names that it needs", async () => {
    const code = await pending();
    expect(await listed(code)).toMatchObject([
      {
        what: "booking",
        familyName: `Mme Durand ${code}`,
        childName: `Lou1 Durand ${code}`,
        activityName: "Mercredis",
        unitName: "Après-midi",
        siteName: "Les Tilleuls",
        date,
      },
    ]);
    await decide(code, "booking", "refuse", { reason: "effectif complet" });
  });

  test.each(["accept", "refuse"] as const)(
    "%s: taken back within ten seconds it waits as before, its place its own, and nobody is told; after, it is done",
    async (decision) => {
      const code = await pending();
      const before = await stateOf(code, date, unitIds.afternoon);
      const reason = decision === "refuse" ? { reason: "effectif complet" } : {};
      const { body } = await say(code, "booking", decision, reason);
      const { undo: word } = body;
      if (!word) throw new Error("It can be taken back");
      expect(word.until).toBe(plusSeconds(monday, undoSeconds));
      // Out of the list meanwhile, and nobody else's to answer.
      expect(await listed(code)).toEqual([]);
      await expect(say(code, "booking", "accept")).rejects.toMatchObject({ code: "changed" });
      await expect(undo(code, word.said, () => toldFrom(monday))).rejects.toMatchObject({ code: "notPossible" });
      for (let times = 0; times < 2; times += 1) await undo(code, word.said);
      expect(await stateOf(code, date, unitIds.afternoon)).toEqual(before);
      expect(await listed(code)).toHaveLength(1);
      await settleWords(world.table, code);
      expect(await toldTo(world.table, code)).toEqual([]);
      await consistent(date);
      await decide(code, "booking", decision, reason);
      expect(await toldTo(world.table, code)).toHaveLength(1);
      await expect(undo(code, word.said)).rejects.toMatchObject({ code: "changed" });
      await consistent(date);
    },
  );

  test("is done when its page says that the ten seconds are over, once, and not before", async () => {
    const code = await pending();
    const { body } = await say(code, "booking", "refuse", { reason: "effectif complet" });
    const settle = async (at: Clock) =>
      (await planningOver(world.table, at))["approval.settle"]({
        ...asStaff,
        body: {
          kind: "booking",
          familyCode: code,
          childId: child(1),
          activityId,
          unitId: unitIds.afternoon,
          date,
          said: body.undo?.said ?? "",
        },
      });
    await settle(() => plusSeconds(monday, undoSeconds));
    expect(await stateOf(code, date, unitIds.afternoon)).toMatchObject({ status: "pending" });
    for (let times = 0; times < 2; times += 1) await settle(() => toldFrom(monday));
    expect(await stateOf(code, date, unitIds.afternoon)).toMatchObject({ status: "none", by: staffMember.login });
    expect(await toldTo(world.table, code)).toHaveLength(1);
    await consistent(date);
  });

  test("that its family gives up meanwhile is given up, and the word on it is no longer done", async () => {
    const code = await pending();
    const { body } = await say(code, "booking", "accept");
    await (await parent(code)).cancel([line(1, date, unitIds.afternoon)]);
    await expect(undo(code, body.undo?.said ?? "")).rejects.toMatchObject({ code: "changed" });
    await settleWords(world.table, code);
    expect(await stateOf(code, date, unitIds.afternoon)).toMatchObject({ status: "none" });
    expect(await toldTo(world.table, code)).toEqual([]);
    await consistent(date);
  });

  test("accepted, is booked, and the family told once, however often the decision arrives", async () => {
    const code = await pending();
    const idempotencyKey = newKey();
    await decide(code, "booking", "accept", { idempotencyKey });
    await decide(code, "booking", "accept", { idempotencyKey });
    expect(await stateOf(code, date, unitIds.afternoon)).toMatchObject({ status: "booked", by: staffMember.login });
    expect(await listed(code)).toEqual([]);
    expect(await toldTo(world.table, code)).toMatchObject([
      { kind: "decided", facts: { what: "booking", decision: "accept", firstName: "Lou1" } },
    ]);
    await expect(decide(code, "booking", "refuse", { reason: "trop tard" })).rejects.toMatchObject({ code: "changed" });
    await consistent(date);
  });

  test("refused, gives its place back with a reason; without one nothing changes", async () => {
    const code = await pending();
    await expect(decide(code, "booking", "refuse")).rejects.toMatchObject({
      code: "request.invalid",
      details: { errors: [{ field: "reason" }] },
    });
    expect(await stateOf(code, date, unitIds.afternoon)).toMatchObject({ status: "pending" });
    await decide(code, "booking", "refuse", { reason: "effectif complet" });
    expect(await stateOf(code, date, unitIds.afternoon)).toMatchObject({ status: "none", reason: "effectif complet" });
    await consistent(date);
  });

  test("a cancellation asked for late is accepted, or refused and the booking stays", async () => {
    const [yes, no] = [await asked(), await asked()];
    expect(await listed(yes)).toMatchObject([{ what: "cancellation", reason: "hospitalisation" }]);
    await decide(yes, "cancellation", "accept");
    expect(await stateOf(yes, date, unitIds.afternoon)).toMatchObject({ status: "none" });
    await decide(no, "cancellation", "refuse", { reason: "repas commandé" });
    expect(await stateOf(no, date, unitIds.afternoon)).toMatchObject({ status: "booked" });
    expect((await stateOf(no, date, unitIds.afternoon))?.asked).toBeUndefined();
    expect(await listed(no)).toEqual([]);
    await consistent(date);
  });

  const later: To = { unitId: unitIds.morning, date: addDays(date, 35) };

  test("a change asked for late is done, or refused and the booking stays; another one than was asked is not done", async () => {
    const [yes, no] = [await askedToChange(later), await askedToChange(later)];
    expect(await listed(yes)).toMatchObject([
      {
        what: "change",
        reason: "entretien déplacé",
        to: { date: later.date, unitId: later.unitId, unitName: "Matin avec repas" },
      },
    ]);
    await expect(decide(yes, "change", "accept", {}, unitIds.morning)).rejects.toMatchObject({
      code: "request.invalid",
    });
    await expect(
      decide(yes, "change", "accept", { to: { ...later, unitId: unitIds.day } }, unitIds.morning),
    ).rejects.toMatchObject({ code: "changed" });
    await expect(decide(yes, "cancellation", "accept", {}, unitIds.morning)).rejects.toMatchObject({ code: "changed" });
    expect(await toldTo(world.table, yes)).toEqual([]);
    await decide(yes, "change", "accept", { to: later }, unitIds.morning);
    expect([
      (await stateOf(yes, date, unitIds.morning))?.status,
      (await stateOf(yes, later.date, later.unitId))?.status,
    ]).toEqual(["none", "booked"]);
    expect(await toldTo(world.table, yes)).toMatchObject([
      { kind: "decided", facts: { what: "change", decision: "accept", to: { date: later.date } } },
    ]);
    await decide(no, "change", "refuse", { reason: "groupe déjà formé", to: later }, unitIds.morning);
    expect(await stateOf(no, date, unitIds.morning)).toMatchObject({ status: "booked" });
    expect((await stateOf(no, date, unitIds.morning))?.asked).toBeUndefined();
    expect([await listed(yes), await listed(no)]).toEqual([[], []]);
    await consistent(date);
    await consistent(later.date);
  });

  test("a change towards a day that is full by now is explained, and nothing moves", async () => {
    const full: To = { unitId: unitIds.day, date: addDays(date, 70) };
    const code = await askedToChange(full);
    for (const other of [await newFamily(), await newFamily()])
      await (await parent(other)).book([line(1, full.date, full.unitId)]);
    await expect(decide(code, "change", "accept", { to: full }, unitIds.morning)).rejects.toMatchObject({
      code: "notPossible",
      details: { detail: expect.stringContaining("2\u00A0places") as string },
    });
    expect(await stateOf(code, date, unitIds.morning)).toMatchObject({ status: "booked", asked: { what: "change" } });
    await consistent(full.date);
  });

  test("a change that dies between any two data calls is finished when it is sent again, and told once", async () => {
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const code = await askedToChange(later);
      const idempotencyKey = newKey();
      const act = () => decide(code, "change", "accept", { to: later, idempotencyKey }, unitIds.morning);
      world.faults.plan(death.plan);
      const died = await act().then(
        () => false,
        (error: unknown) => String(error).includes("The process has died"),
      );
      await world.faults.clear();
      more = death.met();
      expect(died).toBe(more);
      await act();
      expect([
        (await stateOf(code, date, unitIds.morning))?.status,
        (await stateOf(code, later.date, later.unitId))?.status,
      ]).toEqual(["none", "booked"]);
      expect(await toldTo(world.table, code)).toHaveLength(1);
      await consistent(date);
      await consistent(later.date);
    }
  });

  test("a decision that dies between any two data calls is finished when it is sent again", async () => {
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const code = await pending();
      const idempotencyKey = newKey();
      const act = () => decide(code, "booking", "refuse", { reason: "effectif complet", idempotencyKey });
      world.faults.plan(death.plan);
      const died = await act().then(
        () => false,
        (error: unknown) => String(error).includes("The process has died"),
      );
      await world.faults.clear();
      more = death.met();
      expect(died).toBe(more);
      await act();
      // What was done and not given back is the stream's to finish.
      await repair(world.table, code, [{ siteId, date }]);
      expect(await stateOf(code, date, unitIds.afternoon)).toMatchObject({ status: "none" });
      expect(await toldTo(world.table, code)).toHaveLength(1);
      await consistent(date);
    }
  });

  test("of a child that asked for nothing is refused", async () => {
    await expect(decide(await newFamily(), "booking", "accept")).rejects.toMatchObject({ code: "changed" });
  });
});

describe("A family’s bookings, by a staff member", () => {
  const late = id("PlainDate", "2026-11-25");
  const book = (code: FamilyCode, lines: readonly ReturnType<typeof line>[], idempotencyKey = newKey()) =>
    planning["booking.bookForFamily"]({
      ...asStaff,
      params: { familyCode: code },
      body: { idempotencyKey, reason: "hospitalisation de la mère", lines: [...lines] },
    });
  const cancel = (code: FamilyCode, lines: readonly ReturnType<typeof line>[], idempotencyKey = newKey()) =>
    planning["booking.cancelForFamily"]({
      ...asStaff,
      params: { familyCode: code },
      body: { idempotencyKey, reason: "erreur de saisie", lines: [...lines] },
    });

  test("are booked and cancelled after the deadline, with the reason kept and told, once", async () => {
    const code = await newFamily(2);
    const today = () => id("Instant", "2026-11-24T09:00:00Z");
    expect((await guardian(await useCasesOver(world.table, today), code).book([line(1, late)])).lines).toMatchObject([
      { outcome: "refused", refusal: { code: "tooLate" } },
    ]);
    planning = await planningOver(world.table, today);
    const idempotencyKey = newKey();
    const { body } = await book(code, [line(1, late), line(2, late, unitIds.morning)], idempotencyKey);
    expect(body.lines.map(({ outcome }) => outcome)).toEqual(["booked", "booked"]);
    expect((await book(code, [line(1, late), line(2, late, unitIds.morning)], idempotencyKey)).body).toEqual(body);
    expect(await stateOf(code, late)).toMatchObject({
      status: "booked",
      by: staffMember.login,
      reason: "hospitalisation de la mère",
    });
    expect(await toldTo(world.table, code)).toMatchObject([
      { kind: "acted", facts: { act: "booked", lines: [{ firstName: "Lou1" }, { firstName: "Lou2" }] } },
    ]);
    const { body: shown } = await planning["planning.ofFamily"]({
      ...asStaff,
      params: { familyCode: code },
      query: { from: late, to: late },
    });
    expect([shown.familyName, shown.children.length, shown.bookings.length]).toEqual([`Mme Durand ${code}`, 2, 2]);
    // It has no address: whoever acts for it sees whom to call.
    expect(shown.callInstead).toEqual([{ name: `Mme Durand ${code}`, phone: "06 12 34 56 78" }]);
    expect(shown.activities).toMatchObject([
      {
        id: activityId,
        name: "Mercredis",
        siteName: "Les Tilleuls",
        units: [{ id: unitIds.day }, { id: unitIds.morning }, { id: unitIds.afternoon }],
      },
    ]);
    expect((await cancel(code, [line(1, late)])).body.lines).toMatchObject([{ outcome: "cancelled" }]);
    expect(await toldTo(world.table, code)).toHaveLength(2);
    await consistent(late);
  });

  test("are changed after the deadline, and the family told what is booked now, once", async () => {
    const code = await newFamily();
    const [from, to] = [addDays(nextWednesday, 28), { unitId: unitIds.morning, date: addDays(nextWednesday, 56) }];
    await (await parent(code)).book([line(1, from, unitIds.morning)]);
    const idempotencyKey = newKey();
    const change = () =>
      planning["booking.changeForFamily"]({
        ...asStaff,
        params: { familyCode: code },
        body: { idempotencyKey, reason: "demande par téléphone", lines: [{ ...line(1, from, unitIds.morning), to }] },
      });
    const { body } = await change();
    expect(body.lines).toMatchObject([{ outcome: "changed" }]);
    expect((await change()).body).toEqual(body);
    expect([
      (await stateOf(code, from, unitIds.morning))?.status,
      (await stateOf(code, to.date, to.unitId))?.status,
    ]).toEqual(["none", "booked"]);
    expect(await toldTo(world.table, code)).toMatchObject([
      { kind: "acted", facts: { act: "changed", reason: "demande par téléphone", lines: [{ date: to.date }] } },
    ]);
    await consistent(from);
    await consistent(to.date);
  });

  test("never go beyond the places", async () => {
    const codes = [await newFamily(), await newFamily(), await newFamily()];
    const day = addDays(nextWednesday, 28);
    const answers = [];
    for (const code of codes) answers.push((await book(code, [line(1, day)])).body.lines[0]?.refusal?.code ?? "booked");
    expect(answers).toEqual(["booked", "booked", "full"]);
    await consistent(day);
  });

  test("are made for the very child that waits: the waiting becomes the booking", async () => {
    const day = addDays(nextWednesday, 147);
    const [holder, other, waiter] = [await newFamily(), await newFamily(), await newFamily()];
    for (const code of [holder, other, waiter]) await (await parent(code)).book([{ ...line(1, day), ifFull: "wait" }]);
    // Too late to be booked, not yet to be given up: nobody can be offered the place.
    const late = () => id("Instant", "2027-05-03T12:00:00Z");
    await guardian(await useCasesOver(world.table, late), holder).cancel([line(1, day)]);
    expect(await walkWaitingList({ ...closureDependencies(world.table), clock: late }, { siteId, date: day })).toBe(0);
    expect(await stateOf(waiter, day)).toMatchObject({ status: "waiting" });
    const own = guardian(await useCasesOver(world.table, late), waiter);
    expect((await own.book([line(1, day)])).lines[0]?.refusal?.code).toBe("alreadyWaiting");
    const office = await planningOver(world.table, late);
    const call = {
      ...asStaff,
      params: { familyCode: waiter },
      body: { idempotencyKey: newKey(), reason: "au guichet", lines: [line(1, day)] },
    };
    for (let times = 0; times < 2; times += 1)
      expect((await office["booking.bookForFamily"](call)).body.lines).toMatchObject([{ outcome: "booked" }]);
    const state = await stateOf(waiter, day);
    expect([state?.status, state?.arrival]).toEqual(["booked", undefined]);
    // The place was the last: it is not there twice.
    const another = await newFamily();
    const refused = await office["booking.bookForFamily"]({
      ...call,
      params: { familyCode: another },
      body: { ...call.body, idempotencyKey: newKey() },
    });
    expect(refused.body.lines[0]?.refusal?.code).toBe("full");
    await consistent(day);
  });

  test("of a family that does not exist are not found; a child of another family is unknown", async () => {
    await expect(book(familyCode(9999), [line(1, late)])).rejects.toMatchObject({ code: "notFound" });
    const { body } = await book(await newFamily(1), [line(2, nextWednesday)]);
    expect(body.lines).toMatchObject([{ outcome: "refused", refusal: { code: "unknownChild" } }]);
  });
});
