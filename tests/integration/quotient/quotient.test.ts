/** A family's quotient at the office and in the family's own page: entered, corrected, withdrawn, by one or by two. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Clock } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { Problem } from "../../../functions/http/problem.ts";
import type { StaffSession } from "../../../functions/http/session.ts";
import { quotientActUseCases } from "../../../functions/quotient/use-cases/act.ts";
import {
  ownQuotientUseCases,
  quotientLookUseCases,
  type QuotientDependencies,
} from "../../../functions/quotient/use-cases/look.ts";
import { catalogueWith, guardianOf, monday, newKey, openWorld, shell, type World } from "../booking/support.ts";
import { asStaff, staffMember } from "../planning/support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1));
});
afterAll(() => world.end());

const month = (text: string): PlainMonth => id("PlainMonth", text);
const november = month("2026-11");

const over = (
  clock: Clock = () => monday,
  quotient: QuotientDependencies["town"]["quotient"] = { kind: "caf", validity: { months: 12 } },
): QuotientDependencies => ({ table: world.table, clock, town: { quotient } });

type EnterBody = Parameters<ReturnType<typeof quotientActUseCases>["quotient.enter"]>[0]["body"];
type Papers = Extract<EnterBody, { readonly origin: "papers" }>;
type Statement = Exclude<EnterBody, Papers>;
const papers = (figures: Papers["papers"]): Papers => ({
  idempotencyKey: newKey(),
  seen: 0,
  origin: "papers",
  papers: figures,
  reason: "Avis d’imposition",
});
const statement = (change: Partial<Statement> = {}): Statement => ({
  idempotencyKey: newKey(),
  seen: 0,
  origin: "caf",
  value: 72_200,
  reason: "Attestation apportée",
  ...change,
});

const enter = async (
  familyCode: FamilyCode,
  body: EnterBody,
  {
    of = november,
    session = staffMember,
    dependencies = over(),
  }: {
    readonly of?: PlainMonth;
    readonly session?: StaffSession;
    readonly dependencies?: QuotientDependencies;
  } = {},
) =>
  (
    await quotientActUseCases(dependencies)["quotient.enter"]({
      ...asStaff,
      session,
      params: { familyCode, month: of },
      body,
    })
  ).body;
const withdraw = async (familyCode: FamilyCode, seen: number, idempotencyKey = newKey()) =>
  (
    await quotientActUseCases(over())["quotient.withdraw"]({
      ...asStaff,
      params: { familyCode, month: november },
      body: { idempotencyKey, seen, reason: "Autre famille" },
    })
  ).body;
const own = async (code: FamilyCode, dependencies = over()) =>
  (
    await ownQuotientUseCases(dependencies)["quotient.own"]({
      ...shell,
      session: guardianOf(code),
      query: undefined,
      params: undefined,
      body: undefined,
    })
  ).body;
const ofFamily = async (familyCode: FamilyCode) =>
  (await quotientLookUseCases(over())["quotient.ofFamily"]({ ...asStaff, params: { familyCode } })).body;

describe("A quotient that staff enters", () => {
  test("counts at once, for a year unless said otherwise, and the family sees where it comes from", async () => {
    const code = await world.newFamily();
    expect((await own(code)).standing).toEqual({ state: "none", next: null });
    await enter(code, statement());
    expect(await own(code)).toEqual({
      kind: "caf",
      standing: {
        state: "valid",
        coveredUntil: "2027-10-31",
        inForce: {
          kind: "caf",
          month: "2026-11",
          value: 72_200,
          from: "2026-11-01",
          until: "2027-10-31",
          origin: "caf",
        },
      },
      values: [expect.objectContaining({ month: "2026-11", value: 72_200 })],
    });
  });

  test("ends on the day that the town's setting says", async () => {
    const code = await world.newFamily();
    const dependencies = over(() => monday, { kind: "caf", validity: { until: "08-31" } });
    const { standing } = await enter(code, statement(), { dependencies });
    expect(standing).toMatchObject({ coveredUntil: "2027-08-31" });
  });

  test("is counted by the server from the papers, which are not kept", async () => {
    const code = await world.newFamily();
    const view = await enter(
      code,
      papers({ kind: "caf", yearlyIncome: 2_400_000, monthlyBenefits: 18_481, children: 2 }),
    );
    expect(view.standing).toMatchObject({ inForce: { value: 72_827, origin: "papers" } });
    expect(JSON.stringify(await ofFamily(code))).not.toContain("2400000");
  });

  test("is corrected and withdrawn without losing what it was", async () => {
    const code = await world.newFamily();
    await enter(code, statement());
    await enter(code, statement({ seen: 1, value: 0, reason: "Erreur de lecture" }));
    expect((await own(code)).standing).toMatchObject({ inForce: { value: 0 } });
    const view = await withdraw(code, 2);
    expect(view.standing).toEqual({ state: "none", next: null });
    const [{ version, acts } = { version: 0, acts: [] }] = view.months;
    expect(version).toBe(3);
    expect(acts.map(({ by, reason, entered }) => [by, reason, entered?.value])).toEqual([
      ["Agente Test", "Autre famille", undefined],
      ["Agente Test", "Erreur de lecture", 0],
      ["Agente Test", "Attestation apportée", 72_200],
    ]);
    await expect(withdraw(code, 3)).rejects.toMatchObject({ code: "notPossible" });
  });

  test("sent twice is entered once", async () => {
    const code = await world.newFamily();
    const body = statement();
    await enter(code, body);
    await enter(code, body);
    const key = newKey();
    await withdraw(code, 1, key);
    const view = await withdraw(code, 1, key);
    expect(view.months[0]?.acts).toHaveLength(2);
  });

  test("is one of two entered at once; the other is told by whom, with both values", async () => {
    const code = await world.newFamily();
    const other: StaffSession = { ...staffMember, login: id("Login", "AGENT.AUTRE"), displayName: "Autre Agent" };
    const outcomes = await Promise.allSettled([
      enter(code, statement()),
      enter(code, statement({ value: 80_000 }), { session: other }),
    ]);
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" && outcome.reason instanceof Problem ? [outcome.reason] : [],
    );
    expect(refused.map(({ code: why }) => why)).toEqual(["changed"]);
    const { months } = await ofFamily(code);
    expect(months[0]?.acts).toHaveLength(1);
    const [kept, lost] = months[0]?.acts[0]?.by === "Autre Agent" ? ["800", "722"] : ["722", "800"];
    expect(refused[0]?.details.detail).toMatch(
      new RegExp(`(Agente Test|Autre Agent) a modifié .*${kept}.*${lost}`, "u"),
    );
  });

  test("of another family, or of none, is not reached", async () => {
    const [one, other] = [await world.newFamily(), await world.newFamily()];
    await enter(one, statement());
    expect((await own(other)).values).toEqual([]);
    await expect(enter(id("FamilyCode", "INCONNUE"), statement())).rejects.toMatchObject({ code: "notFound" });
    await expect(withdraw(id("FamilyCode", "INCONNUE"), 0)).rejects.toMatchObject({ code: "notFound" });
  });

  test.each<readonly [string, Partial<Statement> | Papers, string, string]>([
    ["a month to come", {}, "2026-12", "month"],
    ["a month of long ago", {}, "2023-10", "month"],
    ["a value that counts before its month", { from: id("PlainDate", "2026-10-31") }, "2026-11", "from"],
    ["a value that counts long after its month", { from: id("PlainDate", "2027-11-02") }, "2026-11", "from"],
    ["an end before its beginning", { until: id("PlainDate", "2026-10-31") }, "2026-11", "until"],
    ["more than two years", { until: id("PlainDate", "2028-11-01") }, "2026-11", "until"],
    [
      "papers of another way of counting",
      papers({ kind: "fiscal", yearlyIncome: 1, quarterParts: 4 }),
      "2026-11",
      "papers",
    ],
  ])("is refused: %s", async (_, change, of, field) => {
    const code = await world.newFamily();
    await expect(enter(code, "papers" in change ? change : statement(change), { of: month(of) })).rejects.toMatchObject(
      {
        code: "request.invalid",
        details: { errors: [expect.objectContaining({ field })] },
      },
    );
    expect((await ofFamily(code)).months).toEqual([]);
  });
});
