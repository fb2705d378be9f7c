/** A family confirms its file page by page, then the whole, once a year; what changed meanwhile is to be read again, and no more. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import type { CertificationView, PageView } from "../../../functions/certification/contract/own.ts";
import { certificationOwnUseCases } from "../../../functions/certification/use-cases/certify.ts";
import { certificationLookUseCases } from "../../../functions/certification/use-cases/look.ts";
import { certificationOfficeUseCases } from "../../../functions/certification/use-cases/office.ts";
import { instantOf, type Clock } from "../../../functions/kernel/clock.ts";
import { id, type ChildId, type FamilyCode, type IdempotencyKey } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addAct } from "../../../functions/quotient/store/quotients.ts";
import * as keys from "../../../functions/table/keys.ts";
import type { Table } from "../../../functions/table/table.ts";
import { sectionsOf } from "../../../functions/wiring/sections.ts";
import { town } from "../../support/town.ts";
import { nthDeath } from "../booking/faults.ts";
import {
  catalogueWith,
  child,
  guardian,
  guardianOf,
  line,
  monday,
  newKey,
  openWorld,
  shell,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { fileOver } from "../child-record/support.ts";
import { asStaff, recordsOf } from "../planning/support.ts";

const insurance = id("DocumentKindId", "assurance");
const asking = (): Catalogue => {
  const catalogue = catalogueWith(1000, 1000);
  return {
    ...catalogue,
    documents: [
      {
        id: insurance,
        name: "Attestation d’assurance",
        of: "child",
        asked: "always",
        validity: { kind: "schoolYear" },
        whenMissing: "warns",
      },
    ],
    activities: catalogue.activities.map((one) => ({
      ...one,
      eligibility: { ...one.eligibility, requires: ["certification"] },
    })),
  };
};
let world: World;
beforeAll(async () => {
  world = await openWorld(asking());
});
afterAll(() => world.end());

const at = (moment: string): Clock => {
  const instant = instantOf(Date.parse(moment));
  return () => instant;
};
const [first, second] = [id("GuardianId", "1"), id("GuardianId", "2")];
const names = { [first]: "Mme Durand", [second]: "M. Durand" };

/** What an adult of a family does, as the pipeline would call it. */
const over = (table: Table = world.table, clock: Clock = () => monday, guardianId = first) => {
  const dependencies = {
    table,
    clock,
    sections: sectionsOf(town),
    catalogue: catalogueCache(() => readCatalogue(table), clock),
    town,
  };
  const of = (code: FamilyCode) => ({
    ...shell,
    session: { ...guardianOf(code), guardianId, displayName: names[guardianId] ?? "" },
  });
  const useCases = certificationOwnUseCases(dependencies);
  const own = async (code: FamilyCode): Promise<CertificationView> =>
    (await certificationLookUseCases(dependencies)["certification.own"]({ ...of(code), body: undefined })).body;
  const confirm = (code: FamilyCode, { page, childId, seen }: Pick<PageView, "page" | "childId" | "seen">) =>
    useCases["certification.confirm"]({
      ...of(code),
      body: { page, seen, ...(childId === undefined ? {} : { childId }) },
    });
  return {
    own,
    confirm,
    certify: (code: FamilyCode, idempotencyKey: IdempotencyKey = newKey()) =>
      useCases["certification.certify"]({ ...of(code), body: { idempotencyKey } }),
    /** Every page that is not confirmed, as it stands. */
    confirmAll: async (code: FamilyCode) => {
      for (const page of (await own(code)).pages.filter(({ standing }) => standing !== "confirmed"))
        await confirm(code, page);
    },
    certifyFor: (familyCode: FamilyCode, seen: string, idempotencyKey: IdempotencyKey = newKey()) =>
      certificationOfficeUseCases({ table, clock, town })["certification.certifyForFamily"]({
        ...asStaff,
        params: { familyCode },
        body: { idempotencyKey, seen, reason: "Au téléphone" },
      }),
    ofFamily: async (familyCode: FamilyCode) =>
      (
        await certificationOfficeUseCases({ table, clock, town })["certification.ofFamily"]({
          ...asStaff,
          params: { familyCode },
        })
      ).body,
  };
};

/** A family of two adults. */
async function newFamily(children = 1): Promise<FamilyCode> {
  const code = await world.newFamily(children);
  const adult = { firstName: "Paul", lastName: "Durand", title: "M.", phone: "06 98 76 54 32", payer: false };
  await world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: keys.household(code),
      UpdateExpression: "SET guardians = list_append(guardians, :more), lastRank = :two",
      ExpressionAttributeValues: { ":more": [{ id: second, ...adult }], ":two": 2 },
    }),
  );
  return code;
}
const change = (key: keys.Key, attribute: string, value: unknown) =>
  world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: { ...key },
      UpdateExpression: "SET #attribute = :value, version = version + :one",
      ExpressionAttributeNames: { "#attribute": attribute },
      ExpressionAttributeValues: { ":value": value, ":one": 1 },
    }),
  );
/** As an import does. */
const changeGrade = (code: FamilyCode, grade: string) => change(keys.child(code, child(1)), "grade", grade);
const enterQuotient = (code: FamilyCode, value = 72_200) =>
  addAct(
    world.table,
    code,
    { kind: "caf", month: id("PlainMonth", "2026-11"), seen: 0 },
    {
      at: monday,
      by: id("Login", "AGENT.TEST"),
      byName: "Agente Test",
      reason: "Attestation",
      key: newKey(),
      entered: {
        value: cents(value),
        from: id("PlainDate", "2026-11-01"),
        until: id("PlainDate", "2027-10-31"),
        origin: "caf",
      },
    },
  );
const shutOut = (code: FamilyCode, childId: ChildId) => change(keys.child(code, childId), "shutOut", [second]);

const standings = ({ pages }: CertificationView) =>
  Object.fromEntries(pages.map(({ page, childId, standing }) => [childId ?? page, standing]));
const pageOf = ({ pages }: CertificationView, wanted: PageView["page"]): PageView => {
  const page = pages.find((one) => one.page === wanted);
  if (!page) throw new Error(`There is no page of ${wanted}`);
  return page;
};
const factsOf = ({ groups }: PageView) => groups.flatMap(({ facts }) => facts);
const changedIn = (page: PageView): readonly string[] =>
  factsOf(page)
    .filter(({ changed }) => changed)
    .map((fact) => fact.id);
const certifications = (code: FamilyCode) => recordsOf(world.table, code, "CERTIFICATION#");
const book = async (code: FamilyCode): Promise<string | undefined> => {
  const own = guardian(await useCasesOver(world.table), code);
  const [answer] = (await own.book([line(1, wednesday)])).lines;
  return answer?.refusal?.code ?? answer?.outcome;
};

describe("A family", () => {
  test("reads each page, confirms it, then the whole; what asked for it is booked at once, and staff sees who read what", async () => {
    const code = await newFamily(2);
    const evening = at("2026-11-23T19:00:00Z");
    const [one, other] = [over(), over(world.table, evening, second)];
    expect(await book(code)).toBe("fileIncomplete");
    const view = await one.own(code);
    expect(view).toMatchObject({ due: true, activities: ["Mercredis"], last: null });
    expect(view.pages.map(({ title }) => title)).toEqual([
      "Foyer et responsables",
      "Fiche de Lou1",
      "Fiche de Lou2",
      "Justificatifs",
      "Quotient familial",
    ]);
    const said = (page: PageView["page"]) => factsOf(pageOf(view, page)).map(({ said: words }) => words);
    expect(said("household")).toEqual(expect.arrayContaining(["1 rue des Lilas, 45300 Pithiviers", "06 98 76 54 32"]));
    expect(said("child")).toEqual(expect.arrayContaining(["Lou1", "CE2", undefined]));
    expect(factsOf(pageOf(view, "documents")).map(({ chip }) => chip?.text)).toEqual(["Manquant", "Manquant"]);
    expect(factsOf(pageOf(view, "quotient")).map(({ chip }) => chip?.text)).toEqual(["Inconnu"]);
    expect(await one.ofFamily(code)).toMatchObject({ due: true, certifications: [] });

    // One adult begins, on one device; the other goes on, on another.
    for (const page of view.pages.slice(0, 2)) await one.confirm(code, page);
    const half = await other.own(code);
    expect(Object.values(standings(half))).toEqual(["confirmed", "confirmed", "toRead", "toRead", "toRead"]);
    expect(half.pages[0]?.confirmed).toEqual({ at: monday, by: "Mme Durand" });
    await other.confirmAll(code);
    await other.certify(code);

    expect(await one.own(code)).toMatchObject({ due: false, last: { by: "M. Durand", until: "2027-06-30" } });
    expect(await book(code)).toBe("booked");
    expect((await one.ofFamily(code)).certifications).toEqual([
      { at: evening(), by: "M. Durand", until: "2027-06-30", asNow: true, readBy: ["Mme Durand", "M. Durand"] },
    ]);
    await changeGrade(code, "CM1");
    expect((await one.ofFamily(code)).certifications[0]?.asNow).toBe(false);

    // A year later every page is to be read again; the first confirmation stays.
    const later = over(world.table, at("2027-07-01T08:00:00Z"));
    const again = await later.own(code);
    expect([again.due, ...Object.values(standings(again))]).toEqual([true, ...again.pages.map(() => "toRead")]);
    await later.confirmAll(code);
    await later.certify(code);
    expect((await later.ofFamily(code)).certifications.map(({ until }) => until)).toEqual(["2028-06-30", "2027-06-30"]);
  });

  test("may be certified for by staff, as it read the file, with a reason that stays; what changed meanwhile is to be read first", async () => {
    const code = await newFamily();
    const desk = over();
    const { seen } = await desk.ofFamily(code);
    await changeGrade(code, "CM1");
    await expect(desk.certifyFor(code, seen)).rejects.toMatchObject({ code: "changed" });
    const read = await desk.ofFamily(code);
    await enterQuotient(code);
    await expect(desk.certifyFor(code, read.seen)).rejects.toMatchObject({ code: "changed" });
    expect(await certifications(code)).toEqual([]);
    const [now, key] = [await desk.ofFamily(code), newKey()];
    await desk.certifyFor(code, now.seen, key);
    // Sent again, it finds itself done.
    await desk.certifyFor(code, now.seen, key);
    expect(await desk.ofFamily(code)).toMatchObject({
      due: false,
      certifications: [{ by: asStaff.session.displayName, reason: "Au téléphone", asNow: true, readBy: [] }],
    });
    expect((await desk.own(code)).due).toBe(false);
    expect(await book(code)).toBe("booked");
    await expect(desk.certifyFor(id("FamilyCode", "P000000"), now.seen)).rejects.toMatchObject({ code: "notFound" });
  });

  test("certifies nothing while a page is not confirmed, and is told which", async () => {
    const code = await newFamily();
    const { own, confirm, certify } = over();
    const { pages } = await own(code);
    for (const page of pages.slice(0, -1)) await confirm(code, page);
    await expect(certify(code)).rejects.toMatchObject({
      code: "changed",
      details: { detail: expect.stringContaining("Quotient familial") as string },
    });
    expect([await certifications(code), (await own(code)).due]).toEqual([[], true]);
  });

  test("confirms nothing that it has not: another fingerprint, a page that is not there, another family's child", async () => {
    const [code, other] = [await newFamily(), await world.newFamily(3)];
    const { own, confirm } = over();
    const page = pageOf(await own(code), "child");
    await expect(confirm(code, { ...page, seen: "autre" })).rejects.toMatchObject({ code: "changed" });
    for (const wrong of [
      { page: "child" as const, seen: page.seen },
      { page: "household" as const, childId: child(1), seen: page.seen },
      { page: "child" as const, childId: child(3), seen: pageOf(await over().own(other), "child").seen },
    ])
      await expect(confirm(code, wrong)).rejects.toMatchObject({ code: "notFound" });
    expect(await recordsOf(world.table, code, keys.certifiedPagePrefix)).toEqual([]);
  });

  test("confirms a page that stands once: who did it first stays", async () => {
    const code = await newFamily();
    const page = pageOf(await over().own(code), "household");
    await over().confirm(code, page);
    await over(world.table, at("2026-11-24T08:00:00Z"), second).confirm(code, page);
    expect(pageOf(await over().own(code), "household").confirmed).toEqual({ at: monday, by: "Mme Durand" });
  });

  test("begins anew each year: what was confirmed before the day from which all confirm counts no more", async () => {
    const code = await newFamily();
    const june = over(world.table, at("2026-06-30T08:00:00Z"));
    await june.confirm(code, pageOf(await june.own(code), "household"));
    expect(standings(await june.own(code))["household"]).toBe("confirmed");
    expect(standings(await over(world.table, at("2026-07-01T08:00:00Z")).own(code))["household"]).toBe("toRead");
  });
});

describe("What changes after a page was confirmed", () => {
  test("asks for that page again, says what is another, and leaves the others", async () => {
    const code = await newFamily(2);
    const { own, confirmAll, certify } = over();
    await confirmAll(code);
    await changeGrade(code, "CM1");
    const view = await own(code);
    expect(standings(view)).toEqual({
      household: "confirmed",
      [child(1)]: "changed",
      [child(2)]: "confirmed",
      documents: "confirmed",
      quotient: "confirmed",
    });
    expect(changedIn(pageOf(view, "child"))).toEqual(["grade"]);
    await expect(certify(code)).rejects.toMatchObject({
      details: { detail: expect.stringMatching(/une page[^]*Fiche de Lou1/u) as string },
    });
    await confirmAll(code);
    await certify(code);
    expect((await own(code)).due).toBe(false);
  });

  test.each([
    [
      "an adult, of the household",
      "household",
      (code: FamilyCode) =>
        change(keys.household(code), "address", { lines: ["2 rue Neuve"], postcode: "45300", town: "Pithiviers" }),
    ],
    [
      "a document that was accepted",
      "documents",
      (code: FamilyCode) =>
        change(keys.child(code, child(1)), "documents", {
          [insurance]: { accepted: { id: "assurance.20261101000000000.abcdefghijkl" }, toCheck: 0 },
        }),
    ],
    ["a quotient that staff entered", "quotient", (code: FamilyCode) => enterQuotient(code)],
  ] as const)("by %s", async (_, wanted, act) => {
    const code = await newFamily();
    const { own, confirmAll } = over();
    await confirmAll(code);
    await act(code);
    const changed = Object.entries(standings(await own(code))).filter(([, standing]) => standing !== "confirmed");
    expect(changed).toEqual([[wanted, "changed"]]);
  });

  test("of a child's health is known by its version, and no word of it is on the page", async () => {
    const code = await newFamily();
    const { own, confirmAll } = over();
    await confirmAll(code);
    await fileOver(world.table, child(1)).changeHealth(code, {
      allergies: { seen: 0, value: [{ to: "Arachides", kind: "food" }] },
    });
    const page = pageOf(await own(code), "child");
    expect([page.standing, changedIn(page)]).toEqual(["changed", ["health"]]);
    expect(JSON.stringify(page)).not.toContain("Arachides");
  });

  test("without a page showing it changes nothing", async () => {
    const code = await newFamily();
    const { own, confirmAll } = over();
    await confirmAll(code);
    await change(keys.child(code, child(1)), "townCode", "X1");
    expect(new Set(Object.values(standings(await own(code))))).toEqual(new Set(["confirmed"]));
  });
});

describe("An adult who may not know of all", () => {
  test("is shown no page of the child, cannot confirm one, and certifies the rest", async () => {
    const code = await newFamily(2);
    const page = pageOf(await over().own(code), "child");
    await shutOut(code, child(1));
    const other = over(world.table, undefined, second);
    const view = await other.own(code);
    expect(Object.keys(standings(view))).toEqual(expect.not.arrayContaining([child(1)]));
    expect(JSON.stringify(view)).not.toContain("Lou1");
    await expect(other.confirm(code, page)).rejects.toMatchObject({ code: "notFound" });
    await other.confirmAll(code);
    await other.certify(code);
    expect((await other.own(code)).due).toBe(false);
  });

  test("neither confirms nor learns of a change of what is kept from them", async () => {
    const code = await newFamily();
    await over().confirmAll(code);
    await change(keys.household(code), "shielded", [first]);
    const other = over(world.table, undefined, second);
    await change(keys.household(code), "address", { lines: ["3 rue Cachée"], postcode: "45300", town: "Pithiviers" });
    expect(JSON.stringify(await other.own(code))).not.toContain("Cachée");
    expect(standings(await other.own(code))["household"]).toBe("confirmed");
    const page = pageOf(await over().own(code), "household");
    expect([page.standing, changedIn(page)]).toEqual(["changed", ["address"]]);
  });
});

describe("Whatever dies, and whoever comes meanwhile", () => {
  test("a page is confirmed or not, and sent again it is", async () => {
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const code = await newFamily();
      const { own, confirm } = over();
      const page = pageOf(await own(code), "child");
      world.faults.plan(death.plan);
      const died = await confirm(code, page).then(
        () => false,
        () => true,
      );
      await world.faults.clear();
      more = death.met();
      expect(died).toBe(more);
      await confirm(code, page);
      expect(pageOf(await own(code), "child").standing).toBe("confirmed");
    }
  });

  test("the file is certified once or not at all, and sent again it is once", async () => {
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const code = await newFamily();
      const { own, confirmAll, certify } = over();
      await confirmAll(code);
      const key = newKey();
      world.faults.plan(death.plan);
      const died = await certify(code, key).then(
        () => false,
        () => true,
      );
      await world.faults.clear();
      more = death.met();
      expect(died).toBe(more);
      await certify(code, key);
      expect((await own(code)).due).toBe(false);
      expect(await certifications(code)).toHaveLength(1);
    }
  });

  test("two adults at once certify it once", async () => {
    const code = await newFamily(2);
    const adults = [over(), over(world.table, undefined, second)];
    await adults[0]!.confirmAll(code);
    const outcomes = await Promise.allSettled(adults.map(({ certify }) => certify(code)));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await certifications(code)).toHaveLength(1);
  });

  test("two adults who confirm two pages at once meet nowhere", async () => {
    const code = await newFamily(2);
    const [one, other] = [over(), over(world.table, undefined, second)];
    const { pages } = await one.own(code);
    await Promise.all(pages.map((page, rank) => (rank % 2 === 0 ? one : other).confirm(code, page)));
    expect(new Set(Object.values(standings(await one.own(code))))).toEqual(new Set(["confirmed"]));
  });

  /** Does something in the moment between what a certification has read and what it writes, the first time. */
  const certifiedWhile = async (code: FamilyCode, act: () => Promise<unknown>): Promise<unknown> => {
    const { table } = world.another();
    let done = false;
    table.client.middlewareStack.add(
      (next, context) => async (args) => {
        if (/^TransactWrite/u.test(context.commandName ?? "") && !done) {
          done = true;
          await act();
        }
        return next(args);
      },
      { step: "initialize", name: "meanwhile", priority: "high" },
    );
    const outcome: unknown = await over(table)
      .certify(code)
      .then(
        () => "done",
        (error: unknown) => error,
      );
    expect(done).toBe(true);
    return outcome;
  };

  test.each([
    ["a child's grade", "Fiche de Lou1", (code: FamilyCode) => changeGrade(code, "CM2")],
    [
      "what a child's file says",
      "Fiche de Lou1",
      (code: FamilyCode) => fileOver(world.table, child(1)).change(code, { photo: { seen: 0, value: true } }),
    ],
    ["a first quotient", "Quotient familial", (code: FamilyCode) => enterQuotient(code)],
    [
      "a household",
      "Foyer et responsables",
      (code: FamilyCode) => change(keys.household(code), "situation", "together"),
    ],
  ] as const)("a change of %s between its reads and its write is told, and that page alone", async (_, title, act) => {
    const code = await newFamily();
    await over().confirmAll(code);
    expect(await certifiedWhile(code, () => act(code))).toMatchObject({
      code: "changed",
      details: { detail: expect.stringMatching(new RegExp(`une page[^]*: ${title}\\.`, "u")) as string },
    });
    expect(await certifications(code)).toEqual([]);
  });

  test("a change that no page shows is no reason to ask again", async () => {
    const code = await newFamily();
    await over().confirmAll(code);
    expect(await certifiedWhile(code, () => change(keys.child(code, child(1)), "townCode", "X2"))).toBe("done");
    expect(await certifications(code)).toHaveLength(1);
  });
});

test("its page is two waves of reads, however many pages; confirming is a wave more, certifying two", async () => {
  const { table, calls } = world.another();
  const code = await newFamily(3);
  const { own, confirm, confirmAll, certify } = over(table);
  await own(code);
  calls.take();
  const view = await own(code);
  expect(calls.take()).toMatchObject({ roundTrips: 2, writeUnits: 0 });
  await confirm(code, pageOf(view, "household"));
  expect(calls.take().roundTrips).toBe(3);
  await confirmAll(code);
  calls.take();
  await certify(code);
  expect(calls.take().roundTrips).toBe(4);
});
