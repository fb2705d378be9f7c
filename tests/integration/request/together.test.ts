/** Several changes that go together: one request, one paper each, one decision, all of it or none. */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import { everyDeath } from "../booking/faults.ts";
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
  proof,
  requestDesk,
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

const adult = (guardianId: string) => ({ section: "adult", guardianId: id("GuardianId", guardianId) }) as const;
const moving = { section: "household", changes: [{ field: "address", seen: oldAddress, value: newAddress }] } as const;
const mail = (value: string) => ({
  ...adult("1"),
  changes: [{ field: "email", seen: "anne@exemple.fr", value }],
});
const named = (value: string) => ({ ...adult("2"), changes: [{ field: "lastName", seen: "Durand", value }] });

/** A move, a new e-mail and a new name, sent together with the one paper that they ask for. */
async function sentTogether(code: FamilyCode, key = newKey()) {
  const body = {
    section: moving.section,
    changes: [...moving.changes],
    more: [mail("nouvelle@exemple.fr"), named("Petit")],
    documents: [await proof(world, code)],
  };
  const { sent } = await at.send(code, body, key);
  if (sent === undefined) throw new Error("They are checked");
  return sent;
}
const standsOf = async (code: FamilyCode) => {
  const { household } = await at.family(code);
  return [household.address, household.guardians[0]?.email, household.guardians[1]?.lastName];
};
const before = [oldAddress, "anne@exemple.fr", "Durand"];
const after = [newAddress, "nouvelle@exemple.fr", "Petit"];

describe("Changes that are sent together", () => {
  test("are one request, found by each of them, and nothing is written before the office's word", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentTogether(code);
    const request = theOnly((await at.list(code)).requests);
    expect(request).toMatchObject({ id: requestId, section: "household", state: "sent" });
    expect(request.more?.map(({ section, whose }) => [section, whose])).toEqual([
      ["adult", "Mme Durand"],
      ["adult", "M. Durand"],
    ]);
    expect(await standsOf(code)).toEqual(before);
    const { sections } = await at.file(code);
    const waiting = sections.flatMap(({ fields }) => fields.flatMap((one) => (one.waiting ? [one.waiting.said] : [])));
    expect(waiting).toEqual(["2 place du Marché, 45300 Pithiviers", "nouvelle@exemple.fr", "Petit"]);
    const found = await at.waiting({ section: "adult", text: `petit ${code}` });
    expect(found.requests).toMatchObject([{ id: requestId, more: 2, fields: ["Adresse", "Adresse e-mail", "Nom"] }]);
  });

  test("are accepted by one word, taken back by one, and told once", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentTogether(code);
    const known = await world.records();
    const opened = await at.open(code, requestId);
    expect(opened.standing.map(({ said, moved }) => [said, moved])).toEqual([
      ["1 rue des Lilas, 45300 Pithiviers", false],
      ["anne@exemple.fr", false],
      ["Durand", false],
    ]);
    const accepted = await at.accept(opened);
    expect(accepted.state).toBe("accepted");
    expect(await standsOf(code)).toEqual(after);
    expect((await at.undo(accepted)).state).toBe("sent");
    expect(await standsOf(code)).toEqual(before);
    await at.accept(await at.open(code, requestId));
    expect(await standsOf(code)).toEqual(after);
    const later = () => plusSeconds(monday, 60);
    await tellLater(world, await followRequests(world, known, later), later);
    expect(await mailsOf(world, code)).toEqual(["requestAnswered"]);
  });

  test("of which one has changed meanwhile: all three values are told, and nothing of any is written", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentTogether(code);
    const opened = await at.open(code, requestId);
    await at.change(code, named("Grand"));
    const { code: problem, details } = await refused(at.accept(opened));
    expect(problem).toBe("changed");
    expect(details.detail).toMatch(/^Nom .*«.Durand.».*«.Petit.».*«.Grand.»/u);
    expect(await standsOf(code)).toEqual([oldAddress, "anne@exemple.fr", "Grand"]);
    expect((await at.open(code, requestId)).state).toBe("sent");
    // Seen so, it is accepted over it.
    await at.accept(await at.open(code, requestId));
    expect(await standsOf(code)).toEqual(after);
  });

  test("ask for their papers, each once, and say which part is wrong", async () => {
    const code = await newFamily(world.table);
    const missing = await refused(at.send(code, { ...moving, changes: [...moving.changes], more: [named("Petit")] }));
    expect(missing.details.errors?.map(({ field }) => field)).toEqual(["documents.domicile"]);
    const wrong = await refused(
      at.send(code, {
        section: "household",
        changes: [{ field: "situation", seen: null, value: "married" }],
        more: [mail("pas une adresse"), named("")],
      }),
    );
    expect(wrong.details.errors?.map(({ field }) => field)).toEqual([
      "parts.1.values.email",
      "parts.2.values.lastName",
    ]);
    expect((await at.list(code)).requests).toEqual([]);
  });

  test("of which some need no check: those are written at once, as one line", async () => {
    const code = await newFamily(world.table);
    const answer = await at.send(code, {
      ...adult("1"),
      changes: [{ field: "employer", seen: null, value: "Mairie" }],
      more: [
        { ...adult("2"), changes: [{ field: "employer", seen: null, value: "La Poste" }] },
        { section: "household", changes: [{ field: "situation", seen: null, value: "married" }] },
      ],
    });
    expect(answer.written).toBe(true);
    const { requests } = await at.list(code);
    expect(requests.map(({ state, more = [] }) => [state, 1 + more.length]).sort()).toEqual([
      ["done", 2],
      ["sent", 1],
    ]);
  });

  test("may not name a part twice, nor whoever comes or leaves, nor stand beside another request on a field", async () => {
    const code = await newFamily(world.table);
    const several = (more: NonNullable<Parameters<RequestDesk["send"]>[1]["more"]>) =>
      refused(at.send(code, { ...named("Petit"), more }));
    expect((await several([named("Grand")])).details.detail).toMatch(/deux fois/u);
    const leaving = { field: "from", seen: null, value: "2026-12-24" };
    expect((await several([{ ...adult("1"), section: "adultLeaving", changes: [leaving] }])).details.detail).toMatch(
      /demande à part/u,
    );
    await at.send(code, named("Petit"));
    const met = await several([mail("nouvelle@exemple.fr")]);
    expect(met.details.errors?.map(({ field }) => field)).toEqual(["parts.0.values.lastName"]);
  });

  test("may not leave the household without anybody who pays", async () => {
    const code = await newFamily(world.table);
    const pays = (rank: string, seen: boolean) => ({
      ...adult(rank),
      changes: [{ field: "payer", seen, value: !seen }],
    });
    await at.change(code, pays("2", false));
    const neither = await refused(at.send(code, { ...pays("1", true), more: [pays("2", true)] }));
    expect(neither.code).toBe("notPossible");
    expect((await at.list(code)).requests.filter(({ state }) => state === "sent")).toEqual([]);
  });

  test("are corrected as a whole: one is taken off, another changed; and mended once they are refused", async () => {
    const code = await newFamily(world.table);
    const requestId = await sentTogether(code);
    const [paper] = (await at.open(code, requestId)).papers;
    if (!paper) throw new Error("Its paper is there");
    const corrected = await at.correct(code, requestId, 1, {
      ...named("Lenoir"),
      more: [{ section: "household", changes: [{ field: "situation", seen: null, value: "married" }] }],
      documents: [],
    });
    expect(corrected).toMatchObject({ section: "adult", version: 2, documents: [] });
    expect(corrected.more?.map(({ section }) => section)).toEqual(["household"]);
    // What was taken off waits no more, and may be asked for by itself.
    await at.send(code, mail("autre@exemple.fr"));
    const said = await at.say(await at.open(code, requestId), "refuse", "Merci de joindre le livret de famille");
    const later = await requestDesk(world, () => plusSeconds(monday, 60));
    const mended = await later.correct(code, requestId, said.version, { ...named("Lenoir"), documents: [] });
    expect(mended).toMatchObject({ section: "adult", guardianId: "2", state: "sent" });
    expect(mended.more).toBeUndefined();
    await later.accept(await later.open(code, requestId));
    expect(await standsOf(code)).toEqual([oldAddress, "anne@exemple.fr", "Lenoir"]);
  });

  test("stand in a household whose adults are a list of before: both are written", async () => {
    const code = await newFamily(world.table);
    const [record] = [...(await world.records()).values()].filter(
      (item) => item["entity"] === "household" && item["code"] === code,
    );
    await world.table.client.send(
      new PutCommand({
        TableName: world.table.name,
        Item: {
          ...record,
          ...keys.household(code),
          guardians: [
            { id: "1", firstName: "Anne", lastName: "Durand", email: "anne@exemple.fr", payer: true, kept: "x" },
            { id: "2", firstName: "Paul", lastName: "Durand", payer: false },
          ],
        },
      }),
    );
    const { sent } = await at.send(code, { ...mail("nouvelle@exemple.fr"), more: [named("Petit")] });
    if (sent === undefined) throw new Error("They are checked");
    await at.accept(await at.open(code, sent));
    expect(await standsOf(code)).toEqual([oldAddress, "nouvelle@exemple.fr", "Petit"]);
  });

  test("A request of one change is written as before there were several", async () => {
    const code = await newFamily(world.table);
    await at.send(code, named("Petit"));
    const written = [...(await world.records()).values()].find(
      (item) => item["entity"] === "request" && item["familyCode"] === code,
    );
    expect(written).toMatchObject({ section: "adult", guardianId: "2" });
    expect(written).not.toHaveProperty("more");
  });
});

describe("A process that dies between any two calls", () => {
  test("of sending several changes: one request, or none", async () => {
    const deaths = await everyDeath(world.faults, async (dying) => {
      const code = await newFamily(world.table);
      const key = newKey();
      const body = { ...mail("nouvelle@exemple.fr"), more: [named("Petit")] };
      await dying(() => at.send(code, body, key));
      expect((await at.list(code)).requests.length).toBeLessThanOrEqual(1);
      await at.send(code, body, key);
      expect(theOnly((await at.list(code)).requests)).toMatchObject({ state: "sent", more: [{ section: "adult" }] });
    });
    expect(deaths).toBeGreaterThan(2);
  });

  test("of accepting them, and of taking that back: all of them, or none", async () => {
    const agree = async (code: FamilyCode, requestId: Parameters<RequestDesk["open"]>[1]) => {
      const { state } = await at.open(code, requestId);
      expect(await standsOf(code)).toEqual(state === "accepted" ? after : before);
      return state;
    };
    const accepting = await everyDeath(world.faults, async (dying) => {
      const code = await newFamily(world.table);
      const opened = await at.open(code, await sentTogether(code));
      const key = newKey();
      await dying(() => at.accept(opened, office, key));
      await agree(code, opened.id);
      await at.accept(opened, office, key);
      expect(await agree(code, opened.id)).toBe("accepted");
    });
    const undoing = await everyDeath(world.faults, async (dying) => {
      const code = await newFamily(world.table);
      const accepted = await at.accept(await at.open(code, await sentTogether(code)));
      const key = newKey();
      await dying(() => at.undo(accepted, office, key));
      await agree(code, accepted.id);
      await at.undo(accepted, office, key);
      expect(await agree(code, accepted.id)).toBe("sent");
    });
    expect([accepting, undoing].every((deaths) => deaths > 2)).toBe(true);
  });
});
