/**
 * A family without a fund sends its figures and its papers: they wait, are corrected, refused, accepted, taken back; what is
 * accepted is a month's quotient, and nothing that somebody entered meanwhile is written over.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DocumentKind } from "../../../functions/catalogue/rules/catalogue.ts";
import type { FileRules } from "../../../functions/catalogue/rules/file-rules.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import type { Clock } from "../../../functions/kernel/clock.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type RequestId } from "../../../functions/kernel/ids.ts";
import { Problem } from "../../../functions/http/problem.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addAct, readQuotients, standingValues } from "../../../functions/quotient/store/quotients.ts";
import { ownQuotientUseCases } from "../../../functions/quotient/use-cases/look.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { requestOfficeUseCases } from "../../../functions/request/use-cases/office.ts";
import { sectionsOf } from "../../../functions/wiring/sections.ts";
import { jpeg } from "../../unit/document/files.ts";
import { everyDeath } from "../booking/faults.ts";
import { catalogueWith, guardianOf, monday, newKey, shell } from "../booking/support.ts";
import { address, desk, fileIn, openWorld, post, type World } from "../document/support.ts";
import {
  followRequests,
  mailsOf,
  newFamily,
  office,
  other,
  requestDesk,
  tellLater,
  theOnly,
  town,
  type RequestDesk,
} from "./support.ts";

const notice: DocumentKind = {
  ...address,
  id: id("DocumentKindId", "avis-imposition"),
  name: "Avis d’imposition",
  asked: "byActivities",
};
const rules: FileRules = {
  quotientPapers: { yearlyIncome: { shown: true, required: true, change: "checked", documents: [notice.id] } },
};

let world: World;
let at: RequestDesk;
beforeAll(async () => {
  world = await openWorld([notice]);
  await enterCatalogue(
    world.table,
    { ...catalogueWith(1000, 1000), documents: [notice], file: rules },
    { dryRun: false },
  );
  at = await requestDesk(world);
});
afterAll(() => world.end());

const section = "quotientPapers" as const;
/** 2 184.81 a month for three parts. */
const figures = { yearlyIncome: 2_400_000, monthlyBenefits: 18_481, children: 2 };
const november = id("PlainMonth", "2026-11");

async function paper(code: FamilyCode) {
  const files = await desk(world);
  const { documentId, form } = await files.send({ familyCode: code }, notice);
  const { version } = await post(form, jpeg(30, 20));
  await files.judge({ file: fileIn(form), version, verdict: "clean" });
  return { id: documentId };
}
const changes = (values: Readonly<Record<string, unknown>> = figures) =>
  Object.entries(values).map(([field, value]) => ({
    field,
    seen: null,
    value: typeof value === "number" || typeof value === "string" ? value : null,
  }));
async function sent(code: FamilyCode, clock: Clock = () => monday): Promise<RequestId> {
  const then = await requestDesk(world, clock);
  const { sent: made } = await then.send(code, { section, changes: changes(), documents: [await paper(code)] });
  if (made === undefined) throw new Error("Figures are checked");
  return made;
}
const own = async (code: FamilyCode) =>
  (
    await ownQuotientUseCases({ table: world.table, clock: () => monday, town })["quotient.own"]({
      ...shell,
      session: guardianOf(code),
      body: undefined,
    })
  ).body;
const valuesOf = async (code: FamilyCode) => standingValues(await readQuotients(world.table, code));
const entered = (value: number) => ({
  at: plusSeconds(monday, 3600),
  by: other.login,
  byName: other.displayName,
  reason: "Attestation apportée",
  key: newKey(),
  entered: {
    value: cents(value),
    from: id("PlainDate", "2026-11-01"),
    until: id("PlainDate", "2027-10-31"),
    origin: "caf" as const,
  },
});

/** What somebody is told who may not. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem) || error.code !== "notPossible") throw new Error("It is not possible");
  return error.details.detail;
}

describe("Figures and papers of a family", () => {
  test("wait, and are no quotient", async () => {
    const code = await newFamily(world.table);
    const request = await sent(code);
    expect((await own(code)).standing).toEqual({ state: "none", next: null });
    const [view] = (await at.file(code, { section })).sections;
    expect(view?.fields.map(({ waiting }) => waiting?.requestId)).toEqual([request, request, request]);
    expect(theOnly((await at.list(code)).requests)).toMatchObject({
      section,
      state: "sent",
      changes: [{ after: "24\u202f000\u00a0€" }, { after: "184,81\u00a0€" }, { after: "2" }],
    });
    // A second one would be about the same.
    await expect(at.send(code, { section, changes: changes(), documents: [await paper(code)] })).rejects.toMatchObject({
      code: "request.invalid",
    });
  });

  test("are all asked for, with the paper that proves them: what is missing is not zero", async () => {
    const code = await newFamily(world.table);
    for (const wrong of [
      changes({ yearlyIncome: 0, monthlyBenefits: 0 }),
      changes({ yearlyIncome: "beaucoup", monthlyBenefits: 0, children: 0 }),
      changes({ yearlyIncome: -1, monthlyBenefits: 0, children: 0 }),
      changes({ yearlyIncome: 0, quarterParts: 10 }),
    ])
      await expect(at.send(code, { section, changes: wrong, documents: [await paper(code)] })).rejects.toMatchObject({
        code: "request.invalid",
      });
    await expect(at.send(code, { section, changes: changes() })).rejects.toMatchObject({ code: "request.invalid" });
    const nothing = changes({ yearlyIncome: 0, monthlyBenefits: 0, children: 0 });
    const { sent: made } = await at.send(code, { section, changes: nothing, documents: [await paper(code)] });
    if (made === undefined) throw new Error("They are checked");
    await at.accept(await at.open(code, made));
    expect((await own(code)).standing).toMatchObject({ state: "valid", inForce: { value: 0, origin: "papers" } });
  });

  test("show staff the paper and what they come to, and are a month's quotient once accepted", async () => {
    const code = await newFamily(world.table);
    const before = await world.records();
    const request = await sent(code);
    const later = "2026-12-04T10:00:00Z";
    const then = await requestDesk(world, () => id("Instant", later));
    const opened = await then.open(code, request);
    expect(opened.papers).toMatchObject([{ kindName: "Avis d’imposition", readable: true }]);
    expect(opened.sums).toEqual([
      { label: "Quotient calculé", said: "728,27\u00a0€" },
      { label: "Compterait", said: "du dimanche 1er novembre 2026 au dimanche 31 octobre 2027" },
      { label: "Connu au premier de ces jours", said: "aucun, ce qui n’est pas un quotient de 0 €" },
    ]);
    const accepted = await then.accept(opened);
    expect(accepted).toMatchObject({ state: "accepted", sums: [] });
    expect(await valuesOf(code)).toEqual([
      { kind: "caf", month: "2026-11", value: 72_827, from: "2026-11-01", until: "2027-10-31", origin: "papers" },
    ]);
    const [month] = await readQuotients(world.table, code);
    expect(month?.acts).toMatchObject([{ by: office.login, byName: office.displayName, at: later }]);
    // Told by mail, without a figure.
    const told = await followRequests(world, before, () => id("Instant", later));
    await tellLater(world, told, () => plusSeconds(id("Instant", later), 60));
    expect(await mailsOf(world, code)).toEqual(["requestAnswered"]);
    for (const item of (await world.records()).values())
      if (item["entity"] === "mail" && item["familyCode"] === code) expect(JSON.stringify(item)).not.toContain("728");
    // The year after, the same figures are said anew.
    expect(await sent(code, () => id("Instant", "2027-11-22T10:00:00Z"))).not.toBe(request);
  });

  test("refused with a reason, are mended and sent again, and count from then on", async () => {
    const code = await newFamily(world.table);
    const request = await sent(code);
    await at.say(await at.open(code, request), "refuse", "Le justificatif ne se lit pas.");
    expect(await valuesOf(code)).toEqual([]);
    const then = await requestDesk(world, () => id("Instant", "2026-12-02T10:00:00Z"));
    const refused = theOnly((await then.list(code)).requests);
    await then.correct(code, request, refused.version, {
      changes: changes({ ...figures, children: 3 }),
      documents: [await paper(code)],
    });
    await then.accept(await then.open(code, request));
    // 2 184.81 / 4.
    expect(await valuesOf(code)).toMatchObject([{ month: "2026-12", value: 54_620, origin: "papers" }]);
  });

  test("accepted and taken back within seconds, are as they were; accepted again, count", async () => {
    const code = await newFamily(world.table);
    await addAct(
      world.table,
      code,
      { kind: "caf", month: november, seen: 0 },
      { ...entered(50_000), at: id("Instant", "2026-11-02T08:00:00Z") },
    );
    const request = await sent(code);
    const accepted = await at.accept(await at.open(code, request));
    expect(await valuesOf(code)).toMatchObject([{ value: 72_827 }]);
    const back = await at.undo(accepted);
    expect(back.state).toBe("sent");
    expect(await valuesOf(code)).toMatchObject([{ value: 50_000, origin: "caf" }]);
    await at.accept(back);
    expect(await valuesOf(code)).toMatchObject([{ value: 72_827, origin: "papers" }]);
  });

  test("write over nothing that was entered since they were sent, nor is that taken back with them", async () => {
    const code = await newFamily(world.table);
    const request = await sent(code);
    await addAct(world.table, code, { kind: "caf", month: november, seen: 0 }, entered(61_000));
    const then = await requestDesk(world, () => plusSeconds(monday, 7200));
    const opened = await then.open(code, request);
    expect(opened.sums[2]?.said).toContain("610");
    expect(await refusal(then.accept(opened))).toContain("Agent deux");
    expect(await valuesOf(code)).toMatchObject([{ value: 61_000 }]);
    expect((await then.open(code, request)).state).toBe("sent");

    const second = await newFamily(world.table);
    const accepted = await at.accept(await at.open(second, await sent(second)));
    await addAct(world.table, second, { kind: "caf", month: november, seen: 1 }, entered(61_000));
    await expect(at.undo(accepted)).rejects.toMatchObject({ code: "notPossible" });
    expect(await valuesOf(second)).toMatchObject([{ value: 61_000 }]);
  });

  test("of one way of counting are nothing once the town counts by another", async () => {
    const code = await newFamily(world.table);
    const request = await sent(code);
    const clock = () => monday;
    const sections = sectionsOf({ quotient: { kind: "fiscal", validity: { months: 12 } } });
    const catalogue = catalogueCache(() => readCatalogue(world.table), clock);
    const staff = requestOfficeUseCases({ table: world.table, catalogue, clock, sections });
    const of = { ...shell, session: office, params: { familyCode: code, requestId: request } };
    const { body: opened } = await staff["request.open"]({ ...of, body: undefined });
    expect(opened.sums).toEqual([]);
    const standing = opened.standing.map(({ value }) => value);
    const body = { decision: "accept", idempotencyKey: newKey(), seen: opened.version, standing } as const;
    expect(await refusal(staff["request.decide"]({ ...of, body }))).toContain("refusez la demande");
    expect(await valuesOf(code)).toEqual([]);
  });

  test("are not entered by staff as a change of the file, which would prove nothing", async () => {
    const code = await newFamily(world.table);
    await expect(at.change(code, { section, changes: changes() })).rejects.toMatchObject({ code: "request.invalid" });
    expect(await valuesOf(code)).toEqual([]);
  });
});

describe("A process that dies between any two calls", () => {
  /** The request, the paper and the month say the same. */
  const agree = async (code: FamilyCode, request: RequestId): Promise<void> => {
    const { state } = await at.open(code, request);
    expect(await valuesOf(code)).toHaveLength(state === "accepted" ? 1 : 0);
    const documents = [...(await world.records()).values()].filter(
      (item) => item["entity"] === "document" && item["familyCode"] === code,
    );
    expect(documents).toMatchObject([{ state: { status: state === "accepted" ? "accepted" : "toCheck" } }]);
  };

  test("of accepting: the request, its paper and the quotient agree, and it is entered once", async () => {
    const deaths = await everyDeath(world.faults, async (dying) => {
      const code = await newFamily(world.table);
      const request = await sent(code);
      const opened = await at.open(code, request);
      const key = newKey();
      const accepting = () => at.accept(opened, office, key);
      await dying(accepting);
      await agree(code, request);
      await accepting();
      await agree(code, request);
      expect((await readQuotients(world.table, code))[0]?.acts).toHaveLength(1);
    });
    expect(deaths).toBeGreaterThan(2);
  });

  test("of taking it back: the same", async () => {
    const deaths = await everyDeath(world.faults, async (dying) => {
      const code = await newFamily(world.table);
      const request = await sent(code);
      const accepted = await at.accept(await at.open(code, request));
      const key = newKey();
      const undoing = () => at.undo(accepted, office, key);
      await dying(undoing);
      await agree(code, request);
      await undoing();
      await agree(code, request);
      expect((await at.open(code, request)).state).toBe("sent");
    });
    expect(deaths).toBeGreaterThan(2);
  });
});
