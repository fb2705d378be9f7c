/** A family's file, changed at once or by request: sent, answered, decided, taken back, by one or by two. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { monday, newKey } from "../booking/support.ts";
import type { World } from "../document/support.ts";
import {
  followRequests,
  mailsOf,
  newAddress,
  newFamily,
  office,
  oldAddress,
  openRequestWorld,
  other,
  proof,
  requestDesk,
  sentAddress,
  tellLater,
  theOnly,
  type RequestDesk,
} from "./support.ts";
import { refused } from "../../support/refused.ts";

let world: World;
let at: RequestDesk;
beforeAll(async () => {
  world = await openRequestWorld();
  at = await requestDesk(world);
});
afterAll(() => world.end());

const faultsOf = async (call: Promise<unknown>) => (await refused(call)).details.errors ?? [];

const adult = (guardianId: string) => ({ section: "adult", guardianId: id("GuardianId", guardianId) }) as const;
const lastName = (seen: string, value: string) => ({ field: "lastName", seen, value });
const addressOf = async (code: FamilyCode) => (await at.family(code)).household.address;

describe("A change that needs no check", () => {
  test("is written at once, and stands in the family's list", async () => {
    const code = await newFamily(world.table);
    const answer = await at.send(code, {
      ...adult("2"),
      changes: [
        { field: "phone", seen: null, value: "0698765432" },
        { field: "employer", seen: null, value: "<b>=SOMME(1)</b>" },
      ],
    });
    expect(answer).toEqual({ written: true });
    expect((await at.family(code)).household.guardians[1]?.phone).toBe("06 98 76 54 32");
    const { sections } = await at.file(code, adult("2"));
    expect(sections[0]?.fields.find(({ id: field }) => field === "employer")?.value).toBe("<b>=SOMME(1)</b>");
    const request = theOnly((await at.list(code)).requests);
    expect(request).toMatchObject({ state: "done", whose: "M. Durand" });
    expect(request.changes.map(({ label, after }) => [label, after])).toEqual([
      ["Téléphone", "06 98 76 54 32"],
      ["Employeur", "<b>=SOMME(1)</b>"],
    ]);
  });

  test("sent twice is written once", async () => {
    const code = await newFamily(world.table);
    const body = { ...adult("2"), changes: [{ field: "phone", seen: null, value: "0698765432" }] };
    const key = newKey();
    const [one, two] = [await at.send(code, body, key), await at.send(code, body, key)];
    expect(two).toEqual(one);
    expect((await at.list(code)).requests).toHaveLength(1);
  });

  test("of a field that the other adult has just changed tells who, with both values, and loses nothing", async () => {
    const code = await newFamily(world.table);
    const phone = (value: string) => ({ ...adult("1"), changes: [{ field: "phone", seen: "06 12 34 56 78", value }] });
    await at.send(code, phone("0611111111"));
    const { code: problem, details } = await refused(at.send(code, phone("0622222222")));
    expect(problem).toBe("changed");
    expect(details.detail).toMatch(/changé par .* à 09:00.*06 11 11 11 11.*06 22 22 22 22/u);
    expect((await at.family(code)).household.guardians[0]?.phone).toBe("06 11 11 11 11");
  });

  test("of two adults at the same moment, on two fields: both stand", async () => {
    const code = await newFamily(world.table);
    await Promise.all([
      at.send(code, { ...adult("1"), changes: [{ field: "profession", seen: null, value: "Boulangère" }] }),
      at.send(code, { ...adult("2"), changes: [{ field: "profession", seen: null, value: "Facteur" }] }),
    ]);
    const { sections } = await at.file(code);
    const parts = sections.filter(({ section }) => section === "household" || section === "adult");
    const said = parts.map(({ fields }) => fields.find(({ id: field }) => field === "profession")?.said);
    expect(said).toEqual([undefined, "Boulangère", "Facteur"]);
  });
});

describe("Of two adults who ask for the same change at once", () => {
  /** The nth call of that name has its answer, and is held until the other one has asked and been answered. */
  async function holding(name: string, nth: number, other: () => Promise<unknown>, held: () => Promise<unknown>) {
    let calls = 0;
    const { middlewareStack } = world.table.client;
    middlewareStack.add(
      (next, context) => async (args) => {
        const isHeld = context.commandName?.startsWith(name) === true && (calls += 1) === nth;
        if (isHeld && name === "TransactWrite") await other();
        const answer = await next(args);
        if (isHeld && name !== "TransactWrite") await other();
        return answer;
      },
      { step: "initialize", name: "held" },
    );
    const outcome = await held().then(
      () => null,
      (error: unknown) => error,
    );
    middlewareStack.remove("held");
    return { outcome, met: calls >= nth };
  }

  test.each(["TransactWrite", "Query", "Get"])(
    "one request waits and the later one is told so, wherever it was held: %s",
    async (name) => {
      let times = 0;
      for (let nth = 1, more = true; more; nth += 1) {
        const code = await newFamily(world.table);
        const [one, two] = [await proof(world, code), await proof(world, code)];
        const ask = (rank: string, document: typeof one) => async () =>
          (await requestDesk(world, () => monday, rank)).send(code, {
            section: "household",
            changes: [{ field: "address", seen: oldAddress, value: newAddress }],
            documents: [document],
          });
        const { outcome, met } = await holding(name, nth, ask("2", two), ask("1", one));
        more = met;
        if (!met) break;
        times += 1;
        const open = (await at.list(code)).requests.filter(({ state }) => state === "sent");
        expect(open).toHaveLength(1);
        // Held before its reads, it may have been first; held after them, it is told.
        if (outcome !== null) expect(outcome).toMatchObject({ code: "request.invalid" });
      }
      expect(times).toBeGreaterThan(0);
    },
  );
});

describe("Bad input", () => {
  test("is told field by field, and nothing is written", async () => {
    const code = await newFamily(world.table);
    const errors = await faultsOf(
      at.send(code, {
        ...adult("1"),
        changes: [
          { field: "phone", seen: "06 12 34 56 78", value: "0012345678" },
          { field: "lastName", seen: "Durand", value: "<script>" },
          { field: "firstName", seen: "Anne", value: "" },
          { field: "birthDate", seen: null, value: "2030-01-01" },
          { field: "surnom", seen: null, value: "x" },
          { field: "email", seen: "anne@exemple.fr", value: "anne" },
        ],
      }),
    );
    expect(errors.map(({ field }) => field).sort()).toEqual([
      "values.birthDate",
      "values.email",
      "values.firstName",
      "values.lastName",
      "values.phone",
      "values.surnom",
    ]);
    expect((await at.list(code)).requests).toEqual([]);
  });

  test("of a household without anybody who pays is refused", async () => {
    const code = await newFamily(world.table);
    const errors = await faultsOf(
      at.send(code, { ...adult("1"), changes: [{ field: "payer", seen: true, value: false }] }),
    );
    expect(errors.map(({ field }) => field)).toEqual(["values.payer"]);
  });

  test("of what the family has not is not found: an adult, a document of another family", async () => {
    const [code, stranger] = [await newFamily(world.table), await newFamily(world.table)];
    expect(
      (await refused(at.send(code, { ...adult("7"), changes: [{ field: "phone", seen: null, value: "0698765432" }] })))
        .code,
    ).toBe("notFound");
    const foreign = await proof(world, stranger);
    const change = {
      section: "household" as const,
      changes: [{ field: "address", seen: oldAddress, value: newAddress }],
    };
    expect((await refused(at.send(code, { ...change, documents: [foreign] }))).code).toBe("notFound");
    const request = await sentAddress(world, stranger);
    expect((await refused(at.withdraw(code, request, 1))).code).toBe("notFound");
  });

  test("without the document that the town asks for says which", async () => {
    const code = await newFamily(world.table);
    const errors = await faultsOf(
      at.send(code, { section: "household", changes: [{ field: "address", seen: oldAddress, value: newAddress }] }),
    );
    expect(errors.map(({ field }) => field)).toEqual(["documents.domicile"]);
    expect(errors[0]?.message).toContain("Justificatif de domicile");
  });
});

describe("A change that the office checks", () => {
  test("waits, is shown as such, and is accepted with its document in one write", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    expect(await addressOf(code)).toEqual(oldAddress);
    const field = (await at.file(code)).sections[0]?.fields[0];
    expect(field).toMatchObject({ waiting: { requestId, said: "2 place du Marché, 45300 Pithiviers" } });
    const opened = await at.open(code, requestId);
    expect(opened.papers).toMatchObject([{ name: "photo.jpg", kindName: "Justificatif de domicile", readable: true }]);
    const accepted = await at.accept(opened);
    expect(accepted.state).toBe("accepted");
    expect(await addressOf(code)).toEqual(newAddress);
    expect((await at.waiting()).requests.filter(({ familyCode }) => familyCode === code)).toEqual([]);
    const document = [...(await world.records()).values()].find(
      (item) => item["entity"] === "document" && item["familyCode"] === code,
    );
    expect(document?.["state"]).toMatchObject({ status: "accepted" });
    expect(document?.["g1pk"]).toBeUndefined();
  });

  test("is one request while it waits: the same field cannot be asked for twice", async () => {
    const code = await newFamily(world.table);
    await sentAddress(world, code);
    const errors = await faultsOf(
      at.send(code, {
        section: "household",
        changes: [{ field: "address", seen: oldAddress, value: { ...newAddress, town: "Ascoux" } }],
        documents: [await proof(world, code)],
      }),
    );
    expect(errors[0]?.message).toContain("attend déjà");
  });

  test("with what is not checked: that is written, the rest is sent, both or none", async () => {
    const code = await newFamily(world.table);
    const answer = await at.send(code, {
      ...adult("2"),
      changes: [lastName("Durand", "Martin"), { field: "phone", seen: null, value: "0698765432" }],
    });
    expect(answer.written).toBe(true);
    expect(answer.sent).toBeDefined();
    expect((await at.list(code)).requests.map(({ state }) => state).sort()).toEqual(["done", "sent"]);
    expect((await at.family(code)).household.guardians[1]).toMatchObject({
      lastName: "Durand",
      phone: "06 98 76 54 32",
    });
  });

  test("is corrected while it waits, refused with a reason, mended and sent again, then accepted", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    const papers = (await at.open(code, requestId)).papers.map(({ id: document }) => ({ id: document }));
    const second = { ...newAddress, lines: ["3 place du Marché"] };
    const change = (value: typeof second) => ({
      changes: [{ field: "address", seen: oldAddress, value }],
      documents: papers,
    });
    await at.correct(code, requestId, 1, change(second));
    const no = await at.say(await at.open(code, requestId), "refuse", "Le justificatif ne se lit pas.");
    expect(no.state).toBe("refused");
    const later = await requestDesk(world, () => plusSeconds(monday, 60));
    const told = theOnly((await later.list(code)).requests);
    expect(told.state).toBe("refused");
    expect(told.acts.at(-1)).toMatchObject({
      what: "refused",
      who: "Le guichet",
      text: "Le justificatif ne se lit pas.",
    });
    const third = { ...newAddress, lines: ["4 place du Marché"] };
    const again = await later.correct(code, requestId, told.version, change(third));
    expect(again.state).toBe("sent");
    await later.accept(await later.open(code, requestId));
    expect(await addressOf(code)).toEqual(third);
  });

  test("that was refused is not mended beside one that waits on the same field, nor corrected into it", async () => {
    const code = await newFamily(world.table);
    const first = await sentAddress(world, code);
    const papers = (await at.open(code, first)).papers.map(({ id: document }) => ({ id: document }));
    await at.say(await at.open(code, first), "refuse", "Le justificatif ne se lit pas.");
    const later = await requestDesk(world, () => plusSeconds(monday, 60));
    const second = await sentAddress(world, code, () => plusSeconds(monday, 60));
    const mended = { ...newAddress, lines: ["4 place du Marché"] };
    const mend = async () =>
      later.correct(code, first, (await later.open(code, first)).version, {
        changes: [{ field: "address", seen: oldAddress, value: mended }],
        documents: papers,
      });
    const { code: problem, details } = await refused(mend());
    expect([problem, details.errors]).toEqual([
      "request.invalid",
      [{ field: "values.address", message: expect.stringContaining("attend déjà") as unknown }],
    ]);
    expect((await later.open(code, first)).state).toBe("refused");
    // The one that waits is no obstacle to itself; and once it is withdrawn the other may be mended.
    const corrected = await later.correct(code, second, 1, {
      changes: [{ field: "address", seen: oldAddress, value: mended }],
      documents: papers,
    });
    await later.withdraw(code, second, corrected.version);
    expect((await mend()).state).toBe("sent");
  });

  test("of one that is mended while another is sent on the same field, one waits", async () => {
    const at60 = await requestDesk(world, () => plusSeconds(monday, 60));
    const change = { changes: [{ field: "address", seen: oldAddress, value: newAddress }] };
    for (let round = 0; round < 6; round += 1) {
      const code = await newFamily(world.table);
      const first = await sentAddress(world, code);
      const papers = (await at.open(code, first)).papers.map(({ id: document }) => ({ id: document }));
      await at.say(await at.open(code, first), "refuse", "Le justificatif ne se lit pas.");
      const { version } = await at60.open(code, first);
      const documents = [await proof(world, code)];
      const said = await Promise.allSettled([
        at60.correct(code, first, version, { ...change, documents: papers }),
        at60.send(code, { section: "household", ...change, documents }),
      ]);
      expect(said.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const open = (await at60.list(code)).requests.filter(({ state }) => state === "sent");
      expect(open).toHaveLength(1);
    }
  });

  test("is asked more about, answered, and withdrawn; then nobody decides on it", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    const asked = await at.say(await at.open(code, requestId), "askMore", "Merci d’envoyer une photo plus nette.");
    expect(asked.state).toBe("moreAsked");
    const answered = await at.answer(code, requestId, asked.version, "La voici.");
    expect(answered.state).toBe("takenInHand");
    const opened = await at.open(code, requestId);
    await at.withdraw(code, requestId, answered.version);
    const { code: problem, details } = await refused(at.accept(opened));
    expect([problem, details.detail]).toEqual(["notPossible", expect.stringContaining("a retiré")]);
    expect(await addressOf(code)).toEqual(oldAddress);
  });

  test("is in one pair of hands: the other is told whose, and may take it over", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    const opened = await at.open(code, requestId);
    await at.take(opened, office);
    const { code: problem, details } = await refused(at.accept(opened, other));
    expect([problem, details.detail]).toEqual(["changed", expect.stringContaining("prise en charge par Agent un")]);
    const taken = await at.take(await at.open(code, requestId, other), other, true);
    expect(taken.holder).toMatchObject({ byName: "Agent deux", you: true });
    expect((await at.accept(taken, other)).state).toBe("accepted");
  });

  test("of two decisions at once has one, and the later is told of the other", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    const opened = await at.open(code, requestId);
    const outcomes = await Promise.allSettled([
      at.accept(opened, office),
      at.say(opened, "refuse", "Le justificatif ne se lit pas.", other),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { state } = await at.open(code, requestId);
    expect(await addressOf(code)).toEqual(state === "accepted" ? newAddress : oldAddress);
  });

  test("sent again by the same press is one decision", async () => {
    const code = await newFamily(world.table);
    const opened = await at.open(code, await sentAddress(world, code));
    const key = newKey();
    const [one, two] = [await at.accept(opened, office, key), await at.accept(opened, office, key)];
    expect(two.version).toBe(one.version);
  });

  test("beside a file that has changed meanwhile: all three values, nothing written over; then staff decides", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    const opened = await at.open(code, requestId);
    const moved = { ...newAddress, lines: ["9 rue Neuve"] };
    await at.change(code, { section: "household", changes: [{ field: "address", seen: oldAddress, value: moved }] });
    const { code: problem, details } = await refused(at.accept(opened));
    expect(problem).toBe("changed");
    expect(details.detail).toMatch(/1\srue des Lilas.*2\splace du Marché.*9\srue Neuve/u);
    expect(await addressOf(code)).toEqual(moved);
    const again = await at.open(code, requestId);
    expect(again.standing[0]).toMatchObject({ moved: true, said: "9 rue Neuve, 45300 Pithiviers" });
    await at.accept(again);
    expect(await addressOf(code)).toEqual(newAddress);
  });

  test("is not disturbed by what else is written to the same record", async () => {
    const code = await newFamily(world.table);
    const opened = await at.open(code, await sentAddress(world, code));
    await at.send(code, { ...adult("2"), changes: [{ field: "phone", seen: null, value: "0698765432" }] });
    expect((await at.accept(opened)).state).toBe("accepted");
    expect((await at.family(code)).household.guardians[1]?.phone).toBe("06 98 76 54 32");
  });
});

describe("A decision", () => {
  test("taken back within ten seconds leaves request, file and documents as they were, and tells nobody", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    const before = await world.records();
    const accepted = await at.accept(await at.open(code, requestId));
    const undone = await (await requestDesk(world, () => plusSeconds(monday, 9))).undo(accepted);
    expect(undone.state).toBe("sent");
    expect(await addressOf(code)).toEqual(oldAddress);
    const waits = [...(await world.records()).values()].find(
      (item) => item["entity"] === "document" && item["familyCode"] === code,
    );
    expect(waits).toMatchObject({ state: { status: "toCheck" }, g1pk: "APPROVALS" });
    await tellLater(world, await followRequests(world, before));
    expect(await mailsOf(world, code)).toEqual([]);
    expect((await at.waiting()).requests.map(({ id: one }) => one)).toContain(requestId);
  });

  test("later than that stays", async () => {
    const code = await newFamily(world.table);
    const accepted = await at.accept(await at.open(code, await sentAddress(world, code)));
    const late = await requestDesk(world, () => plusSeconds(monday, 11));
    expect((await refused(late.undo(accepted))).details.detail).toContain("dix secondes");
    expect(await addressOf(code)).toEqual(newAddress);
  });

  test("is told once, however often the stream and the schedule come, and a note after it changes nothing of that", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    const before = await world.records();
    const accepted = await at.accept(await at.open(code, requestId));
    const later = await followRequests(world, before);
    await at.note(accepted, "Vu au guichet");
    await tellLater(world, [...later, ...later]);
    await tellLater(world, await followRequests(world, before));
    expect(await mailsOf(world, code)).toEqual(["requestAnswered"]);
    // The family sees no note.
    const shown = theOnly((await (await requestDesk(world, () => plusSeconds(monday, 60))).list(code)).requests);
    expect(shown.acts.map(({ what }) => what)).toEqual(["sent", "accepted"]);
  });

  test("to ask for more is taken back within ten seconds too: the request waits as it did, and nobody is told", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    const before = await world.records();
    const asked = await at.say(await at.open(code, requestId), "askMore", "Il manque une page.");
    expect(asked.undoUntil).toBeDefined();
    const shown = theOnly((await at.list(code)).requests);
    expect([shown.state, shown.acts.map(({ what }) => what)]).toEqual(["takenInHand", ["sent"]]);
    const undone = await (await requestDesk(world, () => plusSeconds(monday, 9))).undo(asked);
    expect([undone.state, undone.holder]).toEqual(["sent", undefined]);
    await tellLater(world, await followRequests(world, before));
    expect(await mailsOf(world, code)).toEqual([]);
    // Asked again, and left: it is told, once.
    const again = await at.say(undone, "askMore", "Il manque une page.", other);
    await tellLater(world, await followRequests(world, before));
    expect(await mailsOf(world, code)).toEqual(["requestAnswered"]);
    const later = await requestDesk(world, () => plusSeconds(monday, 60));
    const told = theOnly((await later.list(code)).requests);
    expect([told.state, told.acts.map(({ what }) => what)]).toEqual(["moreAsked", ["sent", "moreAsked"]]);
    expect((await refused(later.undo(again, other))).details.detail).toContain("dix secondes");
    // Answered, there is nothing left to take back.
    const answered = await at.answer(code, requestId, again.version, "La voici.");
    expect((await refused(at.undo({ ...again, version: answered.version }, other))).details.detail).toContain(
      "n’est pas décidée",
    );
  });

  test("that follows what was asked, and is taken back, leaves that told", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    const before = await world.records();
    const asked = await at.say(await at.open(code, requestId), "askMore", "Il manque une page.");
    const later = await followRequests(world, before);
    await at.undo(await at.accept(asked));
    await tellLater(world, later);
    expect(await mailsOf(world, code)).toEqual(["requestAnswered"]);
  });

  test("is not seen by the family before it is final", async () => {
    const code = await newFamily(world.table);
    await at.say(await at.open(code, await sentAddress(world, code)), "refuse", "Le justificatif ne se lit pas.");
    const shown = theOnly((await at.list(code)).requests);
    expect(shown.state).toBe("takenInHand");
    expect(shown.acts.map(({ what }) => what)).toEqual(["sent"]);
  });
});

describe("A child to add", () => {
  const sofia = (change: Readonly<Record<string, string>> = {}) =>
    Object.entries({
      arrival: "birth",
      firstName: "Sofia",
      lastName: "Durand",
      birthDate: "2026-11-01",
      ...change,
    }).map(([field, value]) => ({ field, seen: null, value }));

  test("is in the file once it is accepted, with a code of its own, and can be taken back", async () => {
    const code = await newFamily(world.table);
    const { sent } = await at.send(code, { section: "newChild", changes: sofia() });
    if (sent === undefined) throw new Error("A child is checked");
    expect((await at.family(code)).children).toHaveLength(1);
    const accepted = await at.accept(await at.open(code, sent));
    const added = (await at.family(code)).children.find(({ firstName }) => firstName === "Sofia");
    expect(added).toMatchObject({ lastName: "Durand", birthDate: "2026-11-01" });
    expect(added?.id).toMatch(/^P[0-9A-Z]{8}$/u);
    await at.undo(accepted);
    expect((await at.family(code)).children.map(({ firstName }) => firstName)).toEqual(["Léa"]);
    await at.accept(await at.open(code, sent));
    expect((await at.family(code)).children.map(({ firstName }) => firstName)).toEqual(["Léa", "Sofia"]);
  });

  test("that is listed already is refused, when it is sent and when it is accepted", async () => {
    const code = await newFamily(world.table);
    const lea = sofia({ firstName: "LEA", birthDate: "2018-03-14" });
    expect((await faultsOf(at.send(code, { section: "newChild", changes: lea })))[0]?.message).toContain("est déjà");
    const { sent } = await at.send(code, { section: "newChild", changes: sofia() });
    if (sent === undefined) throw new Error("A child is checked");
    const opened = await at.open(code, sent);
    const outcomes = await Promise.allSettled([
      at.accept(opened, office),
      at.change(code, { section: "newChild", changes: sofia() }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await at.family(code)).children).toHaveLength(2);
  });

  test("that waits already is not asked for twice, however it is written; a twin is", async () => {
    const code = await newFamily(world.table);
    const send = (change: Readonly<Record<string, string>>) =>
      at.send(code, { section: "newChild", changes: sofia(change) });
    const { sent } = await send({});
    if (sent === undefined) throw new Error("A child is checked");
    expect(await faultsOf(send({ firstName: "SOFIA ", lastName: "DURAND", arrival: "adoption" }))).toEqual([
      { field: "values.firstName", message: expect.stringContaining("attend déjà la validation") as string },
    ]);
    const twin = await send({ firstName: "Alma" });
    if (twin.sent === undefined) throw new Error("A child is checked");
    const { version } = await at.open(code, twin.sent);
    expect(await faultsOf(at.correct(code, twin.sent, version, { changes: [...sofia()], documents: [] }))).toHaveLength(
      1,
    );
    await at.withdraw(code, sent, 1);
    expect((await send({})).sent).toBeDefined();
  });

  test("that is to be born, grown up or nameless says what to mend", async () => {
    const code = await newFamily(world.table);
    const bad = sofia({ birthDate: "2027-01-01", firstName: "", arrival: "autre" });
    const fields = (await faultsOf(at.send(code, { section: "newChild", changes: bad }))).map(({ field }) => field);
    expect(fields.sort()).toEqual(["values.arrival", "values.birthDate", "values.firstName"]);
  });
});

describe("Whether a household lives or works in the territory", () => {
  const resident = (seen: boolean, value: boolean | null) => ({
    section: "household" as const,
    changes: [{ field: "resident", seen, value }],
  });
  const isResident = async (code: FamilyCode) => (await at.family(code)).household.resident;

  test("is asked by the family and checked, or changed by staff with a reason; never unsaid", async () => {
    const code = await newFamily(world.table);
    const { sent } = await at.send(code, resident(true, false));
    if (sent === undefined) throw new Error("It is checked");
    expect(await isResident(code)).toBe(true);
    expect((await at.list(code)).requests[0]?.changes).toMatchObject([{ before: "oui", after: "non" }]);
    await at.accept(await at.open(code, sent));
    expect(await isResident(code)).toBe(false);
    await at.change(code, resident(false, true), "Travaille à Pithiviers depuis septembre");
    expect(await isResident(code)).toBe(true);
    expect(await faultsOf(at.send(code, resident(true, null)))).toEqual([
      { field: "values.resident", message: expect.stringContaining("obligatoire") as string },
    ]);
  });
});

describe("The office's list", () => {
  test("finds by kind, age, school and words, and costs one query in a town of any size", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentAddress(world, code);
    const found = async (query: Parameters<RequestDesk["waiting"]>[0]) =>
      (await at.waiting(query)).requests.map(({ id: one }) => one).includes(requestId);
    expect(await found({ section: "household", text: "marche durand", school: "ecole jean moulin" })).toBe(true);
    expect(await found({ text: code })).toBe(true);
    expect(await found({ section: "newChild" })).toBe(false);
    expect(await found({ text: "martin" })).toBe(false);
    expect(await found({ days: "1" })).toBe(false);
    const later = await requestDesk(world, () => plusSeconds(monday, 3 * 86_400));
    expect((await later.waiting({ days: "3" })).requests.map(({ id: one }) => one)).toContain(requestId);
    world.calls.take();
    await at.waiting();
    expect(world.calls.take().calls.map(({ name }) => name)).toEqual(["Query"]);
  });

  test("changes what the family can, with a reason that the family reads and a mail without detail", async () => {
    const code = await newFamily(world.table);
    const before = await world.records();
    await at.change(code, { ...adult("2"), changes: [lastName("Durand", "Petit")] }, "Jugement de divorce");
    expect((await at.family(code)).household.guardians[1]?.lastName).toBe("Petit");
    await followRequests(world, before);
    expect(await mailsOf(world, code)).toEqual(["fileChanged"]);
    const shown = theOnly((await at.list(code)).requests);
    expect(shown.acts).toEqual([
      { what: "done", at: monday, who: "Le guichet", side: "office", text: "Jugement de divorce" },
    ]);
  });
});
