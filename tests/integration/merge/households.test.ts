/**
 * Two households that are one become one: what the one that goes had is there in the one that stays, never a place more,
 * nothing lost and nothing twice, nobody reads what they were kept from, and it is whole whatever dies between any two
 * calls.
 */
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAttendance } from "../../../functions/attendance/store/attendance.ts";
import { emptyChildDay } from "../../../functions/booking/rules/child-day.ts";
import { bookUnit } from "../../../functions/booking/store/bookings.ts";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { readDays } from "../../../functions/booking/store/day-record.ts";
import { readWaitingList } from "../../../functions/booking/store/waiting-list.ts";
import { unitKey, unitOf } from "../../../functions/catalogue/rules/units.ts";
import { handIn, readAllOf } from "../../../functions/document/store/documents.ts";
import { readEnrolments } from "../../../functions/enrolment/store/enrolments.ts";
import { mayKnow } from "../../../functions/family/rules/seen.ts";
import { readChild, readChildren, readHousehold, readSeenFamily } from "../../../functions/family/store/families.ts";
import { readHouseholds, householdBuckets } from "../../../functions/family/store/directory.ts";
import { meantCode, meantHouseholds } from "../../../functions/family/store/meant-code.ts";
import { enterFamilies } from "../../../functions/family/use-cases/enter-families.ts";
import { familyOf, foundFamily } from "../../../functions/family/use-cases/find-family.ts";
import { readHistory, recordEvent } from "../../../functions/history/store/history.ts";
import type { Problem } from "../../../functions/http/problem.ts";
import { cents } from "../../../functions/kernel/money.ts";
import {
  id,
  type ChildId,
  type FamilyCode,
  type GuardianId,
  type Login,
  type PlainDate,
} from "../../../functions/kernel/ids.ts";
import { readHouseholdMerge } from "../../../functions/merge/store/household-merges.ts";
import { protectionUseCases } from "../../../functions/protection/use-cases/office.ts";
import { readProtections } from "../../../functions/protection/store/protections.ts";
import { addAct, readQuotients } from "../../../functions/quotient/store/quotients.ts";
import { putReminderPreference, readUnwilling } from "../../../functions/reminder/store/reminder-preferences.ts";
import { newRequest, readAllRequests, requestIdOf } from "../../../functions/request/store/requests.ts";
import { putActivation } from "../../../functions/sign-in/store/activations.ts";
import { putFeed, readFeedOwner } from "../../../functions/sign-in/store/feeds.ts";
import { putNewLogin, readFamilyLogins, readLogin } from "../../../functions/sign-in/store/logins.ts";
import { openSession, readSession } from "../../../functions/sign-in/store/sessions.ts";
import { meantLogin } from "../../../functions/sign-in/meant-login.ts";
import { completeActivation } from "../../../functions/sign-in/use-cases/complete-activation.ts";
import * as keys from "../../../functions/table/keys.ts";
import { transact } from "../../../functions/table/transact.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { nthDeath } from "../booking/faults.ts";
import { changed, repair, tableFollower } from "../booking/stream.ts";
import {
  activityId,
  catalogueWith,
  child,
  guardian,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { desk as enrolmentDesk, enrolling } from "../enrolment/support.ts";
import { asStaff, mailsTo, toldTo } from "../planning/support.ts";
import { household, householdsDesk, other } from "./support.ts";
import { refused as problemOf } from "../../support/refused.ts";

const [one, two] = [id("GuardianId", "1"), id("GuardianId", "2")];
const days = [wednesday, nextWednesday].map((date) => ({ siteId, date }));

let world: World;
let office: Awaited<ReturnType<typeof householdsDesk>>;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1000, 1000));
  office = await householdsDesk(world.table);
});
afterAll(() => world.end());

const parentOf = async (family: FamilyCode, of: World = world) => guardian(await useCasesOver(of.table), family);

interface Pair {
  readonly gone: FamilyCode;
  readonly kept: FamilyCode;
  /** Numbers of their children. */
  readonly mine: number;
  readonly theirs: number;
}
/** The one that goes, the one that stays, each with a child of its own. */
async function pair(of: World = world): Promise<Pair> {
  const [gone, kept] = [await household(of, 1), await household(of, 1)];
  const [mine = 0, theirs = 0] = [gone.numbers[0], kept.numbers[0]];
  await put(of, keys.child(kept.family, child(theirs)), { birthDate: "2016-05-02", firstName: "Malo" });
  return { gone: gone.family, kept: kept.family, mine, theirs };
}
/** Sets these attributes of a record. */
const put = (of: World, key: keys.Key, facts: Readonly<Record<string, unknown>>) =>
  of.table.client.send(
    new UpdateCommand({
      TableName: of.table.name,
      Key: key,
      UpdateExpression: `SET ${Object.keys(facts)
        .map((_, rank) => `#n${rank} = :v${rank}`)
        .join(", ")}`,
      ExpressionAttributeNames: Object.fromEntries(Object.keys(facts).map((name, rank) => [`#n${rank}`, name])),
      ExpressionAttributeValues: Object.fromEntries(Object.values(facts).map((value, rank) => [`:v${rank}`, value])),
    }),
  );
/** The child of the one that stays is one of the other's too. */
async function share({ gone, kept, theirs }: Pair, of: World = world): Promise<void> {
  const record = await readChild(of.table, kept, child(theirs));
  await put(of, keys.child(kept, child(theirs)), { sharedWith: [gone] });
  await of.table.client.send(
    new PutCommand({
      TableName: of.table.name,
      Item: {
        ...keys.child(gone, child(theirs)),
        entity: "child",
        ...record,
        sharedWith: [kept],
        g1pk: keys.childPartition(child(theirs)),
        g1sk: gone,
        version: 1,
      },
    }),
  );
}

/** What a household has, as `child date unit status`. */
const held = async (family: FamilyCode, of: World = world): Promise<readonly string[]> =>
  (await readFamilyDays(of.table, family, { from: id("PlainDate", "2026-11-01") }))
    .flatMap(({ childId, date, units }) =>
      [...units].flatMap(([unit, { status }]) => (status === "none" ? [] : [`${childId} ${date} ${unit} ${status}`])),
    )
    .sort();
const settled = async (...families: readonly FamilyCode[]): Promise<readonly string[]> => {
  for (const family of families) await repair(world.table, family, days);
  return (await Promise.all(families.map((family) => inconsistencies(world.table, days, family)))).flat();
};
const used = async (date: PlainDate) =>
  [...(await readDays(world.table, [{ siteId, date }], { consistent: true }))({ siteId, date }).counters].map(
    ([pool, { used: taken }]) => `${pool} ${taken}`,
  );
const namesOf = async (family: FamilyCode) =>
  (await readHousehold(world.table, family, { consistent: true }))?.guardians.map(
    ({ id: rank, firstName, lastName }) => `${rank} ${firstName} ${lastName}`,
  );

const first = (family: FamilyCode): Login => id("Login", family);
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
/** Whom a sign-in stands for, and what of all that it had opened is open. */
async function opened(login: Login) {
  const [stands, session, feed] = await Promise.all([
    readLogin(world.table, login),
    readSession(world.table, login, `sid-${login}`),
    readFeedOwner(world.table, `feed-${login}`),
  ]);
  return {
    stands: stands?.role === "guardian" ? `${stands.familyCode} ${stands.guardianId}` : null,
    session: session !== null,
    feed: feed ? `${feed.familyCode} ${feed.guardianId ?? ""}` : null,
  };
}

/** What the stream shows of a record that is new. */
async function entered(key: keys.Key) {
  const { Records } = await changed(world.table, key);
  return {
    Records: Records.map(({ dynamodb: { OldImage: _, ...shown } = {}, ...record }) => ({
      ...record,
      eventName: "INSERT" as const,
      dynamodb: shown,
    })),
  };
}

const said = (problem: Problem): string => problem.details.detail.replaceAll("\u00A0", " ");

describe("Bookings", () => {
  test("pass without a counter moving, each child's in the household that stays; it is closed to who knows the old code", async () => {
    const both = await pair();
    const { gone, kept, mine, theirs } = both;
    const [parent, there] = [await parentOf(gone), await parentOf(kept)];
    await parent.book([line(mine, wednesday), line(mine, nextWednesday, unitIds.morning)]);
    await there.book([line(theirs, wednesday)]);
    await settled(gone, kept);
    const before = await used(wednesday);
    expect(await office.preview(gone, kept)).toMatchObject({
      moved: 2,
      givenUpTotal: 0,
      blocks: [],
      children: { joining: [{ childId: child(mine) }], inBoth: [] },
    });
    expect(await office.merge(gone, kept)).toMatchObject({ gone, kept, done: false });
    // At once: nobody books under the old code.
    const late = await parent.book([line(mine, wednesday)]).then(
      ({ lines }) => lines[0]?.outcome,
      () => "refused",
    );
    expect(late).toBe("refused");
    await office.follow(gone);
    expect(await held(gone)).toEqual([]);
    expect(await held(kept)).toEqual(
      [
        `${child(mine)} ${wednesday} mercredis/journee booked`,
        `${child(mine)} ${nextWednesday} mercredis/matin-repas booked`,
        `${child(theirs)} ${wednesday} mercredis/journee booked`,
      ].sort(),
    );
    expect(await settled(gone, kept)).toEqual([]);
    expect(await used(wednesday)).toEqual(before);
    expect(await readHouseholdMerge(world.table, gone)).toMatchObject({ done: true, days: 2, givenUp: 0 });
    expect((await readChildren(world.table, kept)).map((own) => own.id).sort()).toEqual(
      [child(mine), child(theirs)].sort(),
    );
    expect(await readChildren(world.table, gone)).toEqual([]);
    // What has moved is cancelled and booked again like any other.
    await there.cancel([line(mine, wednesday)]);
    expect(await settled(gone, kept)).toEqual([]);
    // The family is told, once, however often it is looked at.
    await office.follow(gone);
    await office.tonight();
    expect((await mailsTo(world.table, kept)).filter(({ kind }) => kind === "householdsMerged")).toMatchObject([
      { facts: { gone, kept, ended: [] } },
    ]);
  });

  test("a child of both keeps what it has in the one that stays; what it has twice is said beforehand, given up, and told", async () => {
    const both = await pair();
    const { gone, kept, theirs } = both;
    await share(both);
    const [parent, there] = [await parentOf(gone), await parentOf(kept)];
    await parent.book([line(theirs, nextWednesday)]);
    await there.book([line(theirs, wednesday)]);
    // Before the two households shared it, both had booked the same day.
    await put(world, keys.child(kept, child(theirs)), { sharedWith: [] });
    await put(world, keys.child(gone, child(theirs)), { sharedWith: [] });
    await parent.book([line(theirs, wednesday)]);
    await put(world, keys.child(kept, child(theirs)), { sharedWith: [gone] });
    await put(world, keys.child(gone, child(theirs)), { sharedWith: [kept] });
    const preview = await office.preview(gone, kept);
    expect(preview).toMatchObject({ moved: 1, givenUpTotal: 1, children: { inBoth: [{ childId: child(theirs) }] } });
    expect(preview.givenUp).toMatchObject([{ familyCode: gone, date: wednesday, was: "booked" }]);
    await office.merge(gone, kept);
    await office.follow(gone);
    expect(await held(gone)).toEqual([]);
    expect(await held(kept)).toEqual([
      `${child(theirs)} ${wednesday} mercredis/journee booked`,
      `${child(theirs)} ${nextWednesday} mercredis/journee booked`,
    ]);
    expect(await settled(gone, kept)).toEqual([]);
    expect((await readChild(world.table, kept, child(theirs)))?.sharedWith).toBeUndefined();
    const told = (await toldTo(world.table, gone)).flatMap((mail) =>
      mail.kind === "acted" ? mail.facts.lines.map(({ date }) => date) : [],
    );
    expect(told).toEqual([wednesday]);
  });

  test("a third household of a child knows the one that stays, and books no day that this one has", async () => {
    const both = await pair();
    const third = await household(world, 0);
    const { gone, kept, mine } = both;
    await put(world, keys.child(gone, child(mine)), { sharedWith: [third.family] });
    await world.table.client.send(
      new PutCommand({
        TableName: world.table.name,
        Item: {
          ...keys.child(third.family, child(mine)),
          entity: "child",
          ...(await readChild(world.table, gone, child(mine))),
          sharedWith: [gone],
          g1pk: keys.childPartition(child(mine)),
          g1sk: third.family,
          version: 1,
        },
      }),
    );
    await (await parentOf(gone)).book([line(mine, wednesday)]);
    await office.merge(gone, kept);
    await office.follow(gone);
    expect((await readChild(world.table, third.family, child(mine)))?.sharedWith).toEqual([kept]);
    expect((await readChild(world.table, kept, child(mine)))?.sharedWith).toEqual([third.family]);
    const again = await (await parentOf(third.family)).book([line(mine, wednesday)]);
    expect(again.lines[0]?.outcome).toBe("refused");
  });

  test("who waits keeps its rank", async () => {
    const full = await openWorld(catalogueWith(1));
    try {
      const desks = await householdsDesk(full.table);
      const [early, last] = [await full.newFamily(), await full.newFamily()];
      const { gone, kept, mine } = await pair(full);
      await (await parentOf(early, full)).book([line(1, wednesday)]);
      await (await parentOf(gone, full)).book([{ ...line(mine, wednesday), ifFull: "wait" }]);
      await (await parentOf(last, full)).book([{ ...line(1, wednesday), ifFull: "wait" }]);
      await desks.merge(gone, kept);
      await desks.follow(gone);
      await repair(full.table, gone, [{ siteId, date: wednesday }]);
      const list = await readWaitingList(full.table, { siteId, date: wednesday });
      expect(list.map(({ familyCode, childId }) => `${familyCode} ${childId}`)).toEqual([
        `${kept} ${child(mine)}`,
        `${last} ${child(1)}`,
      ]);
    } finally {
      await full.end();
    }
  });

  test("what a request that knew of nothing books under the old code passes in the night, and so does a child that entered", async () => {
    const { gone, kept, mine } = await pair();
    await office.merge(gone, kept);
    await office.follow(gone);
    const place = {
      familyCode: gone,
      childId: child(mine),
      date: wednesday,
      siteId,
      ...unitOf(unitKey(activityId, unitIds.day)),
    };
    await bookUnit(
      world.table,
      { ...place, pools: [], excludes: () => false, as: "booked", households: [] },
      emptyChildDay(child(mine), wednesday),
      { requestToken: "tardive", at: monday },
    );
    const stray = id("ChildId", "TARDIF");
    await world.table.client.send(
      new PutCommand({
        TableName: world.table.name,
        Item: {
          ...keys.child(gone, stray),
          entity: "child",
          id: stray,
          firstName: "Tard",
          lastName: "Durand",
          birthDate: "2019-01-01",
          version: 1,
          g1pk: keys.childPartition(stray),
          g1sk: gone,
        },
      }),
    );
    await office.tonight();
    expect(await held(gone)).toEqual([]);
    expect(await held(kept)).toEqual([`${child(mine)} ${wednesday} mercredis/journee booked`]);
    expect(await settled(gone, kept)).toEqual([]);
    expect((await readChild(world.table, kept, stray))?.firstName).toBe("Tard");
    expect(await readChildren(world.table, gone)).toEqual([]);
  });
});

describe("The rest of the file", () => {
  const month = id("PlainMonth", "2026-10");
  const worth = (value: number) => ({
    value: cents(value),
    from: id("PlainDate", "2026-10-01"),
    until: id("PlainDate", "2027-09-30"),
    origin: "caf" as const,
  });
  const know = (family: FamilyCode, value: number, of = month) =>
    addAct(
      world.table,
      family,
      { kind: "caf", month: of, seen: 0 },
      { at: monday, by: id("Login", "AGENT.UN"), byName: "Agente", reason: "", key: newKey(), entered: worth(value) },
    );
  const standing = async (family: FamilyCode) =>
    (await readQuotients(world.table, family)).map(
      ({ month: of, acts }) => `${of} ${acts.at(-1)?.entered?.value ?? ""}`,
    );

  test("quotient, documents, closed requests, history and wishes are there, told nobody twice, whichever way round", async () => {
    for (const right of ["gone", "kept"] as const) {
      const { gone, kept, mine } = await pair();
      await know(gone, 70_000);
      await know(gone, 71_000, id("PlainMonth", "2026-09"));
      await know(kept, 90_000);
      const owner = { familyCode: gone };
      const document = (of: { familyCode: FamilyCode; childId?: ChildId }, nonce: string) =>
        handIn({
          id: id("DocumentId", `domicile.20261101080000000.${nonce}`),
          owner: of,
          kind: id("DocumentKindId", "domicile"),
          fileId: id("FileId", nonce.repeat(3).slice(0, 32).padEnd(32, "x")),
          name: "facture.pdf",
          sentAt: monday,
          sentBy: first(gone),
        });
      const nonce = newKey()
        .toLowerCase()
        .replace(/[^a-z0-9]/gu, "0")
        .slice(-12);
      await transact(world.table, document(owner, nonce));
      const childs = `${nonce.slice(6)}${nonce.slice(0, 6)}`;
      await transact(world.table, document({ ...owner, childId: child(mine) }, childs));
      const closed = {
        id: requestIdOf(monday, nonce),
        familyCode: gone,
        familyName: "Mme Durand",
        section: "adult" as const,
        guardianId: one,
        schools: [],
        changes: [{ field: "phone", before: null, after: "06 12 34 56 99" }],
        documents: [],
        others: [],
        state: "done" as const,
        sentAt: monday,
        acts: [
          {
            by: id("Login", "AGENT.UN"),
            byName: "Agente",
            side: "office" as const,
            at: monday,
            key: newKey(),
            what: "done" as const,
          },
        ],
        version: 1,
      };
      await transact(world.table, [newRequest(closed)]);
      await putReminderPreference(
        world.table,
        { familyCode: gone, guardianId: one },
        { reminders: false, by: "page", at: monday },
      );
      await recordEvent(
        world.table,
        gone,
        {
          what: "booked",
          at: monday,
          childId: child(mine),
          date: wednesday,
          unit: unitKey(activityId, unitIds.day),
          siteId,
          revision: 1,
          from: "none",
          to: "booked",
          by: first(gone),
        },
        1000,
      );
      const there = { siteId, date: wednesday, childId: child(mine) };
      const came = { arrived: "08:30" };
      await put(world, keys.attendance(siteId, wednesday, gone, child(mine)), {
        entity: "attendance",
        revision: 1,
        units: ["mercredis/journee"],
        staff: [],
        marks: [{ a: came.arrived }],
        steps: [],
        ...keys.attended(gone, wednesday, child(mine), siteId),
      });
      const preview = await office.preview(gone, kept);
      expect(preview).toMatchObject({
        quotients: [{ month: "2026-10", gone: "700\u00A0€", kept: "900\u00A0€" }],
        documents: 1,
        requests: 1,
      });
      await office.merge(gone, kept, { quotient: right });
      await office.follow(gone);
      expect(await standing(kept)).toEqual([`2026-10 ${right === "gone" ? 70_000 : 90_000}`, "2026-09 71000"]);
      expect((await readAllOf(world.table, { familyCode: kept })).map(({ id: own }) => own)).toHaveLength(1);
      expect(await readAllOf(world.table, owner)).toEqual([]);
      const ofChild = await readAllOf(world.table, { familyCode: kept, childId: child(mine) });
      expect(ofChild.map((own) => own.owner.familyCode)).toEqual([kept]);
      expect(await readAllRequests(world.table, gone)).toEqual([]);
      expect(await readAllRequests(world.table, kept)).toMatchObject([{ guardianId: "2", familyCode: kept }]);
      expect((await readHistory(world.table, kept)).events.map(({ what }) => what)).toContain("booked");
      expect((await readUnwilling(world.table, kept)).has(two)).toBe(true);
      const [was, is] = await Promise.all(
        [gone, kept].map((familyCode) => readAttendance(world.table, { ...there, familyCode })),
      );
      expect([was?.marks.size, is?.marks.get(unitKey(activityId, unitIds.day))]).toEqual([0, came]);
      // The stream shows what has come, which tells nobody again.
      const before = (await mailsTo(world.table, kept)).length;
      const follow = tableFollower(world.table, () => monday);
      for (const key of [
        keys.request(kept, closed.id),
        keys.document({ familyCode: kept }, id("DocumentId", `domicile.20261101080000000.${nonce}`)),
      ])
        expect((await follow(await entered(key))).batchItemFailures).toEqual([]);
      expect(await mailsTo(world.table, kept)).toHaveLength(before);
    }
  });

  test("an enrolment is the household's that stays, waits there, and its child's record holds it", async () => {
    const asking = await openWorld(enrolling());
    try {
      const desks = await householdsDesk(asking.table);
      const enrolments = await enrolmentDesk(asking.table);
      const { gone, kept, mine } = await pair(asking);
      const asked = await enrolments.ask(gone, { number: mine });
      expect(await desks.preview(gone, kept)).toMatchObject({ enrolments: 1 });
      await desks.merge(gone, kept);
      // At once, as it stood: nothing that is booked lapses.
      expect((await readChild(asking.table, kept, child(mine)))?.enrolments).toMatchObject([{ standing: "asked" }]);
      await desks.follow(gone);
      expect(await readEnrolments(asking.table, gone)).toEqual([]);
      expect(await readEnrolments(asking.table, kept)).toMatchObject([
        { id: asked, familyCode: kept, childId: child(mine) },
      ]);
    } finally {
      await asking.end();
    }
  });
});

describe("The adults", () => {
  test("of whom staff says that they are one are one, with what of both is right; others have a rank that nobody had", async () => {
    const { gone, kept } = await pair();
    await put(world, keys.household(gone), {
      guardians: {
        1: {
          firstName: "CLAIRE",
          lastName: "DURAND",
          phone: "06 99 99 99 99",
          email: "claire@exemple.fr",
          payer: true,
        },
        2: { firstName: "Paul", lastName: "Durand", payer: false },
      },
      lastRank: 2,
      situation: "married",
      address: { lines: ["2 rue Neuve"], postcode: "45300", town: "Pithiviers" },
    });
    await put(world, keys.household(kept), {
      guardians: { 1: { title: "Mme", firstName: "Claire", lastName: "Durand", phone: "06 12 34 56 78", payer: true } },
      lastRank: 3,
    });
    const preview = await office.preview(gone, kept);
    expect(preview.people.map(({ name, candidates }) => [name, candidates.map(({ alike }) => alike)])).toEqual([
      ["CLAIRE DURAND", [true]],
      ["Paul Durand", [false]],
    ]);
    expect(preview.people[0]?.candidates[0]?.fields.map(({ name, gone: mine }) => `${name} ${mine}`)).toEqual([
      "Nom DURAND",
      "Prénom CLAIRE",
      "Téléphone 06 99 99 99 99",
    ]);
    expect(preview.home.map(({ field, gone: mine }) => `${field} ${mine}`)).toEqual([
      "address 2 rue Neuve, 45300 Pithiviers",
    ]);
    await office.merge(gone, kept, {
      people: [
        { guardianId: one, as: one, take: ["phone"] },
        { guardianId: two, as: null, take: [] },
      ],
      take: ["address"],
    });
    const now = await readHousehold(world.table, kept, { consistent: true });
    expect(now?.guardians).toMatchObject([
      { id: "1", title: "Mme", firstName: "Claire", phone: "06 99 99 99 99", email: "claire@exemple.fr", payer: true },
      { id: "4", firstName: "Paul", payer: false },
    ]);
    expect(now?.address.lines).toEqual(["2 rue Neuve"]);
    const [told] = await readAllRequests(world.table, kept);
    expect(told).toMatchObject({ section: "household", state: "done" });
    expect(told?.changes.map(({ field }) => field)).toEqual(["address", "situation"]);
    expect(told?.acts[0]?.text).toContain("Deux dossiers de la même famille ont été réunis");
  });

  test("each is said once, as somebody who is there; else nothing is done", async () => {
    const { gone, kept } = await pair();
    for (const people of [
      [],
      [{ guardianId: two, as: null, take: [] }],
      [{ guardianId: one, as: two, take: [] }],
      [
        { guardianId: one, as: null, take: [] },
        { guardianId: one, as: one, take: [] },
      ],
    ])
      expect((await problemOf(office.merge(gone, kept, { people }))).code).toBe("notPossible");
    expect(await namesOf(kept)).toHaveLength(1);
  });

  test("sign-ins go on: the family's code that is gone stays the name of whoever has it; two of one person are one", async () => {
    const { gone, kept } = await pair();
    await put(world, keys.household(gone), {
      guardians: {
        1: { firstName: "Paul", lastName: "Durand", email: "paul@exemple.fr", payer: true },
        2: { firstName: "Claire", lastName: "Durand", payer: false },
      },
      lastRank: 2,
    });
    const second = id("Login", `${gone}.2`);
    await signIn(gone, one, first(gone));
    await signIn(gone, two, second);
    await signIn(kept, one, first(kept));
    const preview = await office.preview(gone, kept);
    expect(preview.people[1]?.candidates[0]?.signIn).toEqual({ login: second, fate: "ends", instead: first(kept) });
    await office.merge(gone, kept, {
      people: [
        { guardianId: one, as: null, take: [] },
        { guardianId: two, as: one, take: [] },
      ],
    });
    for (let times = 0; times < 2; times += 1) await office.follow(gone);
    expect(await opened(first(gone))).toEqual({ stands: `${kept} 2`, session: false, feed: `${kept} 2` });
    expect(await opened(second)).toEqual({ stands: null, session: false, feed: null });
    expect(await opened(first(kept))).toEqual({ stands: `${kept} 1`, session: true, feed: `${kept} 1` });
    expect([...(await readFamilyLogins(world.table, kept)).keys()]).toEqual(["1", "2"]);
    expect((await readFamilyLogins(world.table, gone)).size).toBe(0);
    expect((await mailsTo(world.table, kept)).find(({ kind }) => kind === "householdsMerged")).toMatchObject({
      facts: { ended: [{ login: second, instead: first(kept) }] },
    });
    // The old code is that person's own name; another adult's rank of it is nobody's.
    expect(await meantLogin(world.table, first(gone))).toBe(first(gone));
    expect(await meantLogin(world.table, second)).toBe(second);
    // What the stream shows of both households puts nobody out.
    const follow = tableFollower(world.table, () => monday);
    for (const key of [keys.household(gone), keys.household(kept), keys.householdMerge(gone)])
      expect((await follow(await changed(world.table, key))).batchItemFailures).toEqual([]);
    expect(await opened(first(gone))).toMatchObject({ stands: `${kept} 2` });
  });

  test("an invitation gives way to an access in use, whichever household it is of", async () => {
    const { gone, kept } = await pair();
    await signIn(gone, one, first(gone));
    await signIn(kept, one, id("Login", `${kept}.1`), true);
    await office.merge(gone, kept, { people: [{ guardianId: one, as: one, take: [] }] });
    await office.follow(gone);
    expect(await opened(first(gone))).toEqual({ stands: `${kept} 1`, session: false, feed: `${kept} 1` });
    expect(await opened(id("Login", `${kept}.1`))).toEqual({ stands: null, session: false, feed: null });
  });

  test("an activation under the old code ends nowhere, and asked for again it is the family's that stays", async () => {
    const { gone, kept } = await pair();
    await putActivation(world.table, {
      familyCode: gone,
      guardianId: one,
      displayName: "Mme Durand",
      termsVersion: "2026-01-01",
      askedAt: monday,
      email: "claire@exemple.fr",
    });
    await office.merge(gone, kept);
    expect(await completeActivation(world.table, gone, () => monday)).toBeNull();
    expect(await meantCode(world.table, gone)).toBe(kept);
    expect(await meantLogin(world.table, first(gone))).toBe(first(kept));
    // A sign-in that came to stand for it while the two were made one goes in the night.
    await signIn(gone, one, first(gone));
    await office.tonight();
    expect(await opened(first(gone))).toEqual({ stands: null, session: false, feed: null });
  });
});

describe("Measures of protection", () => {
  const measures = () => protectionUseCases({ table: world.table, clock: () => monday });
  const begin = async (family: FamilyCode, guardianId: GuardianId, childId?: ChildId) =>
    measures()["protection.begin"]({
      ...asStaff,
      params: { familyCode: family },
      body: {
        idempotencyKey: newKey(),
        guardianId,
        ...(childId === undefined ? {} : { childId }),
        decidedOn: id("PlainDate", "2026-11-01"),
        reason: "Ordonnance du juge",
      },
    });
  const standingIn = async (family: FamilyCode) =>
    (await readProtections(world.table, family))
      .filter(({ lifted }) => !lifted)
      .map(({ guardianId, childId }) => `${guardianId} ${childId ?? "adresse"}`);

  test("who is shut out of a child in the one that goes is shut out of it as whom they are in the other, until it is lifted", async () => {
    for (const as of [one, null]) {
      const { gone, kept, mine } = await pair();
      await begin(gone, one, child(mine));
      await office.merge(gone, kept, { people: [{ guardianId: one, as, take: [] }] });
      const rank = as ?? two;
      const shut = await readChild(world.table, kept, child(mine));
      expect(shut && mayKnow(shut, rank)).toBe(false);
      expect(await standingIn(kept)).toEqual([`${rank} ${child(mine)}`]);
      expect(await standingIn(gone)).toEqual([]);
      const [measure] = await readProtections(world.table, kept);
      await measures()["protection.lift"]({
        ...asStaff,
        params: { familyCode: kept, protectionId: measure?.id ?? id("ProtectionId", "x".repeat(16)) },
        body: { idempotencyKey: newKey(), reason: "Levée" },
      });
      const lifted = await readChild(world.table, kept, child(mine));
      expect(lifted && mayKnow(lifted, rank)).toBe(true);
    }
  });

  test("a child of both from whom somebody is kept in either is kept from them; a measure of both is one", async () => {
    const both = await pair();
    const { gone, kept, theirs } = both;
    await share(both);
    await begin(gone, one, child(theirs));
    await begin(kept, one, child(theirs));
    await office.merge(gone, kept, { people: [{ guardianId: one, as: one, take: [] }] });
    const shut = await readChild(world.table, kept, child(theirs));
    expect(shut?.shutOut).toEqual(["1"]);
    expect(await standingIn(kept)).toEqual([`1 ${child(theirs)}`]);
  });

  test("somebody who has left the household that goes, and is an adult of the other, is kept from the child that joins it", async () => {
    const { gone, kept, mine } = await pair();
    await put(world, keys.household(gone), {
      guardians: {
        1: { firstName: "Claire", lastName: "Durand", payer: true },
        2: { firstName: "Paul", lastName: "Durand", payer: false },
      },
      lastRank: 2,
    });
    await begin(gone, two, child(mine));
    await put(world, keys.household(gone), {
      guardians: { 1: { firstName: "Claire", lastName: "Durand", payer: true } },
    });
    const preview = await office.preview(gone, kept);
    expect(preview.people.map(({ name, isThere, measures: held }) => [name, isThere, held])).toEqual([
      ["Claire Durand", true, 0],
      ["Paul Durand", false, 1],
    ]);
    await office.merge(gone, kept, {
      people: [
        { guardianId: one, as: null, take: [] },
        { guardianId: two, as: one, take: [] },
      ],
    });
    const shut = await readChild(world.table, kept, child(mine));
    expect(shut && mayKnow(shut, one)).toBe(false);
    expect(shut && mayKnow(shut, two)).toBe(true);
    expect(await namesOf(kept)).toHaveLength(2);
  });

  test("a protected address is kept from everybody of both; where the other entry of that person has a sign-in, nothing is done", async () => {
    const { gone, kept } = await pair();
    await begin(gone, one);
    await office.merge(gone, kept, { take: ["address"] });
    const seen = await readSeenFamily(world.table, kept, one);
    expect(seen?.household.address.lines).toEqual([]);
    expect(seen?.household.guardians.find((adult) => adult.id === two)?.phone).toBeUndefined();
    const own = await readSeenFamily(world.table, kept, two);
    expect(own?.household.address.lines).not.toEqual([]);

    const refused = await pair();
    await begin(refused.gone, one);
    await signIn(refused.kept, one, first(refused.kept));
    const preview = await office.preview(refused.gone, refused.kept);
    expect(preview.people[0]?.candidates[0]?.blocked).toContain("est protégée");
    const problem = await problemOf(
      office.merge(refused.gone, refused.kept, { people: [{ guardianId: one, as: one, take: [] }] }),
    );
    expect(said(problem)).toContain("L’adresse de Mme Durand");
    expect(await namesOf(refused.kept)).toHaveLength(1);
  });

  test("a measure that is written while the two are read makes the decision read again", async () => {
    const { gone, kept, mine } = await pair();
    const { seen } = await office.preview(gone, kept);
    await begin(gone, one, child(mine));
    await expect(office.merge(gone, kept, { seen })).rejects.toMatchObject({ code: "changed" });
  });
});

describe("Whoever names the code that is gone", () => {
  test("at the desk is told where it is, finds nobody to mail, and every list leaves it out", async () => {
    const { gone, kept } = await pair();
    await office.merge(gone, kept);
    const problem = await problemOf(familyOf(world.table, gone));
    expect(problem.code).toBe("notFound");
    expect(said(problem)).toBe(`La famille ${gone} ne fait plus qu’une avec la famille ${kept} : ouvrez celle-ci.`);
    expect((await foundFamily(world.table, gone)).household.mergedInto).toBe(kept);
    const listed = await Promise.all(
      householdBuckets.map((bucket) => readHouseholds(world.table, { bucket, after: null, limit: 500 })),
    );
    expect(listed.flatMap(({ households }) => households).map(({ code }) => code)).not.toContain(gone);
    expect((await meantHouseholds(world.table, [gone]))(gone)?.code).toBe(kept);
  });

  test("in a chain of merges is led to the last one in one step", async () => {
    const [a, b] = [await pair(), await pair()];
    await office.merge(a.gone, a.kept);
    await office.merge(a.kept, b.kept);
    expect(await meantCode(world.table, a.gone)).toBe(b.kept);
    expect((await readHousehold(world.table, b.kept))?.formerCodes).toEqual([a.gone, a.kept].sort());
    const back = await problemOf(office.preview(a.gone, b.kept));
    expect(said(back)).toContain(`a déjà réuni la famille ${a.gone}`);
  });

  test("in the town's file enters its children there, and its adults and address nowhere, alone or beside the other", async () => {
    const { gone, kept, mine, theirs } = await pair();
    await put(world, keys.household(kept), { g1pk: keys.householdsPartition(0), g1sk: kept });
    const line = (code: FamilyCode, number: number, more: { firstName?: string; shared?: FamilyCode } = {}) => ({
      household: {
        code,
        guardians: [{ id: one, title: "Mme", firstName: "Ancienne", lastName: "Adresse", payer: true }],
        address: { lines: ["99 rue Ancienne"], postcode: "45300", town: "Pithiviers" },
        resident: false,
      },
      children: [
        {
          id: child(number),
          firstName: more.firstName ?? "Nouveau",
          lastName: "Durand",
          birthDate: id("PlainDate", "2018-03-14"),
          ...(more.shared ? { sharedWith: [more.shared] } : {}),
        },
      ],
    });
    const enter = (...families: readonly ReturnType<typeof line>[]) =>
      enterFamilies({ table: world.table, clock: () => monday }, families, { dryRun: false });
    await office.merge(gone, kept);
    await office.follow(gone);
    const before = { names: await namesOf(kept), address: (await readHousehold(world.table, kept))?.address };
    const alone = await enter(line(gone, 900));
    expect(
      alone.doubles.map(({ familyCode, refused, reason }) => [familyCode, refused, reason.split(" : ")[0]]),
    ).toEqual([[gone, false, `${gone} est lu ${kept}`]]);
    expect((await readChild(world.table, kept, child(900)))?.firstName).toBe("Nouveau");
    expect(await readChildren(world.table, gone)).toEqual([]);
    expect(await namesOf(kept)).toEqual(before.names);
    expect((await readHousehold(world.table, kept))?.address).toEqual(before.address);
    // A child whom the file gives to both is one of the one that stays, and of no other.
    await enter(
      line(gone, 901, { shared: kept, firstName: "Deux" }),
      line(kept, 901, { shared: gone, firstName: "Deux" }),
    );
    expect((await readChild(world.table, kept, child(901)))?.sharedWith).toBeUndefined();
    expect((await readHousehold(world.table, gone))?.mergedInto).toBe(kept);
    expect((await readChildren(world.table, kept)).map((own) => own.id)).toEqual(
      expect.arrayContaining([child(mine), child(theirs), child(900), child(901)]),
    );
  });
});

describe("Nothing is done", () => {
  test("of one family, of one that is not there, nor with what is to be settled first, which is said", async () => {
    const both = await pair();
    const { gone, kept } = both;
    await expect(office.preview(gone, gone)).rejects.toMatchObject({ code: "notPossible" });
    await expect(office.preview(id("FamilyCode", "INCONNUE9"), kept)).rejects.toMatchObject({ code: "notFound" });
    await put(world, keys.household(kept), { closed: { at: monday, by: "AGENT.UN", reason: "doublon" } });
    expect((await office.preview(gone, kept)).blocks).toHaveLength(1);
    expect(said(await problemOf(office.merge(gone, kept)))).toContain(
      `Le compte de la famille ${kept}, qui reste, est fermé`,
    );
    // The other way round it is no obstacle.
    expect((await office.preview(kept, gone)).blocks).toEqual([]);
  });

  test("once anything was billed to the one that goes: the other way round is no obstacle", async () => {
    const { gone, kept } = await pair();
    await put(world, keys.statement(gone, id("PlainMonth", "2026-10"), id("CollectionAccountId", "regie")), {
      entity: "statement",
    });
    expect(said(await problemOf(office.merge(gone, kept)))).toContain("a déjà été facturée");
    expect((await office.preview(kept, gone)).blocks).toEqual([]);
  });

  test("while the one that goes lets the town debit its account", async () => {
    const { gone, kept } = await pair();
    const mandate = keys.mandate(gone, id("CollectionAccountId", "regie"), 1);
    await put(world, mandate, { entity: "mandate", state: "active" });
    expect(said(await problemOf(office.merge(gone, kept)))).toContain("a un mandat de prélèvement");
    await put(world, mandate, { entity: "mandate", state: "revoked" });
    expect((await office.preview(gone, kept)).blocks).toEqual([]);
  });

  test("with a request that waits for an answer, or has one that can be taken back", async () => {
    for (const state of ["sent", "accepted"] as const) {
      const { gone, kept } = await pair();
      await transact(world.table, [
        newRequest({
          id: requestIdOf(
            monday,
            newKey()
              .toLowerCase()
              .replace(/[^a-z0-9]/gu, "0")
              .slice(-12),
          ),
          familyCode: gone,
          familyName: "Mme Durand",
          section: "adult",
          guardianId: one,
          schools: [],
          changes: [],
          documents: [],
          others: [],
          state,
          sentAt: monday,
          ...(state === "accepted" ? { decided: { at: monday, from: "sent" as const } } : {}),
          acts: [],
          version: 1,
        }),
      ]);
      expect(said(await problemOf(office.merge(gone, kept)))).toBe(
        `Une demande de la famille ${gone}, qui s’en va, attend une réponse. Répondez-y d’abord dans « Demandes ».`,
      );
      expect((await readHousehold(world.table, gone))?.mergedInto).toBeUndefined();
    }
  });

  test("with two children who are alike, unless staff says that they are two", async () => {
    const { gone, kept, mine, theirs } = await pair();
    await put(world, keys.child(kept, child(theirs)), {
      firstName: "Lou1",
      lastName: `DURAND ${gone}`,
      birthDate: "2018-03-14",
    });
    const preview = await office.preview(gone, kept);
    expect(preview.alikeChildren).toMatchObject([{ gone: { childId: child(mine) }, kept: { childId: child(theirs) } }]);
    expect(said(await problemOf(office.merge(gone, kept)))).toContain("Réunissez d’abord leurs deux fiches");
    await office.merge(gone, kept, { apart: preview.alikeChildren.map(({ pair: two }) => two) });
    expect(await readChildren(world.table, kept)).toHaveLength(2);
  });

  test("twice: two of staff at once make them one once, the later is told by whom; sent again, it is the same", async () => {
    const { gone, kept } = await pair();
    const [{ seen }, { seen: seenBack }] = [await office.preview(gone, kept), await office.preview(kept, gone)];
    const people = [{ guardianId: one, as: null, take: [] }];
    const key = newKey();
    const theirs = await householdsDesk(world.another().table, other);
    const outcomes = await Promise.allSettled([
      office.merge(gone, kept, { key, seen, people }),
      theirs.merge(kept, gone, { seen: seenBack, people }),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") {
        expect(outcome.reason).toMatchObject({ code: "notFound" });
        expect(said(outcome.reason as Problem)).toContain("a déjà réuni la famille");
      }
    if (outcomes[0].status === "fulfilled")
      expect(await office.merge(gone, kept, { key, seen, people })).toMatchObject({ gone, kept });
  });
});

describe("Whatever dies", () => {
  const whole = async ({ gone, kept, mine }: Pair) => ({
    into: (await readHousehold(world.table, gone, { consistent: true }))?.mergedInto,
    adults: (await namesOf(kept))?.length,
    child: (await readChild(world.table, kept, child(mine)))?.shutOut,
    login: (await opened(first(gone))).stands,
  });
  async function ready(): Promise<Pair> {
    const both = await pair();
    await put(world, keys.child(both.gone, child(both.mine)), { shutOut: ["1"] });
    await signIn(both.gone, one, first(both.gone));
    return both;
  }
  const people = [{ guardianId: one, as: null, take: [] }];

  test("a decision that dies between any two calls is taken whole or not at all, and sent again it is one", async () => {
    let deaths = 0;
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const both = await ready();
      const { gone, kept } = both;
      const key = newKey();
      const { seen } = await office.preview(gone, kept);
      world.faults.plan(death.plan);
      await office.merge(gone, kept, { key, seen, people }).catch(() => undefined);
      await world.faults.clear();
      more = death.met();
      const after = { into: kept, adults: 2, child: ["2"], login: `${kept} 2` };
      expect([{ into: undefined, adults: 1, child: undefined, login: `${gone} 1` }, after]).toContainEqual(
        await whole(both),
      );
      await office.merge(gone, kept, { key, seen, people });
      expect(await whole(both)).toEqual(after);
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(2);
  }, 240_000);

  test("what follows that dies between any two calls is done by the next run, or in the night", async () => {
    let deaths = 0;
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const both = await pair();
      const { gone, kept, mine, theirs } = both;
      await signIn(gone, one, first(gone));
      await share(both);
      await (await parentOf(gone)).book([line(mine, wednesday)]);
      await (await parentOf(kept)).book([line(theirs, wednesday)]);
      await office.merge(gone, kept, { people });
      world.faults.plan(death.plan);
      const died = await office.follow(gone).then(
        () => false,
        () => true,
      );
      await world.faults.clear();
      more = death.met();
      expect(died).toBe(more);
      await (nth % 2 === 0 ? office.follow(gone) : office.tonight());
      expect(await held(gone)).toEqual([]);
      expect(await held(kept)).toEqual(
        [mine, theirs].map((number) => `${child(number)} ${wednesday} mercredis/journee booked`).sort(),
      );
      expect(await settled(gone, kept)).toEqual([]);
      expect(await opened(first(gone))).toEqual({ stands: `${kept} 2`, session: false, feed: `${kept} 2` });
      expect(await readHouseholdMerge(world.table, gone)).toMatchObject({ done: true });
      expect((await mailsTo(world.table, kept)).filter(({ kind }) => kind === "householdsMerged")).toHaveLength(1);
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(11);
  }, 400_000);
});
