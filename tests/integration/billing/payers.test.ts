/** Who else pays a part: what is claimed from it for a month, and what becomes of that when it pays another part after all. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { claims } from "../../../functions/billing/use-cases/claims.ts";
import { readLinesOf } from "../../../functions/billing/store/statements.ts";
import { id, type IdempotencyKey, type PlainDate } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import type { Circumstance } from "../../../functions/price/rules/circumstances.ts";
import { addCircumstance } from "../../../functions/price/store/circumstances.ts";
import { child, newKey, openWorld, shell, type World } from "../booking/support.ts";
import { staffMember } from "../planning/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";
import { at, billedCatalogue, december, setBooked, stateMonth } from "./support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(billedCatalogue());
});
afterAll(() => world.end());

const on = (date: string): PlainDate => id("PlainDate", date);
const [january, february] = [id("PlainMonth", "2027-01"), id("PlainMonth", "2027-02")];
const family = code(1);
let seen = 0;
async function say(said: Circumstance, about?: IdempotencyKey): Promise<IdempotencyKey> {
  const key = newKey();
  const act = { at, by: staffMember.login, byName: "Agente", reason: "notification", key, about: about ?? key, said };
  expect(await addCircumstance(world.table, family, seen, act)).toBeNull();
  seen += 1;
  return key;
}
const ccas = (amount: number, from: string, until: string | null, name: string | null = null): Circumstance => ({
  kind: "payer",
  payer: "ccas",
  name,
  part: { amount: cents(amount) },
  activityId: null,
  from: on(from),
  until: until === null ? null : on(until),
});
const claimed = async (period: typeof december) => {
  const found: unknown[] = [];
  let from: string | undefined;
  do {
    const { body } = await claims({ table: world.table })({
      ...shell,
      session: staffMember,
      body: undefined,
      params: { period },
      query: from === undefined ? {} : { from },
    });
    found.push(...body.claims.map(({ payer, date, of, amount }) => [payer, date, of, amount]));
    from = body.next ?? undefined;
  } while (from !== undefined);
  return found;
};
const asked = async (period: typeof december) =>
  (await readLinesOf(world.table, family, period)).flatMap(({ lines }) =>
    lines.map(({ date, amount }) => [date, amount]),
  );

test("a payer whose part changes inside a billed month: the family and the payer are each asked the difference, and no cent is lost", async () => {
  await putFamilies(world.table, [familyOf(1), familyOf(2)]);
  for (const date of ["2026-12-02", "2026-12-09"]) {
    await setBooked(world.table, family, child(1), date);
    await setBooked(world.table, code(2), child(1), date);
  }
  const first = await say(ccas(200, "2026-12-01", null));
  await stateMonth(world.table, december);
  expect(await claimed(december)).toEqual([
    ["le CCAS", "2026-12-02", 720, 200],
    ["le CCAS", "2026-12-09", 720, 200],
  ]);
  expect(await asked(december)).toEqual([
    ["2026-12-02", 520],
    ["2026-12-09", 520],
  ]);

  // It paid so much until the 8th only, and more from then on.
  await say(ccas(200, "2026-12-01", "2026-12-08"), first);
  const second = await say(ccas(300, "2026-12-09", null));
  await stateMonth(world.table, january);
  expect(await asked(january)).toEqual([
    ["2026-12-09", -520],
    ["2026-12-09", 420],
  ]);
  expect(await claimed(january)).toEqual([
    ["le CCAS", "2026-12-09", -720, -200],
    ["le CCAS", "2026-12-09", 720, 300],
  ]);

  // Another one pays the same: the family owes nothing more, and each payer is asked its own.
  await say(ccas(300, "2026-12-09", null, "Pithiviers"), second);
  await stateMonth(world.table, february);
  expect(await asked(february)).toEqual([
    ["2026-12-09", -420],
    ["2026-12-09", 420],
  ]);
  expect(await claimed(february)).toEqual([
    ["le CCAS", "2026-12-09", -720, -300],
    ["le CCAS (Pithiviers)", "2026-12-09", 720, 300],
  ]);
});
