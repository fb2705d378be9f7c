/** Measures that protect: taken once, told to who comes second, kept by imports, lifted with a reason, and no mail beyond them. */
import { AsyncLocalStorage } from "node:async_hooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SaidFamily } from "../../../functions/family/rules/family-merge.ts";
import { readChild, readFamily, readSeenFamily } from "../../../functions/family/store/families.ts";
import { putFamily } from "../../../functions/family/store/family-entry.ts";
import { id, type FamilyCode, type IdempotencyKey } from "../../../functions/kernel/ids.ts";
import type { MailKindName } from "../../../functions/mail/kinds.ts";
import { putPortalAddress } from "../../../functions/mail/portal-address.ts";
import { protectionUseCases } from "../../../functions/protection/use-cases/office.ts";
import { protectionPrefix } from "../../../functions/table/keys.ts";
import { mailRegistry } from "../../../functions/wiring/mails.ts";
import { newKey } from "../booking/support.ts";
import { openTestTable, type TestTable } from "../family/table.ts";
import { asStaff, staffMember } from "../planning/support.ts";

const at = id("Instant", "2026-11-23T08:00:00Z");
const [first, second] = [id("GuardianId", "1"), id("GuardianId", "2")];
const child = id("ChildId", "E1");
const sibling = id("ChildId", "E2");

let world: TestTable;
let rank = 0;
beforeAll(async () => {
  world = await openTestTable();
  await putPortalAddress(world.table, "https://portail.exemple.fr");
});
afterAll(() => world.end());

const said = (code: FamilyCode, town = "Pithiviers", adults = 2): SaidFamily => ({
  household: {
    code,
    guardians: ["Anne", "Paul"].slice(0, adults).map((firstName, index) => ({
      id: id("GuardianId", String(index + 1)),
      title: index === 0 ? "Mme" : "M.",
      firstName,
      lastName: `Martin${code}`,
      email: `${firstName.toLowerCase()}@exemple.fr`,
      phone: `06 12 34 56 7${index}`,
      payer: index === 0,
    })),
    address: { lines: ["1 rue des Lilas"], postcode: "45300", town },
    resident: true,
  },
  children: [child, sibling].map((one, index) => ({
    id: one,
    firstName: `Lou${index + 1}`,
    lastName: `Martin${code}`,
    birthDate: id("PlainDate", `201${index + 6}-03-14`),
  })),
});

async function newFamily(adults = 2): Promise<FamilyCode> {
  rank += 1;
  const code = id("FamilyCode", `P${String(rank).padStart(5, "0")}`);
  await putFamily(world.table, said(code, "Pithiviers", adults), at);
  return code;
}

const office = () => protectionUseCases({ table: world.table, clock: () => at });
const reason = "Ordonnance du 15 janvier";
interface Measure {
  readonly guardianId?: typeof first;
  readonly childId?: typeof child;
  readonly key?: IdempotencyKey;
  readonly decidedOn?: string;
  readonly by?: string;
}
const begin = async (code: FamilyCode, { guardianId = second, childId, key = newKey(), decidedOn, by }: Measure) =>
  (
    await office()["protection.begin"]({
      ...asStaff,
      session: { ...staffMember, displayName: by ?? "Agente Un" },
      params: { familyCode: code },
      body: {
        idempotencyKey: key,
        guardianId,
        ...(childId === undefined ? {} : { childId }),
        decidedOn: id("PlainDate", decidedOn ?? "2026-01-15"),
        reason,
      },
    })
  ).body.protections;
const lift = async (code: FamilyCode, protectionId: string, key: IdempotencyKey = newKey(), by = "Agente Un") =>
  (
    await office()["protection.lift"]({
      ...asStaff,
      session: { ...staffMember, displayName: by },
      params: { familyCode: code, protectionId: id("ProtectionId", protectionId) },
      body: { idempotencyKey: key, reason: "Nouvelle décision" },
    })
  ).body.protections;
const seenBy = async (code: FamilyCode, who: typeof first) =>
  (await readSeenFamily(world.table, code, who))?.children.map((one) => one.id);

describe("shutting an adult out of a child's file", () => {
  test("holds at once, for that adult and that child alone; lifted, it is as before, and both acts stay", async () => {
    const code = await newFamily();
    const [measure] = await begin(code, { childId: child });
    expect(measure).toMatchObject({
      guardianId: second,
      childId: child,
      adultName: `M. Martin${code}`,
      childName: `Lou1 Martin${code}`,
      decidedOn: "2026-01-15",
      reason,
      by: "Agente Un",
    });
    expect([await seenBy(code, first), await seenBy(code, second)]).toEqual([[child, sibling], [sibling]]);
    const [lifted] = await lift(code, measure!.id);
    expect(lifted?.lifted).toMatchObject({ by: "Agente Un", reason: "Nouvelle décision", at });
    expect(await seenBy(code, second)).toEqual([child, sibling]);
    expect((await readChild(world.table, code, child))?.shutOut).toBeUndefined();
    // Taken anew, it is a measure of its own.
    expect(await begin(code, { childId: child })).toHaveLength(2);
  });

  test("sent twice is one; the same key for something else is refused; who comes second is told who was first", async () => {
    const code = await newFamily();
    const key = newKey();
    await begin(code, { childId: child, key });
    expect(await begin(code, { childId: child, key })).toHaveLength(1);
    await expect(begin(code, { childId: sibling, key })).rejects.toMatchObject({ code: "idempotencyKey.reused" });
    await expect(begin(code, { childId: child, by: "Agente Deux" })).rejects.toMatchObject({
      code: "changed",
      details: { detail: expect.stringContaining("Agente Un") as string },
    });
    const [measure] = await begin(code, { childId: child, key });
    const liftKey = newKey();
    await lift(code, measure!.id, liftKey);
    await lift(code, measure!.id, liftKey);
    await expect(lift(code, measure!.id, newKey(), "Agente Deux")).rejects.toMatchObject({ code: "changed" });
  });

  test("two at once: one measure, and the other is told", async () => {
    const code = await newFamily();
    const outcomes = await Promise.allSettled(
      ["Un", "Deux", "Trois"].map((name) => begin(code, { childId: child, by: `Agente ${name}` })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []))).toMatchObject([
      { code: "changed" },
      { code: "changed" },
    ]);
    expect((await readChild(world.table, code, child))?.shutOut).toEqual([second]);
  });

  test("one that is written while another reads, its measures first and the marks later, is met all the same", async () => {
    const code = await newFamily();
    const other = new AsyncLocalStorage<true>();
    let gate: Promise<unknown> | null = null;
    const { middlewareStack } = world.table.client;
    middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (other.getStore()) return next(args);
          const readsMeasures = JSON.stringify(args.input).includes(protectionPrefix);
          if (!readsMeasures || commandName !== "QueryCommand" || gate) {
            if (commandName === "GetItemCommand") await gate;
            return next(args);
          }
          // The measures as they were before the other one; what is read from now on is read after it.
          const { promise, resolve } = Promise.withResolvers<undefined>();
          gate = promise;
          const answer = await next(args);
          await other.run(true, () => begin(code, { childId: child, by: "Agente Deux" }));
          resolve(undefined);
          return answer;
        },
      { name: "between", step: "initialize" },
    );
    try {
      await expect(begin(code, { childId: child })).rejects.toMatchObject({
        code: "changed",
        details: { detail: expect.stringContaining("Agente Deux") as string },
      });
    } finally {
      middlewareStack.remove("between");
    }
  });

  test("refuses who and what is not in the household, and a decision that is to come", async () => {
    const code = await newFamily();
    await expect(begin(code, { guardianId: id("GuardianId", "9"), childId: child })).rejects.toMatchObject({
      code: "notFound",
    });
    await expect(begin(code, { childId: id("ChildId", "AUTRE1") })).rejects.toMatchObject({ code: "notFound" });
    await expect(begin(id("FamilyCode", "INCONNUE"), { childId: child })).rejects.toMatchObject({ code: "notFound" });
    await expect(begin(code, { childId: child, decidedOn: "2026-11-24" })).rejects.toMatchObject({
      code: "request.invalid",
    });
    await expect(lift(code, "mesure-inconnue-1")).rejects.toMatchObject({ code: "notFound" });
    expect(
      (await office()["protection.ofFamily"]({ ...asStaff, params: { familyCode: code } })).body.protections,
    ).toEqual([]);
  });

  test("died half-way has both the measure and its mark, or neither", async () => {
    for (const when of ["before", "after"] as const) {
      const code = await newFamily();
      const key = newKey();
      world.dieAt(1, when);
      await expect(begin(code, { childId: child, key })).rejects.toThrow();
      world.dieAt(Infinity, "before");
      const { protections } = (await office()["protection.ofFamily"]({ ...asStaff, params: { familyCode: code } }))
        .body;
      expect((await readChild(world.table, code, child))?.shutOut ?? []).toHaveLength(protections.length);
      expect(await begin(code, { childId: child, key })).toHaveLength(1);
      expect(await seenBy(code, second)).toEqual([sibling]);
    }
  });
});

test("an import keeps every mark, whatever it changes", async () => {
  const code = await newFamily();
  await begin(code, { childId: child });
  await begin(code, { guardianId: first });
  expect(await putFamily(world.table, said(code, "Boynes"), at)).toMatchObject({ outcome: "changed" });
  const family = await readFamily(world.table, code);
  expect(family?.household).toMatchObject({ shielded: [first], address: { town: "Boynes" } });
  expect(family?.children.find((one) => one.id === child)?.shutOut).toEqual([second]);
});

test("an adult who leaves the town's file and comes back, otherwise reachable, is still shut out", async () => {
  const code = await newFamily();
  const [measure] = await begin(code, { childId: child });
  const [anne, paul] = said(code).household.guardians;
  const with_ = (guardians: SaidFamily["household"]["guardians"]): SaidFamily => ({
    ...said(code),
    household: { ...said(code).household, guardians },
  });
  const ranks = async () =>
    (await readFamily(world.table, code))?.household.guardians.map((adult) => [adult.firstName, adult.id]);
  await putFamily(world.table, with_([anne!]), at);
  // Twice: what the town said last does not know the adult any more.
  await putFamily(world.table, with_([{ ...anne!, phone: "06 00 00 00 00" }]), at);
  expect(await ranks()).toEqual([["Anne", first]]);
  await putFamily(world.table, with_([anne!, { ...paul!, email: "autre@exemple.fr", phone: "06 11 11 11 11" }]), at);
  expect(await ranks()).toEqual([
    ["Anne", first],
    ["Paul", second],
  ]);
  expect(await seenBy(code, second)).toEqual([sibling]);
  // Lifted, nobody is remembered: coming back again, the adult is a new one.
  await lift(code, measure!.id);
  await putFamily(world.table, with_([anne!]), at);
  await putFamily(world.table, with_([{ ...anne!, phone: "06 00 00 00 01" }]), at);
  await putFamily(world.table, with_([anne!, { ...paul!, email: "autre@exemple.fr", phone: "06 11 11 11 11" }]), at);
  expect(await ranks()).toEqual([
    ["Anne", first],
    ["Paul", id("GuardianId", "3")],
  ]);
});

test("a protected address is told to its adult, and to none of the others; nor where the household lives", async () => {
  const code = await newFamily();
  const [measure] = await begin(code, { guardianId: first });
  const read = async (who: typeof first | "office") => (await readSeenFamily(world.table, code, who))?.household;
  expect((await read(second))?.guardians[0]).toMatchObject({ firstName: "Anne" });
  expect(JSON.stringify({ ...(await read(second)), shielded: undefined })).not.toMatch(/Lilas|anne@|06 12 34 56 70/u);
  for (const who of [first, "office"] as const)
    expect(JSON.stringify(await read(who))).toMatch(/Lilas.*|anne@exemple.fr/u);
  await lift(code, measure!.id);
  expect(JSON.stringify(await read(second))).toMatch(/Lilas/u);
});

describe("mails", () => {
  const registry = () => mailRegistry({ table: world.table, tokens: { seal: () => "" } });
  /** To one address, or to a family's adults: those of a family take whom they are about. */
  const ofFamilies = Object.keys(mailRegistry({ table: null as never, tokens: { seal: () => "" } })).filter(
    (kind): kind is MailKindName =>
      !/^firstRequest|^password|^email|^secondFactor|^recovery|^access|^invitation/u.test(kind),
  );
  const readersOf = async (kind: MailKindName, code: FamilyCode, about: readonly (typeof child)[]) => {
    const { audience } = registry()[kind];
    return audience({ familyCode: code, about }, {} as never);
  };

  test.each(ofFamilies)("%s about a child reaches no adult who is shut out of it", async (kind) => {
    const code = await newFamily();
    await begin(code, { childId: child });
    const to = async (about: readonly (typeof child)[]) =>
      (await readersOf(kind, code, about)).readers.map((reader) => reader.to);
    expect(await to([child])).toEqual(["anne@exemple.fr"]);
    // What is about both children is not cut in two: whoever may not read all of it reads none.
    expect(await to([child, sibling])).toEqual(["anne@exemple.fr"]);
    // What is about money goes to who pays, who is one of the two.
    const all = /^invoice|^mandate|^debit/u.test(kind) ? ["anne@exemple.fr"] : ["anne@exemple.fr", "paul@exemple.fr"];
    expect(await to([sibling])).toEqual(all);
    expect(await to([])).toEqual(all);
  });

  test("nobody is to be called about a child of whom no adult of the household may know", async () => {
    const code = await newFamily(1);
    await begin(code, { guardianId: first, childId: child });
    expect(await readersOf("closed", code, [child])).toMatchObject({ readers: [], nobody: true });
    expect((await readersOf("closed", code, [sibling])).nobody).toBeUndefined();
  });
});
