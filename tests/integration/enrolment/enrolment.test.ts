/** Enrolments between a family and the office: asked, answered, booked upon, ended; by one, by two, by two households. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Problem } from "../../../functions/http/problem.ts";
import { undoSeconds } from "../../../functions/approval/rules/word.ts";
import type { StaffSession } from "../../../functions/http/session.ts";
import { instantOf, plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type EnrolmentId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { endAct } from "../../../functions/booking/store/office-acts.ts";
import * as keys from "../../../functions/table/keys.ts";
import {
  child,
  guardian,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  shareChild,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { mailsTo, recordsOf, staffMember } from "../planning/support.ts";
import { desk, enrolling, enrolmentIn, first, followEnrolment, heldIn, last, type Desk } from "./support.ts";

let world: World;
let at: Desk;
beforeAll(async () => {
  world = await openWorld(enrolling());
  at = await desk(world.table);
});
afterAll(() => world.end());

const bookings = async (code: FamilyCode, ...dates: readonly (typeof wednesday)[]) => {
  const own = guardian(await useCasesOver(world.table), code);
  const all = await Promise.all(dates.map((date) => own.list(date)));
  return all.flatMap((one) => one.bookings.map(({ date, status }) => `${date} ${status}`));
};
const book = async (code: FamilyCode, ...dates: readonly (typeof wednesday)[]) => {
  const own = guardian(await useCasesOver(world.table), code);
  return (await own.book(dates.map((date) => line(1, date)))).lines.map(
    ({ outcome, refusal }) => refusal?.code ?? outcome,
  );
};
const problem = async (doing: Promise<unknown>): Promise<Problem> => {
  const refused = await doing.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refused instanceof Problem)) throw new Error("It was not refused");
  return refused;
};
const statusOf = async (code: FamilyCode, enrolment: EnrolmentId) =>
  (await enrolmentIn(world.table, code, enrolment))?.state.status;
const later = (text: string) => () => instantOf(Date.parse(text));
/** Once nothing that was decided on Monday can be taken back. */
const afterwards = () => plusSeconds(monday, undoSeconds + 1);
const second: StaffSession = { ...staffMember, login: id("Login", "AGENT.DEUX"), displayName: "Agent Deux" };

describe("An activity that asks for an enrolment", () => {
  test("is booked once it is accepted, at once, also by a process that read before", async () => {
    const code = await world.newFamily();
    const before = guardian(await useCasesOver(world.table), code);
    expect((await before.preview([line(1, wednesday)])).lines[0]?.refusal).toMatchObject({
      code: "fileIncomplete",
      href: "/inscriptions-a-l-annee#E1-mercredis",
    });
    const enrolment = await at.ask(code);
    expect(await book(code, wednesday)).toEqual(["fileIncomplete"]);
    await at.decide(code, enrolment, "accept");
    expect((await before.preview([line(1, wednesday)])).lines[0]?.outcome).toBe("booked");
    expect((await before.book([line(1, wednesday)])).lines[0]?.outcome).toBe("booked");
    // Said to the family once it can no longer be taken back.
    expect((await at.own(code)).children[0]?.enrolments).toMatchObject([{ id: enrolment, status: "asked" }]);
    const [own] = (await (await desk(world.table, afterwards)).own(code)).children;
    expect(own?.enrolments).toMatchObject([
      { id: enrolment, status: "accepted", activityName: "Mercredis", version: 2 },
    ]);
    expect(own?.offers).toEqual([]);
  });

  test("is refused, or waits, with the office's own words; the family is told each time, once, by a mail that names nothing", async () => {
    const code = await world.newFamily();
    const enrolment = await at.ask(code);
    await at.decide(code, enrolment, "hold");
    await at.decide(code, enrolment, "refuse", { seen: 2 });
    expect((await (await desk(world.table, afterwards)).own(code)).children[0]?.enrolments[0]).toMatchObject({
      status: "refused",
      reason: "Il manque une pièce",
    });
    for (let times = 0; times < 2; times += 1) await followEnrolment(world.table, code, enrolment);
    const mails = await mailsTo(world.table, code);
    expect(mails).toEqual([
      { kind: "enrolmentAnswered", facts: {} },
      { kind: "enrolmentAnswered", facts: {} },
    ]);
    // It may be asked anew.
    const again = await at.ask(code);
    expect(await heldIn(world.table, code)).toMatchObject([{ id: again, standing: "asked" }]);
  });

  test("is taken back by the family while it waits, and not after", async () => {
    const code = await world.newFamily();
    const enrolment = await at.ask(code);
    await at.withdraw(code, enrolment);
    expect(await statusOf(code, enrolment)).toBe("withdrawn");
    expect(await heldIn(world.table, code)).toEqual([]);
    expect((await problem(at.decide(code, enrolment, "accept", { seen: 2 }))).code).toBe("notPossible");
    const other = await at.ask(code);
    await at.decide(code, other, "accept");
    expect((await problem(at.withdraw(code, other, { seen: 2 }))).code).toBe("changed");
    const late = await desk(world.table, afterwards);
    expect((await problem(late.withdraw(code, other, { seen: 2 }))).code).toBe("notPossible");
  });

  test("is entered at the office with its reason, for a family that has asked nothing; its act is in the history", async () => {
    const code = await world.newFamily();
    await at.enter(code);
    expect(await book(code, wednesday)).toEqual(["booked"]);
    const [own] = (await at.ofFamily(code)).children;
    expect(own?.enrolments[0]).toMatchObject({
      byOffice: true,
      acts: [{ what: "enter", by: "Agente Test", reason: "Demandée au guichet" }],
    });
  });

  test("sent twice is asked once; under the same key, another one is refused", async () => {
    const code = await world.newFamily();
    const key = newKey();
    const enrolment = await at.ask(code, { key });
    expect(await at.ask(code, { key })).toBe(enrolment);
    expect((await at.own(code)).children[0]?.enrolments).toHaveLength(1);
    const other = await problem(at.ask(code, { key, to: id("PlainDate", "2027-05-31") }));
    expect(other.code).toBe("idempotencyKey.reused");
  });

  test("asked by two adults at once stands once: the other is told that it does", async () => {
    const code = await world.newFamily();
    const asked = await Promise.allSettled([at.ask(code), at.ask(code)]);
    expect(asked.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = asked.find((one) => one.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "notPossible" });
    expect(await heldIn(world.table, code)).toHaveLength(1);
  });

  test("answered by two staff members at once: the later one is told who, when, and both values", async () => {
    const code = await world.newFamily();
    const enrolment = await at.ask(code);
    await at.decide(code, enrolment, "accept");
    const { code: refused, details } = await problem(at.decide(code, enrolment, "refuse", { session: second }));
    expect(refused).toBe("changed");
    expect(details.detail.replace(/\s/gu, " ")).toBe(
      "Cette inscription a été changée par Agente Test le lundi 23 novembre 2026 à 09:00 : elle est maintenant acceptée. Vous vouliez la refuser (« Il manque une pièce ») : cela n’a pas été fait. Relisez, puis recommencez si besoin.",
    );
    expect(await statusOf(code, enrolment)).toBe("accepted");
  });

  test("is not another family's to touch, nor of a child that is not there", async () => {
    const [code, stranger] = [await world.newFamily(), await world.newFamily()];
    const enrolment = await at.ask(code);
    expect((await problem(at.withdraw(stranger, enrolment))).code).toBe("notFound");
    expect((await problem(at.ask(code, { number: 7 }))).code).toBe("notFound");
    expect(await statusOf(code, enrolment)).toBe("asked");
  });
});

describe("The office's word", () => {
  const mails = async (code: FamilyCode) => (await mailsTo(world.table, code)).map(({ kind }) => kind);
  const tellings = async (code: FamilyCode, enrolment: EnrolmentId) => {
    for (let times = 0; times < 2; times += 1) await followEnrolment(world.table, code, enrolment);
  };

  test.each(["accept", "hold", "refuse"] as const)(
    "taken back within ten seconds, all is as it was and nobody is told: %s",
    async (decision) => {
      const code = await world.newFamily();
      const enrolment = await at.ask(code);
      const held = await heldIn(world.table, code);
      const before = await enrolmentIn(world.table, code, enrolment);
      const { version, undoUntil } = await at.decide(code, enrolment, decision);
      expect(undoUntil).toBe(plusSeconds(monday, undoSeconds));
      const key = newKey();
      // A lost answer: sent again, it is once.
      for (let times = 0; times < 2; times += 1) await at.undo(code, enrolment, { seen: version, key });
      expect(await heldIn(world.table, code)).toEqual(held);
      expect((await enrolmentIn(world.table, code, enrolment))?.state).toEqual(before?.state);
      expect((await at.waiting()).enrolments.some(({ id: one }) => one === enrolment)).toBe(true);
      expect(await book(code, wednesday)).toEqual(["fileIncomplete"]);
      await tellings(code, enrolment);
      expect(await mails(code)).toEqual([]);
      // Decided again, it is told, once.
      await at.decide(code, enrolment, decision, { seen: 3 });
      await tellings(code, enrolment);
      expect(await mails(code)).toEqual(["enrolmentAnswered"]);
    },
  );

  test("is taken back from what was on hold to what it was, with its reason", async () => {
    const code = await world.newFamily();
    const enrolment = await at.ask(code);
    await at.decide(code, enrolment, "hold");
    const before = await enrolmentIn(world.table, code, enrolment);
    await at.decide(code, enrolment, "accept", { seen: 2 });
    await at.undo(code, enrolment, { seen: 3 });
    expect((await enrolmentIn(world.table, code, enrolment))?.state).toEqual(before?.state);
    // What was on hold has been told, or will be: that word stands.
    await tellings(code, enrolment);
    expect(await mails(code)).toEqual(["enrolmentAnswered"]);
  });

  test("stands after ten seconds, once another has acted, and where nothing was said", async () => {
    const code = await world.newFamily();
    const enrolment = await at.ask(code);
    expect((await problem(at.undo(code, enrolment, { seen: 1 }))).code).toBe("notPossible");
    await at.decide(code, enrolment, "hold");
    const late = await desk(world.table, afterwards);
    expect((await problem(late.undo(code, enrolment))).details.detail).toContain("dix secondes");
    await at.decide(code, enrolment, "accept", { seen: 2, session: second });
    expect((await problem(at.undo(code, enrolment))).details.detail).toContain("Agent Deux");
    expect(await statusOf(code, enrolment)).toBe("accepted");
  });

  test("stands once something is built on it, which is said: days booked, another asking", async () => {
    const code = await world.newFamily();
    const enrolment = await at.ask(code);
    await at.decide(code, enrolment, "accept");
    expect(await book(code, wednesday)).toEqual(["booked"]);
    expect((await problem(at.undo(code, enrolment))).details.detail).toContain("déjà réservé");
    expect(await statusOf(code, enrolment)).toBe("accepted");

    const other = await world.newFamily();
    const refused = await at.ask(other);
    await at.decide(other, refused, "refuse");
    const anew = await at.ask(other);
    expect((await problem(at.undo(other, refused))).details.detail).toContain("autre demande");
    expect(await heldIn(world.table, other)).toMatchObject([{ id: anew, standing: "asked" }]);
  });

  test("is one person's at a time: seen by all, refused to others, taken over on purpose, let go", async () => {
    const code = await world.newFamily();
    const enrolment = await at.ask(code);
    const holder = async () => (await at.waiting()).enrolments.find(({ id: one }) => one === enrolment)?.holder;
    expect(await holder()).toBeUndefined();
    await at.take(code, enrolment, "take", second);
    expect(await holder()).toEqual({ byName: "Agent Deux", at: monday, you: false });
    for (const doing of [() => at.take(code, enrolment, "take"), () => at.decide(code, enrolment, "accept")]) {
      const { code: refused, details } = await problem(doing());
      expect([refused, details.detail]).toEqual(["changed", expect.stringContaining("Agent Deux")]);
    }
    await at.take(code, enrolment, "takeOver");
    expect((await holder())?.you).toBe(true);
    expect((await problem(at.decide(code, enrolment, "accept", { session: second }))).code).toBe("changed");
    await at.take(code, enrolment, "letGo");
    expect(await holder()).toBeUndefined();
    await at.decide(code, enrolment, "accept", { session: second });
    expect((await problem(at.take(code, enrolment, "take"))).code).toBe("notPossible");
  });

  test("taken by two at once, it is one's", async () => {
    const code = await world.newFamily();
    const enrolment = await at.ask(code);
    const taken = await Promise.allSettled([
      at.take(code, enrolment, "take"),
      at.take(code, enrolment, "take", second),
    ]);
    expect(taken.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("A child of two households", () => {
  test("is enrolled by each for its own bookings; the other sees that, and neither opens nor ends anything by it", async () => {
    const [one, other] = [await world.newFamily(), await world.newFamily()];
    await shareChild(world.table, [one, other]);
    const enrolment = await at.ask(one);
    expect((await at.own(other)).children[0]?.elsewhere).toEqual([]);
    await at.decide(one, enrolment, "accept");
    const [seen] = (await at.own(other)).children;
    expect(seen?.elsewhere).toEqual([{ activityName: "Mercredis", from: first, to: last }]);
    expect(seen?.enrolments).toEqual([]);
    expect(await book(other, nextWednesday)).toEqual(["fileIncomplete"]);
    const own = await at.ask(other);
    await at.decide(other, own, "accept");
    expect(await book(other, nextWednesday)).toEqual(["booked"]);
    expect(await book(one, wednesday)).toEqual(["booked"]);
    await at.end(one, enrolment, wednesday);
    await followEnrolment(world.table, one, enrolment);
    expect(await bookings(one, wednesday)).toEqual([]);
    expect(await bookings(other, nextWednesday)).toEqual([`${nextWednesday} booked`]);
  });
});

describe("An enrolment that ends", () => {
  const accepted = async (...dates: readonly (typeof wednesday)[]) => {
    const code = await world.newFamily();
    const enrolment = await at.ask(code);
    await at.decide(code, enrolment, "accept");
    expect(await book(code, ...dates)).toEqual(dates.map(() => "booked"));
    return { code, enrolment };
  };
  /** After the deadline of the first Wednesday, before that of the second. */
  const afterDeadline = later("2026-12-01T11:00:00Z");

  test("by the family: later bookings are given up but those whose deadline is over, told once, and nothing more is booked", async () => {
    const { code, enrolment } = await accepted(wednesday, nextWednesday);
    const now = await desk(world.table, afterDeadline);
    await now.end(code, enrolment, wednesday);
    expect(await book(code, id("PlainDate", "2027-01-06"))).toEqual(["fileIncomplete"]);
    for (let times = 0; times < 3; times += 1)
      await followEnrolment(world.table, code, enrolment, { clock: afterDeadline });
    expect(await bookings(code, wednesday, nextWednesday)).toEqual([`${wednesday} booked`]);
    const mails = (await mailsTo(world.table, code)).filter(({ kind }) => kind === "enrolmentEnded");
    expect(mails).toMatchObject([{ facts: { lines: [{ date: nextWednesday }] } }]);
  });

  test("by the office: all of them, with its reason", async () => {
    const { code, enrolment } = await accepted(wednesday, nextWednesday);
    const now = await desk(world.table, afterDeadline);
    await now.endForFamily(code, enrolment, wednesday, { seen: 2 });
    await followEnrolment(world.table, code, enrolment, { clock: afterDeadline });
    expect(await bookings(code, wednesday, nextWednesday)).toEqual([]);
    const told = (await mailsTo(world.table, code)).find(({ kind }) => kind === "enrolmentEnded");
    expect(told).toMatchObject({ facts: { reason: "Déménagement", lines: [{}, {}] } });
  });

  test("leaves what comes before it, and may end earlier still, never later", async () => {
    const { code, enrolment } = await accepted(wednesday, nextWednesday);
    await at.end(code, enrolment, nextWednesday);
    await followEnrolment(world.table, code, enrolment);
    // The rest of the year can be asked anew.
    expect((await at.own(code)).children[0]?.offers).toMatchObject([{ from: nextWednesday, to: last }]);
    expect(await bookings(code, wednesday, nextWednesday)).toEqual([`${wednesday} booked`]);
    expect((await problem(at.end(code, enrolment, id("PlainDate", "2027-01-06"), { seen: 3 }))).code).toBe(
      "notPossible",
    );
    await at.end(code, enrolment, wednesday, { seen: 3 });
    await followEnrolment(world.table, code, enrolment);
    expect(await bookings(code, wednesday)).toEqual([]);
    const past = await problem(at.end(code, enrolment, id("PlainDate", "2026-11-22"), { seen: 4 }));
    expect(past).toMatchObject({ code: "request.invalid", details: { errors: [{ field: "from" }] } });
  });

  test("frees the place, which goes to who waits", async () => {
    const small = await openWorld(enrolling(1));
    try {
      const office = await desk(small.table);
      const [one, other] = [await small.newFamily(), await small.newFamily()];
      for (const code of [one, other]) await office.enter(code);
      const useCases = await useCasesOver(small.table);
      await guardian(useCases, one).book([line(1, wednesday)]);
      const waits = await guardian(useCases, other).book([{ ...line(1, wednesday), ifFull: "wait" }]);
      expect(waits.lines[0]?.outcome).toBe("waiting");
      const [enrolment] = (await office.own(one)).children[0]?.enrolments ?? [];
      if (!enrolment) throw new Error("There is no enrolment");
      await office.end(one, enrolment.id, wednesday, { seen: 1 });
      await followEnrolment(small.table, one, enrolment.id);
      expect((await guardian(useCases, one).list(wednesday)).bookings).toEqual([]);
      const freed = await guardian(useCases, one).preview([line(1, wednesday)]);
      expect(freed.lines[0]?.refusal?.code).toBe("fileIncomplete");
      // Nobody else may take what is kept for those who wait.
      const third = await small.newFamily();
      await office.enter(third);
      const preview = await guardian(useCases, third).preview([line(1, wednesday)]);
      expect(preview.lines[0]?.refusal?.code).toBe("beingOffered");
    } finally {
      await small.end();
    }
  });

  test("what a request booked meanwhile, that knew nothing of the end, is given up once no request can live any more", async () => {
    const { code, enrolment } = await accepted(wednesday);
    await at.end(code, enrolment, wednesday);
    await followEnrolment(world.table, code, enrolment);
    // A request that had read the family before: the child's record as it was then.
    const key = keys.child(code, child(1));
    const was = await heldIn(world.table, code);
    const write = (value: readonly unknown[]) =>
      world.table.client.send(
        new UpdateCommand({
          TableName: world.table.name,
          Key: { ...key },
          UpdateExpression: "SET enrolments = :value",
          ExpressionAttributeValues: { ":value": value },
        }),
      );
    const [held] = was;
    await write([{ ...(typeof held === "object" ? held : {}), to: last }]);
    expect(await book(code, nextWednesday)).toEqual(["booked"]);
    await write(was);
    const [act] = await recordsOf(world.table, code, "ACT#");
    await endAct(world.table, code, String(act?.["requestToken"]));
    await followEnrolment(world.table, code, enrolment, { seen: 3 });
    await followEnrolment(world.table, code, enrolment, { seen: 3 });
    expect(await bookings(code, wednesday, nextWednesday)).toEqual([]);
    const told = (await mailsTo(world.table, code)).filter(({ kind }) => kind === "enrolmentEnded");
    expect(told).toMatchObject([
      { facts: { lines: [{ date: wednesday }] } },
      { facts: { lines: [{ date: nextWednesday }] } },
    ]);
  });
});

describe("Reading", () => {
  test("a family's page is one wave, two with a child of two households; a decision is one batch and one transaction", async () => {
    const { table, calls } = world.another();
    const own = await desk(table);
    const [one, other] = [await world.newFamily(3), await world.newFamily()];
    calls.take();
    await own.own(one);
    expect(calls.take()).toMatchObject({ roundTrips: 1, writeUnits: 0 });
    const enrolment = await own.ask(one);
    expect(calls.take().roundTrips).toBe(2);
    await own.decide(one, enrolment, "accept");
    expect(calls.take().calls.map(({ name }) => name)).toEqual(["BatchGetItem", "TransactWriteItems"]);
    await shareChild(table, [one, other]);
    calls.take();
    await own.own(other);
    expect(calls.take().roundTrips).toBe(2);
  });

  test("the office's list costs the same calls however many wait, and shows each once", async () => {
    const town = await openWorld(enrolling());
    try {
      const { table, calls } = town.another();
      const office = await desk(table);
      const asked: EnrolmentId[] = [];
      const count = async (families: number): Promise<number> => {
        for (let rank = 0; rank < families; rank += 1) asked.push(await office.ask(await town.newFamily()));
        calls.take();
        await office.waiting();
        return calls.take().calls.length;
      };
      const few = await count(1);
      // The page, its people, and who has what in hand.
      expect(few).toBe(3);
      expect(await count(54)).toBe(few);
      const page = await office.waiting();
      expect(page.enrolments).toHaveLength(50);
      const rest = await office.waiting("asked", page.next);
      expect(rest.next).toBeUndefined();
      expect([...page.enrolments, ...rest.enrolments].map((one) => one.id).toSorted()).toEqual(asked.toSorted());
      const [waiting] = page.enrolments;
      if (!waiting) throw new Error("Nothing waits");
      await office.decide(waiting.familyCode, waiting.id, "hold");
      expect((await office.waiting("onHold")).enrolments).toMatchObject([
        { id: waiting.id, reason: "Il manque une pièce" },
      ]);
      expect((await office.waiting()).enrolments.some((one) => one.id === waiting.id)).toBe(false);
    } finally {
      await town.end();
    }
  });
});
