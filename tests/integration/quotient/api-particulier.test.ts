/**
 * API Particulier: the connector against the simulator, answer by answer, and an asking as a family and staff make it.
 * Not found, unknown resources and a service that is away are three answers, and none of them becomes a quotient.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { instantOf } from "../../../functions/kernel/clock.ts";
import type { Log } from "../../../functions/kernel/log.ts";
import { apiParticulier, type AskApi } from "../../../functions/quotient/api-particulier.ts";
import { consentVersion, type AskedIdentity } from "../../../functions/quotient/rules/source.ts";
import type { SourceDependencies } from "../../../functions/quotient/source-dependencies.ts";
import { quotientActUseCases } from "../../../functions/quotient/use-cases/act.ts";
import { ownQuotientUseCases } from "../../../functions/quotient/use-cases/look.ts";
import { quotientSourceUseCases } from "../../../functions/quotient/use-cases/source.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRecord } from "../../../functions/table/read.ts";
import { simulatedToken, startApiParticulier } from "../../../infra/local/api-particulier.ts";
import type { Listener } from "../../../infra/local/net.ts";
import { nthDeath } from "../booking/faults.ts";
import { catalogueWith, guardianOf, newKey, openWorld, shell, type World } from "../booking/support.ts";
import { asStaff, staffMember } from "../planning/support.ts";

const roux: AskedIdentity = {
  birthName: "Roux",
  firstNames: ["Jeanne", "Stéphanie"],
  birthDate: id("PlainDate", "1987-06-27"),
  sex: "F",
  birthPlace: "08480",
};
const named = (birthName: string): AskedIdentity => ({ ...roux, birthName });

let world: World;
let simulator: Listener;
beforeAll(async () => {
  [world, simulator] = await Promise.all([openWorld(catalogueWith(1)), startApiParticulier()]);
});
afterAll(async () => {
  await simulator.close();
  await world.end();
});

const connected = (change: { readonly token?: string; readonly recipient?: string } = {}): AskApi =>
  apiParticulier({
    endpoint: simulator.url,
    recipient: change.recipient ?? "21450252200012",
    token: () => Promise.resolve(change.token ?? simulatedToken),
  });

describe("The connector", () => {
  test("reads what the CAF and the MSA tell, by the State's own test cases", async () => {
    const month = new Date().toISOString().slice(0, 7);
    expect(await connected()(roux)).toEqual({ kind: "found", fund: "msa", value: 15_000, month });
    const sophie: AskedIdentity = {
      birthName: "DUPONT",
      firstNames: ["Sophie"],
      birthDate: id("PlainDate", "1982-09-03"),
      sex: "F",
      birthPlace: "13001",
    };
    expect(await connected()(sophie)).toEqual({ kind: "found", fund: "caf", value: 90_000, month });
    const abroad: AskedIdentity = {
      birthName: "Fakir",
      firstNames: ["Eymen", "Mohamed"],
      birthDate: id("PlainDate", "1992-11-14"),
      sex: "M",
      birthPlace: "99350",
    };
    expect(await connected()(abroad)).toMatchObject({ kind: "found", value: 427_000 });
  });

  test.each<readonly [string, object]>([
    ["Inconnu", { kind: "notFound" }],
    ["Invalide", { kind: "notFound" }],
    ["Sansressources", { kind: "noResources" }],
    ["Limite", { kind: "away", why: "limited", code: "429 00429", retryAfter: 30 }],
    ["Expire", { kind: "away", why: "refused", code: "401 00103" }],
    ["Refus", { kind: "away", why: "refused", code: "403 00100" }],
    ["Doublon", { kind: "away", why: "busy", code: "409 00015" }],
    ["Panne", { kind: "away", why: "failed", code: "502 37999" }],
    ["Muet", { kind: "away", why: "failed", code: "504 37001" }],
    ["Illisible", { kind: "away", why: "unreadable", code: "200" }],
  ])("tells apart what is documented: %s", async (name, answer) => {
    expect(await connected()(named(name))).toEqual(answer);
  });

  test("gives up after five seconds", async () => {
    const began = Date.now();
    expect(await connected()(named("Lent"))).toEqual({ kind: "away", why: "late", code: "0" });
    expect(Date.now() - began).toBeLessThan(6500);
  });

  test("finds nobody by another's day of birth, and is refused with a wrong token or recipient", async () => {
    expect(await connected()({ ...roux, birthDate: id("PlainDate", "1987-06-28") })).toEqual({ kind: "notFound" });
    expect(await connected({ token: "x" })(roux)).toEqual({ kind: "away", why: "refused", code: "401 00101" });
    expect(await connected({ recipient: "123" })(roux)).toEqual({ kind: "notFound" });
    const nobody = apiParticulier({
      endpoint: "http://127.0.0.1:9",
      recipient: "21450252200012",
      token: () => Promise.resolve(simulatedToken),
    });
    expect(await nobody(roux)).toEqual({ kind: "away", why: "failed", code: "0" });
  });
});

interface Desk {
  readonly logged: string[];
  /** The clock, which a test moves. */
  readonly time: { now: number };
  readonly dependencies: SourceDependencies;
}
const start = (): number => Date.now();

function deskWith(api: AskApi | null = connected()): Desk {
  const logged: string[] = [];
  const time = { now: start() };
  const write: Log["info"] = (code, fields) => void logged.push(`${code} ${JSON.stringify(fields ?? {})}`);
  return {
    logged,
    time,
    dependencies: {
      table: world.table,
      clock: () => instantOf(time.now),
      town: { name: "la Ville", quotient: { kind: "caf", validity: { months: 12 } } },
      api,
      log: { info: write, warn: write, error: write },
    },
  };
}

const own = (code: FamilyCode) => ({ ...shell, session: guardianOf(code), params: undefined, query: undefined });
type Given = Parameters<ReturnType<typeof quotientSourceUseCases>["quotient.giveSource"]>[0]["body"];
const give = async ({ dependencies }: Desk, code: FamilyCode, change: Partial<Given> = {}) =>
  (
    await quotientSourceUseCases(dependencies)["quotient.giveSource"]({
      ...own(code),
      body: {
        seen: 0,
        consent: consentVersion,
        fund: "msa",
        number: "1234567",
        identity: {
          birthName: "Roux",
          firstNames: "Jeanne, Stéphanie",
          birthDate: id("PlainDate", "1987-06-27"),
          sex: "F",
          birthPlace: "08480",
        },
        ...change,
      },
    })
  ).body;
/** What the family says at the desk. */
const giveFor = async ({ dependencies }: Desk, familyCode: FamilyCode, change: Partial<Given> = {}) =>
  (
    await quotientSourceUseCases(dependencies)["quotient.giveSourceOfFamily"]({
      ...asStaff,
      session: staffMember,
      params: { familyCode },
      body: {
        seen: 0,
        consent: consentVersion,
        fund: "caf",
        number: "7654321",
        identity: identityNamed("Roux"),
        reason: "Papier signé au guichet",
        ...change,
      },
    })
  ).body;
const withdrawFor = async ({ dependencies }: Desk, familyCode: FamilyCode, seen: number) =>
  (
    await quotientSourceUseCases(dependencies)["quotient.withdrawSourceOfFamily"]({
      ...asStaff,
      session: staffMember,
      params: { familyCode },
      body: { seen, reason: "Dit au téléphone" },
    })
  ).body;
const sourceOf = async ({ dependencies }: Desk, code: FamilyCode) =>
  (await quotientSourceUseCases(dependencies)["quotient.source"]({ ...own(code), body: undefined })).body;

const identityNamed = (birthName: string): NonNullable<Given["identity"]> => ({
  birthName,
  firstNames: "Jeanne",
  birthDate: id("PlainDate", "1987-06-27"),
  sex: "F",
  birthPlace: "08480",
});
const ask = async ({ dependencies }: Desk, code: FamilyCode) =>
  (await quotientSourceUseCases(dependencies)["quotient.ask"]({ ...own(code), body: undefined })).body;
const askFor = async ({ dependencies }: Desk, familyCode: FamilyCode) =>
  (await quotientSourceUseCases(dependencies)["quotient.askFor"]({ ...asStaff, params: { familyCode } })).body;
const valuesOf = async ({ dependencies }: Desk, code: FamilyCode) =>
  (await ownQuotientUseCases(dependencies)["quotient.own"]({ ...own(code), body: undefined })).body.values;

describe("What a family says at the desk", () => {
  test("is entered for it with how it said so, serves to ask, is read by the family, and goes when it takes that back", async () => {
    const desk = deskWith();
    const code = await world.newFamily();
    const given = await giveFor(desk, code);
    expect(given).toMatchObject({ agreed: true, fund: "caf", number: "••••321", version: 1 });
    expect((await sourceOf(desk, code)).consents).toMatchObject([
      { what: "given", by: staffMember.displayName, reason: "Papier signé au guichet" },
    ]);
    // The number itself is shown to nobody.
    expect(JSON.stringify(await sourceOf(desk, code))).not.toContain("7654321");
    await askFor(desk, code);
    const gone = await withdrawFor(desk, code, 1);
    expect(gone).toMatchObject({ agreed: false, version: 2 });
    expect(gone).not.toHaveProperty("number");
    expect(gone).not.toHaveProperty("identity");
    await expect(askFor(desk, code)).rejects.toMatchObject({ code: "notPossible" });
  });

  test("is not written over what the family itself has said meanwhile, nor for a family that is not there", async () => {
    const desk = deskWith();
    const code = await world.newFamily();
    await give(desk, code);
    await expect(giveFor(desk, code)).rejects.toMatchObject({ code: "changed" });
    await expect(withdrawFor(desk, code, 0)).rejects.toMatchObject({ code: "changed" });
    expect(await sourceOf(desk, code)).toMatchObject({ fund: "msa", number: "••••567", version: 1 });
    const nobody = id("FamilyCode", "ABSENT9");
    await expect(giveFor(desk, nobody)).rejects.toMatchObject({ code: "notFound" });
    await expect(withdrawFor(desk, nobody, 0)).rejects.toMatchObject({ code: "notFound" });
    await expect(giveFor(desk, code, { seen: 1, consent: "2020-01-01" })).rejects.toMatchObject({
      code: "request.invalid",
    });
  });
});

describe("An asking", () => {
  test("enters what is told, once, with its origin, and says when the next is possible", async () => {
    const desk = deskWith();
    const code = await world.newFamily();
    await give(desk, code);
    expect(await ask(desk, code)).toMatchObject({ outcome: "found", entered: true, told: { value: 15_000 } });
    expect(await valuesOf(desk, code)).toMatchObject([{ value: 15_000, origin: "api", kind: "caf" }]);
    await expect(askFor(desk, code)).rejects.toMatchObject({ code: "tooManyAttempts" });
    desk.time.now += 25 * 3600_000;
    expect(await askFor(desk, code)).toMatchObject({ outcome: "found", entered: true });
    expect(await valuesOf(desk, code)).toHaveLength(1);
  });

  test.each<readonly [string, string]>([
    ["Inconnu", "notFound"],
    ["Sansressources", "noResources"],
    ["Panne", "away"],
    ["Illisible", "away"],
    ["Expire", "away"],
  ])("that brings nothing becomes no quotient: %s is %s", async (name, outcome) => {
    const desk = deskWith();
    const code = await world.newFamily();
    await give(desk, code, { identity: identityNamed(name) });
    const answer = await ask(desk, code);
    expect(answer).toMatchObject({ outcome, entered: false });
    expect(answer.detail.length).toBeGreaterThan(40);
    expect(await valuesOf(desk, code)).toEqual([]);
    // Nothing of the person, and nothing of the number, is ever logged.
    expect(desk.logged.join("\n")).not.toMatch(/roux|jeanne|1987|08480|1234567|sansressources/iu);
  });

  test("gives three different helps", async () => {
    const details = await Promise.all(
      ["Inconnu", "Sansressources", "Panne"].map(async (name) => {
        const desk = deskWith();
        const code = await world.newFamily();
        await give(desk, code, { identity: identityNamed(name) });
        return (await ask(desk, code)).detail;
      }),
    );
    expect(new Set(details).size).toBe(3);
  });

  test("of a quotient of zero enters zero", async () => {
    const desk = deskWith();
    const code = await world.newFamily();
    const identity = { ...identityNamed("Zero"), firstNames: "Anne", birthDate: id("PlainDate", "1990-01-01") };
    await give(desk, code, { identity: { ...identity, birthPlace: "45252" } });
    expect(await ask(desk, code)).toMatchObject({ outcome: "found", told: { value: 0 } });
    expect(await valuesOf(desk, code)).toMatchObject([{ value: 0, origin: "api" }]);
  });

  test("does not replace what staff has entered for that month", async () => {
    const desk = deskWith();
    const code = await world.newFamily();
    await quotientActUseCases(desk.dependencies)["quotient.enter"]({
      ...asStaff,
      params: { familyCode: code, month: id("PlainMonth", new Date().toISOString().slice(0, 7)) },
      body: { idempotencyKey: newKey(), seen: 0, origin: "decision", value: 50_000, reason: "Situation particulière" },
    });
    await give(desk, code);
    expect(await ask(desk, code)).toMatchObject({ outcome: "found", entered: false, told: { value: 15_000 } });
    expect(await valuesOf(desk, code)).toMatchObject([{ value: 50_000, origin: "decision" }]);
  });

  test("is never made without consent, nor once it is withdrawn, which forgets what was given", async () => {
    const asked: AskedIdentity[] = [];
    const desk = deskWith((identity) => {
      asked.push(identity);
      return Promise.resolve({ kind: "notFound" });
    });
    const code = await world.newFamily();
    await expect(ask(desk, code)).rejects.toMatchObject({ code: "notPossible" });
    const given = await give(desk, code);
    expect(given).toMatchObject({ agreed: true, number: "••••567", identity: { birthYear: "1987" }, version: 1 });
    expect(JSON.stringify(given)).not.toMatch(/1234567|1987-06-27|08480/u);
    const { body } = await quotientSourceUseCases(desk.dependencies)["quotient.withdrawSource"]({
      ...own(code),
      body: { seen: 1 },
    });
    expect(body).toMatchObject({ agreed: false, version: 2 });
    expect(body.consents.map(({ what, text }) => [what, text])).toEqual([
      ["withdrawn", consentVersion],
      ["given", consentVersion],
    ]);
    await expect(ask(desk, code)).rejects.toMatchObject({ code: "notPossible" });
    await expect(askFor(desk, code)).rejects.toMatchObject({ code: "notPossible" });
    expect(asked).toEqual([]);
    const record = JSON.stringify(await readRecord(world.table, keys.quotientSource(code)));
    expect(record).not.toMatch(/1234567|Roux|Jeanne|08480/u);
  });

  test("is offered by no town that has no access, or that counts otherwise", async () => {
    const code = await world.newFamily();
    const none = deskWith(null);
    await expect(give(none, code)).rejects.toMatchObject({ code: "notPossible" });
    const { identity: _, ...numberOnly } = { identity: undefined, number: "7654321" };
    expect(await give(none, code, { ...numberOnly, identity: undefined })).toMatchObject({
      agreed: true,
      canAsk: false,
    });
    await expect(ask(none, code)).rejects.toMatchObject({ code: "notPossible" });
  });

  test("of two adults who change it at once, the later is told what the first did", async () => {
    const desk = deskWith();
    const code = await world.newFamily();
    await give(desk, code);
    await expect(give(desk, code, { number: "7777777" })).rejects.toMatchObject({ code: "changed" });
    await expect(give(desk, code, { consent: "2020-01-01", seen: 1 })).rejects.toMatchObject({
      code: "request.invalid",
    });
  });

  test("that dies between any two calls enters once when it is made again", async () => {
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const desk = deskWith();
      // Calls are counted by the second: each death has one of its own.
      desk.time.now += nth * 1000 + 2 * 86_400_000;
      const code = await world.newFamily();
      await give(desk, code);
      world.faults.plan(death.plan);
      const died = await ask(desk, code).then(
        () => false,
        (error: unknown) => String(error).includes("The process has died"),
      );
      await world.faults.clear();
      more = death.met();
      expect(died).toBe(more);
      desk.time.now += 2 * 86_400_000;
      expect(await ask(desk, code)).toMatchObject({ outcome: "found", entered: true });
      expect(await valuesOf(desk, code)).toMatchObject([{ value: 15_000, origin: "api" }]);
    }
  });

  test("leaves the service alone for as long as it asks, whoever the next family is", async () => {
    const calls: string[] = [];
    const api = connected();
    const desk = deskWith((identity) => {
      calls.push(identity.birthName);
      return api(identity);
    });
    // The last one, in a time of its own: the pause must not stop the other tests.
    desk.time.now += 40 * 86_400_000;
    const [one, two] = [await world.newFamily(), await world.newFamily()];
    await give(desk, one, { identity: identityNamed("Limite") });
    await give(desk, two, { identity: identityNamed("Inconnu") });
    expect(await ask(desk, one)).toMatchObject({ outcome: "away" });
    expect(await ask(desk, two)).toMatchObject({ outcome: "away" });
    expect(calls).toEqual(["Limite"]);
    desk.time.now += 61_000;
    expect(await ask(desk, two)).toMatchObject({ outcome: "notFound" });
    expect(calls).toEqual(["Limite", "Inconnu"]);
  });
});
