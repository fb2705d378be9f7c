/** Quotients of many families from a file: compared, entered, resumed, and never against what somebody did since. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../../functions/http/problem.ts";
import { id, type FamilyCode, type IdempotencyKey } from "../../../functions/kernel/ids.ts";
import { quotientActUseCases } from "../../../functions/quotient/use-cases/act.ts";
import { quotientBulkUseCases } from "../../../functions/quotient/use-cases/bulk.ts";
import { quotientLookUseCases, type QuotientDependencies } from "../../../functions/quotient/use-cases/look.ts";
import { catalogueWith, monday, newKey, openWorld, putFamily, type World } from "../booking/support.ts";
import { asStaff } from "../planning/support.ts";
import { nthDeath } from "../booking/faults.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1));
});
afterAll(() => world.end());

const over = (): QuotientDependencies => ({
  table: world.table,
  clock: () => monday,
  town: { quotient: { kind: "caf", validity: { months: 12 } } },
});

type Bulk = ReturnType<typeof quotientBulkUseCases>;
type Line = Parameters<Bulk["quotient.compare"]>[0]["body"]["lines"][number];
const month = id("PlainMonth", "2026-11");

const fileOf = (lines: readonly string[]): string =>
  Buffer.from(["code famille;quotient", ...lines].join("\r\n")).toString("base64");
const readFile = async (lines: readonly string[]) =>
  (
    await quotientBulkUseCases(over())["quotient.readFile"]({
      ...asStaff,
      body: { file: fileOf(lines), month, origin: "caf" },
    })
  ).body;
const compare = async (lines: readonly Line[]) =>
  (await quotientBulkUseCases(over())["quotient.compare"]({ ...asStaff, body: { lines: [...lines] } })).body.lines;

/** As the page does it: what would change is entered, under what was seen. */
async function enter(lines: readonly Line[], key: IdempotencyKey, compared?: Awaited<ReturnType<typeof compare>>) {
  const seen = compared ?? (await compare(lines));
  const of = new Map(seen.map((one) => [one.line, one]));
  const { body } = await quotientBulkUseCases(over())["quotient.enterMany"]({
    ...asStaff,
    body: {
      idempotencyKey: key,
      reason: "Liste de la CAF",
      lines: lines.map((one) => ({
        ...one,
        familyCode: of.get(one.line)?.familyCode ?? one.familyCode,
        seen: of.get(one.line)?.seen ?? 0,
      })),
    },
  });
  return body.lines;
}
const byHand = async (familyCode: FamilyCode, seen: number, value: number) =>
  quotientActUseCases(over())["quotient.enter"]({
    ...asStaff,
    params: { familyCode, month },
    body: { idempotencyKey: newKey(), seen, origin: "caf", value, reason: "Vu au guichet" },
  });
const monthsOf = async (familyCode: FamilyCode) =>
  (await quotientLookUseCases(over())["quotient.ofFamily"]({ ...asStaff, params: { familyCode } })).body.months;
const newFamilies = (number: number): Promise<readonly FamilyCode[]> =>
  Promise.all(Array.from({ length: number }, () => world.newFamily()));

describe("A file of quotients", () => {
  test("is entered line by line, with who entered it and why, and again it changes nothing", async () => {
    const codes = await newFamilies(3);
    const { lines } = await readFile([...codes.map((code, rank) => `${code};${rank * 100}`), "INCONNUE9;700"]);
    const compared = await compare(lines);
    expect(compared.map(({ outcome }) => outcome)).toEqual(["new", "new", "new", "refused"]);
    const known = lines.slice(0, 3);
    expect((await enter(known, newKey())).map(({ outcome }) => outcome)).toEqual(["entered", "entered", "entered"]);
    const [entry] = (await monthsOf(codes[1]!))[0]?.acts ?? [];
    expect(entry).toMatchObject({
      by: "Agente Test",
      reason: "Liste de la CAF",
      entered: { value: 10_000, origin: "caf", from: "2026-11-01", until: "2027-10-31" },
    });
    expect((await compare(known)).map(({ outcome }) => outcome)).toEqual(["same", "same", "same"]);
    expect((await enter(known, newKey())).map(({ outcome }) => outcome)).toEqual(["same", "same", "same"]);
    expect((await monthsOf(codes[1]!))[0]?.acts).toHaveLength(1);
  });

  test("says what each line replaces, and leaves what was corrected by hand since the same was entered", async () => {
    const [one, two] = await newFamilies(2);
    const { lines } = await readFile([`${one!};700`, `${two!};700`]);
    await enter(lines, newKey());
    await byHand(one!, 1, 80_000);
    const [kept, same] = await compare(lines);
    expect(kept).toMatchObject({ outcome: "kept", stands: { value: 80_000, by: "Agente Test" } });
    expect(kept?.reason).toMatch(/remplacée par 800/u);
    expect(same?.outcome).toBe("same");
    const refused = await enter(lines, newKey());
    expect(refused.map(({ outcome }) => outcome)).toEqual(["refused", "same"]);
    expect((await monthsOf(one!))[0]?.acts[0]?.entered?.value).toBe(80_000);
    const other = await readFile([`${one!};900`]);
    expect(await compare(other.lines)).toMatchObject([{ outcome: "change", seen: 2, stands: { value: 80_000 } }]);
    expect(await enter(other.lines, newKey())).toMatchObject([{ outcome: "entered" }]);
  });

  test("gives way to who changed a month between the preview and the entry, and says by whom", async () => {
    const [one] = await newFamilies(1);
    const { lines } = await readFile([`${one!};700`]);
    const compared = await compare(lines);
    await byHand(one!, 0, 81_200);
    const [refused] = await enter(lines, newKey(), compared);
    expect(refused?.outcome).toBe("refused");
    expect(refused?.reason).toMatch(/changé par Agente Test .*812/u);
    expect((await monthsOf(one!))[0]?.acts).toHaveLength(1);
  });

  test("finds the family that a spreadsheet has robbed of its zeros", async () => {
    const { table } = world;
    const code = id("FamilyCode", "000777");
    await putFamily(table, code, 0);
    const { lines } = await readFile(["777;650,50"]);
    expect(await compare(lines)).toMatchObject([{ outcome: "new", familyCode: "000777" }]);
    expect(await enter(lines, newKey())).toMatchObject([{ outcome: "entered" }]);
    expect((await monthsOf(code))[0]?.acts[0]?.entered?.value).toBe(65_050);
  });

  test("that is no file of quotients says what to mend", async () => {
    const body = { file: Buffer.from("a;b\n1;2\n").toString("base64"), month, origin: "caf" as const };
    const asked = async () => quotientBulkUseCases(over())["quotient.readFile"]({ ...asStaff, body });
    await expect(asked()).rejects.toSatisfy(
      (error) =>
        error instanceof Problem && error.code === "notPossible" && /« code famille »/u.test(error.details.detail),
    );
  });

  test("compares a hundred lines in two waves, and writes one record a line", async () => {
    const codes = await newFamilies(100);
    const { lines } = await readFile(codes.map((code) => `${code};500`));
    world.calls.take();
    const compared = await compare(lines);
    expect(world.calls.take().roundTrips).toBe(2);
    await enter(lines, newKey(), compared);
    const { calls } = world.calls.take();
    expect(calls.filter(({ name }) => name === "UpdateItem")).toHaveLength(100);
  });
});

describe("An entry that dies between any two calls", () => {
  test("goes on where it stopped when the same is sent again: each line entered once", async () => {
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      const codes = await newFamilies(3);
      const { lines } = await readFile(codes.map((code) => `${code};432,10`));
      const compared = await compare(lines);
      const key = newKey();
      world.faults.plan(death.plan);
      const died = await enter(lines, key, compared).then(
        () => false,
        (error: unknown) => String(error).includes("The process has died"),
      );
      await world.faults.clear();
      more = death.met();
      expect(died).toBe(more);
      const again = await enter(lines, key, compared);
      expect(again.every(({ outcome }) => outcome === "entered" || outcome === "same")).toBe(true);
      for (const code of codes) {
        const months = await monthsOf(code);
        expect(months.map(({ acts }) => acts.map(({ entered }) => entered?.value))).toEqual([[43_210]]);
      }
    }
  });
});
