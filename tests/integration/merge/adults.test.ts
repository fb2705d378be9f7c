/**
 * An adult whom a household held twice becomes one: nothing of either is lost but what staff chose against, nobody reads
 * what they were kept from, one sign-in is left, and it is whole whatever dies between any two calls.
 */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sectionOf } from "../../../functions/request/use-cases/parts.ts";
import { mayFollow } from "../../../functions/request/rules/seen.ts";
import { newRequest, readAllRequests } from "../../../functions/request/store/requests.ts";
import type { FileRequest } from "../../../functions/request/rules/request.ts";
import { adultFacts } from "../../../functions/family/sections/adult-fields.ts";
import type { Values } from "../../../functions/family/rules/field-values.ts";
import { mayKnow } from "../../../functions/family/rules/seen.ts";
import { readChild, readHousehold, readSeenFamily } from "../../../functions/family/store/families.ts";
import { readHouseholdFile } from "../../../functions/family/store/family-file.ts";
import { adultsOf } from "../../../functions/family/store/guardians.ts";
import { enterFamilies } from "../../../functions/family/use-cases/enter-families.ts";
import { id, type FamilyCode, type GuardianId, type Login } from "../../../functions/kernel/ids.ts";
import { protectionUseCases } from "../../../functions/protection/use-cases/office.ts";
import { readProtections } from "../../../functions/protection/store/protections.ts";
import { putReminderPreference, readUnwilling } from "../../../functions/reminder/store/reminder-preferences.ts";
import { putActivation } from "../../../functions/sign-in/store/activations.ts";
import { putFeed, readFeedOwner } from "../../../functions/sign-in/store/feeds.ts";
import { putNewLogin, readFamilyLogins, readLogin } from "../../../functions/sign-in/store/logins.ts";
import { openSession, readSession } from "../../../functions/sign-in/store/sessions.ts";
import { completeActivation } from "../../../functions/sign-in/use-cases/complete-activation.ts";
import * as keys from "../../../functions/table/keys.ts";
import { transact } from "../../../functions/table/transact.ts";
import { sectionsOf } from "../../../functions/wiring/sections.ts";
import { nthDeath } from "../booking/faults.ts";
import { changed, tableFollower } from "../booking/stream.ts";
import { catalogueWith, monday, newKey, openWorld, type World } from "../booking/support.ts";
import { asStaff, mailsTo } from "../planning/support.ts";
import { adultsDesk, household, other, type Ranks } from "./support.ts";
import { refused } from "../../support/refused.ts";

const [one, two, three] = [id("GuardianId", "1"), id("GuardianId", "2"), id("GuardianId", "3")];
const goes: Ranks = { gone: two, kept: one };

let world: World;
let office: ReturnType<typeof adultsDesk>;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1000, 1000));
  office = adultsDesk(world.table);
});
afterAll(() => world.end());

const claire = { title: "Mme", firstName: "Claire", lastName: "Durand", phone: "06 12 34 56 78", payer: true };
const again = { firstName: "CLAIRE", lastName: "DURAND", email: "claire@exemple.fr", payer: false };
const paul = { title: "M.", firstName: "Paul", lastName: "Durand", email: "paul@exemple.fr", payer: false };

/** A household whose first adult is there a second time, as the second one; the third is somebody else. */
async function twofold(first: Values = claire, second: Values = again): Promise<FamilyCode> {
  const { family } = await household(world, 1);
  await world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: keys.household(family),
      UpdateExpression: "SET guardians = :adults, lastRank = :last",
      ExpressionAttributeValues: {
        ":adults": { 1: adultFacts(first), 2: adultFacts(second), 3: adultFacts(paul) },
        ":last": 3,
      },
    }),
  );
  return family;
}
const childOf = async (family: FamilyCode) => {
  const [child] = (await readSeenFamily(world.table, family, "office"))?.children ?? [];
  if (!child) throw new Error("The household has a child");
  return child;
};
const ranksOf = async (family: FamilyCode) =>
  (await readHousehold(world.table, family, { consistent: true }))?.guardians.map((adult) => String(adult.id));
const factsOf = async (family: FamilyCode, rank: GuardianId) =>
  adultsOf((await readHouseholdFile(world.table, family))?.guardians ?? []).find(({ guardian }) => guardian.id === rank)
    ?.facts;

/** A sign-in with a session and a calendar link. */
async function signIn(familyCode: FamilyCode, guardianId: GuardianId, login: Login, invited = false): Promise<void> {
  const own = { role: "guardian", login, familyCode, guardianId, displayName: "Mme Durand" } as const;
  await putNewLogin(
    world.table,
    { ...own, termsVersion: invited ? null : "2026-01-01", termsAcceptedAt: invited ? null : monday },
    monday,
  );
  await openSession(world.table, `sid-${login}`, {
    ...own,
    openedAt: monday,
    endsAt: id("Instant", "2027-11-23T08:00:00Z"),
    requiredAction: null,
    device: "Un téléphone",
    origin: "127.0.0.1",
    refreshToken: "scellé",
  });
  await putFeed(
    world.table,
    { login, familyCode, guardianId, sidHash: `sid-${login}` },
    { tokenHash: `feed-${login}`, madeAt: monday },
  );
}
const first = (family: FamilyCode): Login => id("Login", family);
const second = (family: FamilyCode): Login => id("Login", `${family}.2`);
/** Whom a sign-in stands for, and whether what it had opened is open. */
async function opened(login: Login) {
  const [stands, session, feed] = await Promise.all([
    readLogin(world.table, login),
    readSession(world.table, login, `sid-${login}`),
    readFeedOwner(world.table, `feed-${login}`),
  ]);
  return {
    rank: stands?.role === "guardian" ? stands.guardianId : null,
    session: session !== null,
    feed: feed?.guardianId ?? null,
  };
}

const asked = (familyCode: FamilyCode, more: Partial<FileRequest>): FileRequest => ({
  id: id(
    "RequestId",
    `20261123080000000.${newKey()
      .slice(-12)
      .toLowerCase()
      .replace(/[^a-z0-9]/gu, "0")}`,
  ),
  familyCode,
  familyName: "Mme Durand",
  section: "adult",
  guardianId: two,
  schools: [],
  changes: [{ field: "phone", before: null, after: "06 12 34 56 99" }],
  documents: [],
  others: [],
  state: "sent",
  sentAt: monday,
  acts: [{ by: first(familyCode), byName: "Mme Durand", side: "family", at: monday, key: newKey(), what: "sent" }],
  version: 1,
  ...more,
});
const putRequest = (request: FileRequest) => transact(world.table, [newRequest(request)]);

describe("The entries", () => {
  test("what one says is kept, of what both say staff chooses, and whoever received the invoices receives them", async () => {
    const family = await twofold(
      { ...claire, payer: false, links: { E1: "mother" }, employer: "Mairie" },
      { ...again, payer: true, links: { E1: "guardian" }, phone: "06 99 99 99 99" },
    );
    const preview = await office.preview(family, goes);
    expect(preview).toMatchObject({
      gone: { guardianId: "2", name: "CLAIRE DURAND" },
      kept: { guardianId: "1", name: "Mme Claire Durand" },
      becomesPayer: true,
      signInMoves: false,
      measures: 0,
      leaving: false,
    });
    expect(preview.fields.map(({ name, gone, kept }) => [name, gone, kept])).toEqual([
      ["Nom", "DURAND", "Durand"],
      ["Prénom", "CLAIRE", "Claire"],
      ["Lien avec les enfants", "E1 : Tuteur ou tutrice", "E1 : Mère"],
      ["Téléphone", "06 99 99 99 99", "06 12 34 56 78"],
    ]);
    await office.merge(family, goes, { take: ["phone"] });
    expect(await ranksOf(family)).toEqual(["1", "3"]);
    expect(await factsOf(family, one)).toEqual({
      title: "Mme",
      firstName: "Claire",
      lastName: "Durand",
      phone: "06 99 99 99 99",
      email: "claire@exemple.fr",
      employer: "Mairie",
      links: { E1: "mother" },
      payer: true,
    });
    expect(await factsOf(family, three)).toMatchObject({ firstName: "Paul" });
    // In the family's list, with the reason; and in its mailbox, without a word of it.
    const [told, ...others] = await readAllRequests(world.table, family);
    expect(others).toEqual([]);
    expect(told).toMatchObject({ section: "adult", guardianId: "1", whose: "Mme Durand", state: "done" });
    expect(told?.changes.map(({ field }) => field)).toEqual(["phone", "email", "payer"]);
    expect(told?.acts).toMatchObject([
      {
        side: "office",
        what: "done",
        text: "Deux fiches du même responsable ont été réunies\u00A0: Ajoutée deux fois",
      },
    ]);
    for (const { field } of told?.changes ?? [])
      expect(
        sectionOf(
          { sections: sectionsOf({ quotient: { kind: "caf", validity: { months: 12 } } }) },
          "adult",
        ).fields.map((known) => known.id),
      ).toContain(field);
  });

  test("a record of before, which holds its adults as a list, is brought over with all that others keep in it", async () => {
    const family = await twofold();
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: keys.household(family),
        UpdateExpression: "SET guardians = :adults",
        ExpressionAttributeValues: {
          ":adults": [
            { id: "1", ...claire, kept: "by another" },
            { id: "2", ...again },
            { id: "3", ...paul },
          ],
        },
      }),
    );
    await office.merge(family, goes);
    expect(await ranksOf(family)).toEqual(["1", "3"]);
    expect(await factsOf(family, one)).toMatchObject({ kept: "by another", email: "claire@exemple.fr" });
  });

  test("who wanted no reminders under either rank wants none, and a link in an old mail still says so", async () => {
    const family = await twofold();
    await putReminderPreference(
      world.table,
      { familyCode: family, guardianId: two },
      { reminders: false, by: "link", at: monday },
    );
    await office.merge(family, goes);
    expect((await readUnwilling(world.table, family)).has(one)).toBe(true);
    const other = await twofold();
    await office.merge(other, goes);
    await office.unsubscribe(other, two);
    expect((await readUnwilling(world.table, other)).has(one)).toBe(true);
  });
});

describe("The sign-ins", () => {
  /** What the stream hands to its function, in order. */
  const follow = async (family: FamilyCode) => {
    const handler = tableFollower(world.table, () => monday);
    for (const key of [keys.household(family), keys.adultMerge(family, two)])
      expect((await handler(await changed(world.table, key))).batchItemFailures).toEqual([]);
  };
  const mails = async (family: FamilyCode) =>
    (await mailsTo(world.table, family)).filter(({ kind }) => kind === "signInsMerged");

  test("the one of the entry that stays stays as it is; the other one ends with its session and its calendar, and the household is told", async () => {
    const family = await twofold();
    await signIn(family, one, first(family));
    await signIn(family, two, second(family));
    expect(await office.preview(family, goes)).toMatchObject({
      signIn: family,
      signInMoves: false,
      signInEnds: second(family),
    });
    await office.merge(family, goes);
    for (let times = 0; times < 2; times += 1) await follow(family);
    expect(await opened(first(family))).toEqual({ rank: "1", session: true, feed: "1" });
    expect(await opened(second(family))).toEqual({ rank: null, session: false, feed: null });
    expect([...(await readFamilyLogins(world.table, family)).keys()]).toEqual(["1"]);
    expect(await mails(family)).toMatchObject([{ facts: { login: family } }]);
  });

  test("the only one passes to the entry that stays: signed in anew, the calendar goes on as that adult may know it", async () => {
    const family = await twofold();
    await signIn(family, two, second(family));
    expect(await office.preview(family, goes)).toMatchObject({ signIn: second(family), signInMoves: true });
    await office.merge(family, goes);
    // At once: whoever is signed in reads nothing of the household as somebody who is not in it.
    expect(await ranksOf(family)).toEqual(["1", "3"]);
    await office.follow(family, two);
    expect(await opened(second(family))).toEqual({ rank: "1", session: false, feed: "1" });
    expect((await readFamilyLogins(world.table, family)).get(one)).toMatchObject({ login: second(family) });
    // What follows the household's own change finds an adult of it.
    await follow(family);
    expect(await opened(second(family))).toMatchObject({ rank: "1" });
    expect(await mails(family)).toMatchObject([{ facts: { login: second(family) } }]);
  });

  test("of two, the family's code is the one that is left, whichever entry stays", async () => {
    const family = await twofold();
    await signIn(family, one, second(family));
    await signIn(family, two, first(family));
    expect(await office.preview(family, goes)).toMatchObject({
      signIn: family,
      signInMoves: true,
      signInEnds: second(family),
    });
    await office.merge(family, goes);
    for (let times = 0; times < 2; times += 1) await office.follow(family, two);
    expect(await opened(first(family))).toEqual({ rank: "1", session: false, feed: "1" });
    expect(await opened(second(family))).toEqual({ rank: null, session: false, feed: null });
    expect([...(await readFamilyLogins(world.table, family))].map(([rank, { login }]) => [rank, login])).toEqual([
      ["1", first(family)],
    ]);
  });

  test("an activation that was under way is the entry's that stays; a sign-in that came late goes in the night", async () => {
    const family = await twofold();
    await putActivation(world.table, {
      familyCode: family,
      guardianId: two,
      displayName: "Mme Durand",
      termsVersion: "2026-01-01",
      askedAt: monday,
      email: "nouvelle@exemple.fr",
    });
    await office.merge(family, goes);
    expect(await completeActivation(world.table, family, () => monday)).toMatchObject({ guardianId: "1" });
    expect(await factsOf(family, one)).toMatchObject({ email: "nouvelle@exemple.fr" });
    await office.follow(family, two);
    await signIn(family, two, second(family));
    await office.tonight();
    expect(await opened(second(family))).toEqual({ rank: null, session: false, feed: null });
    expect(await opened(first(family))).toMatchObject({ rank: "1" });
  });
});

describe("Measures of protection", () => {
  const measures = () => protectionUseCases({ table: world.table, clock: () => monday });
  const begin = async (family: FamilyCode, guardianId: GuardianId, ofChild: boolean) =>
    measures()["protection.begin"]({
      ...asStaff,
      params: { familyCode: family },
      body: {
        idempotencyKey: newKey(),
        guardianId,
        ...(ofChild ? { childId: (await childOf(family)).id } : {}),
        decidedOn: id("PlainDate", "2026-11-01"),
        reason: "Ordonnance du juge",
      },
    });
  const liftAll = async (family: FamilyCode) => {
    for (const { id: protectionId, lifted } of await readProtections(world.table, family))
      if (!lifted)
        await measures()["protection.lift"]({
          ...asStaff,
          params: { familyCode: family, protectionId },
          body: { idempotencyKey: newKey(), reason: "Ordonnance levée" },
        });
  };

  test.each([
    ["the one that goes", [two]],
    ["the one that stays", [one]],
    ["both", [one, two]],
  ])(
    "who is shut out of a child as %s is shut out, under whatever is still open, until it is lifted",
    async (_, who) => {
      const family = await twofold();
      for (const rank of who) await begin(family, rank, true);
      await office.merge(family, goes);
      const shut = await childOf(family);
      expect([one, two, three].map((rank) => mayKnow(shut, rank))).toEqual([false, false, true]);
      const holding = (await readProtections(world.table, family)).filter(({ lifted }) => !lifted);
      expect(holding.map(({ guardianId }) => guardianId)).toEqual(["1"]);
      await liftAll(family);
      expect(mayKnow(await childOf(family), one)).toBe(true);
    },
  );

  test("a protected address stays protected, and so does what was asked about the entry that is gone", async () => {
    const family = await twofold();
    await begin(family, two, false);
    const before = asked(family, {
      state: "done",
      changes: [
        { field: "address", before: null, after: { lines: ["1 rue Cachée"], postcode: "45300", town: "Boynes" } },
      ],
    });
    await putRequest(before);
    await office.merge(family, goes);
    const seen = await readSeenFamily(world.table, family, three);
    expect(seen?.household.address.lines).toEqual([]);
    expect(seen?.household.guardians.find((adult) => adult.id === one)?.phone).toBeUndefined();
    expect(seen && mayFollow(before, seen, three)).toBe(false);
    const own = await readSeenFamily(world.table, family, one);
    expect(own?.household.address.lines).not.toEqual([]);
    expect(own && mayFollow(before, own, one)).toBe(true);
    // Who leaves and comes back in the town's file is known again, under the rank that stays.
    expect((await readHouseholdFile(world.table, family))?.remembered?.map((adult) => adult.id)).toEqual(["1"]);
  });

  test("where the other one could read a protected address by the sign-in of either, nothing is done", async () => {
    const family = await twofold();
    await begin(family, one, false);
    await signIn(family, two, second(family));
    await expect(office.merge(family, goes, { seen: "" })).rejects.toMatchObject({ code: "changed" });
    await expect(office.preview(family, goes)).rejects.toMatchObject({ code: "notPossible" });
    await expect(office.preview(family, { gone: one, kept: two })).rejects.toMatchObject({ code: "notPossible" });
    await liftAll(family);
    await office.merge(family, goes);
    expect(await ranksOf(family)).toEqual(["1", "3"]);
  });
});

describe("Nothing is done", () => {
  test("of one adult, of one who is not there, nor with what is to be settled first", async () => {
    const family = await twofold();
    await expect(office.preview(family, { gone: one, kept: one })).rejects.toMatchObject({ code: "notPossible" });
    await expect(office.preview(family, { gone: id("GuardianId", "9"), kept: one })).rejects.toMatchObject({
      code: "notFound",
    });
    await expect(office.preview(id("FamilyCode", "INCONNUE9"), goes)).rejects.toMatchObject({ code: "notFound" });
    await putRequest(asked(family, {}));
    await expect(office.preview(family, goes)).rejects.toMatchObject({ code: "notPossible" });
    // The other way round it is about the entry that stays.
    expect(await office.preview(family, { gone: one, kept: two })).toMatchObject({ kept: { guardianId: "2" } });
    const leaving = await twofold({ ...claire, leaving: { from: "2026-12-01", why: "movedOut", at: monday } }, again);
    const refusal = await refused(office.preview(leaving, goes));
    expect(refusal.code).toBe("notPossible");
    expect(refusal.details.detail.replaceAll("\u00A0", " ")).toBe(
      "Le départ du responsable dont la fiche reste est prévu pour le mardi 1er décembre 2026. Annulez ce départ dans « Fiche », ou gardez l’autre fiche.",
    );
    expect(await office.preview(leaving, { gone: one, kept: two })).toMatchObject({ leaving: true });
  });

  test("once somebody has written to the household, or a sign-in has come, since it was looked at", async () => {
    const family = await twofold();
    const { seen } = await office.preview(family, goes);
    await signIn(family, two, second(family));
    await expect(office.merge(family, goes, { seen })).rejects.toMatchObject({ code: "changed" });
    const later = await office.preview(family, goes);
    await office.merge(family, { gone: three, kept: one });
    await expect(office.merge(family, goes, { seen: later.seen })).rejects.toMatchObject({ code: "changed" });
    expect(await ranksOf(family)).toEqual(["1", "2"]);
  });

  test("twice: two of staff at once make them one once, the later is told by whom; sent again, it is the same", async () => {
    const family = await twofold();
    const { seen } = await office.preview(family, goes);
    const back = { gone: one, kept: two };
    const { seen: seenBack } = await office.preview(family, back);
    const key = newKey();
    const [mine, theirs] = await Promise.allSettled([
      office.merge(family, goes, { key, seen }),
      adultsDesk(world.another().table, other).merge(family, back, { seen: seenBack }),
    ]);
    expect([mine.status, theirs.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    const won = mine.status === "fulfilled";
    expect(await ranksOf(family)).toEqual([won ? "1" : "2", "3"]);
    const lost = await refused(won ? office.merge(family, back, { seen }) : office.merge(family, goes, { seen }));
    expect(lost.code).toBe("notFound");
    expect(lost.details.detail).toContain("a déjà réuni ces deux fiches");
    for (const one of [mine, theirs])
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "notFound" });
    if (won) expect(await office.merge(family, goes, { key, seen })).toMatchObject({ gone: "2", kept: "1" });
  });
});

describe("Whatever dies", () => {
  /** Everything that is of the two. */
  const whole = async (family: FamilyCode) => ({
    ranks: await ranksOf(family),
    requests: (await readAllRequests(world.table, family)).length,
    first: (await opened(first(family))).rank,
    shutOut: (await readChild(world.table, family, (await childOf(family)).id))?.shutOut ?? [],
  });
  const before = { ranks: ["1", "2", "3"], requests: 0, first: "2", shutOut: ["2"] };
  const after = { ranks: ["1", "3"], requests: 1, first: "1", shutOut: ["1", "2"] };
  async function ready() {
    const family = await twofold();
    await signIn(family, one, second(family));
    await signIn(family, two, first(family));
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: keys.child(family, (await childOf(family)).id),
        UpdateExpression: "SET shutOut = :them",
        ExpressionAttributeValues: { ":them": ["2"] },
      }),
    );
    return family;
  }

  test("a decision that dies between any two calls is taken whole or not at all, and sent again it is one", async () => {
    let deaths = 0;
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const family = await ready();
      const key = newKey();
      const { seen } = await office.preview(family, goes);
      world.faults.plan(death.plan);
      await office.merge(family, goes, { key, seen }).catch(() => undefined);
      await world.faults.clear();
      more = death.met();
      expect([before, after]).toContainEqual(await whole(family));
      await office.merge(family, goes, { key, seen });
      expect(await whole(family)).toEqual(after);
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(2);
  });

  test("what follows that dies between any two calls is done by the next run, or in the night", async () => {
    let deaths = 0;
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const family = await ready();
      await office.merge(family, goes);
      world.faults.plan(death.plan);
      await office.follow(family, two).catch(() => undefined);
      await world.faults.clear();
      more = death.met();
      await (nth % 2 === 0 ? office.follow(family, two) : office.tonight());
      expect(await opened(first(family))).toEqual({ rank: "1", session: false, feed: "1" });
      expect(await opened(second(family))).toEqual({ rank: null, session: false, feed: null });
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(6);
  });
});

describe("The town's file", () => {
  const said = (family: FamilyCode, adults: readonly (typeof claire | typeof again | typeof paul)[]) => ({
    household: {
      code: family,
      guardians: adults.map((adult, rank) => ({ ...adult, id: id("GuardianId", String(rank + 1)) })),
      address: { lines: ["1 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
      resident: true,
    },
    children: [],
  });
  const enter = (family: FamilyCode, adults: Parameters<typeof said>[1]) =>
    enterFamilies({ table: world.table, clock: () => monday }, [said(family, adults)], { dryRun: false });
  const anne = { ...again, firstName: "Anne-Claire", lastName: "Roy", email: "anne@exemple.fr" };

  test("that goes on naming both makes no double again, in whatever order, and neither does one that names the other alone", async () => {
    const family = await twofold(claire, anne);
    await enter(family, [claire, anne, paul]);
    await office.merge(family, goes);
    // It is said of which lines one person was read, and of a file that names her once nothing.
    expect((await enter(family, [claire, anne, paul])).doubles).toMatchObject([
      {
        familyCode: family,
        refused: false,
        reason: expect.stringContaining("Anne-Claire Roy : vos agents ont réuni") as unknown,
      },
    ]);
    expect((await enter(family, [claire, paul])).doubles).toEqual([]);
    for (const adults of [
      [claire, anne, paul],
      [paul, anne, claire],
      [claire, paul],
      [anne, paul],
      [anne, claire, paul],
      [claire, paul],
      [paul, anne, claire],
    ]) {
      await enter(family, adults);
      expect(await ranksOf(family)).toEqual(["1", "3"]);
    }
    // Somebody who comes has a rank of their own, even under the name that was made one with another.
    expect(await office.entered(family, { firstName: "Anne-Claire", lastName: "Roy" })).toBe("4");
  });
});

test("a second merge into an entry that goes in turn leads to the one that stays", async () => {
  const family = await twofold();
  await office.merge(family, { gone: three, kept: two });
  await office.merge(family, goes);
  const former = (await readHousehold(world.table, family))?.formerAdults;
  expect(former).toEqual([
    { id: "3", into: "1" },
    { id: "2", into: "1" },
  ]);
});
