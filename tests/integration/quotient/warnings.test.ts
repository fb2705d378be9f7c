/** Who is warned that a quotient ends, and when; once, and only if nothing follows. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { id, type FamilyCode, type Instant, type PlainDate } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import type { QuotientKind } from "../../../functions/kernel/town-for-functions.ts";
import { scheduleWarnings, warnOfEnd, type QuotientWarning } from "../../../functions/quotient/follow/warn-of-end.ts";
import { addAct, readQuotients } from "../../../functions/quotient/store/quotients.ts";
import { readTimedInput } from "../../../functions/wiring/timed-input.ts";
import { catalogueWith, monday, newKey, openWorld, type World } from "../booking/support.ts";
import { toldTo } from "../planning/support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1));
});
afterAll(() => world.end());

const day = (text: string): PlainDate => id("PlainDate", text);

async function enter(
  code: FamilyCode,
  month: string,
  span: { readonly from: string; readonly until: string },
  kind: QuotientKind = "caf",
): Promise<void> {
  const entered = { value: cents(72_200), from: day(span.from), until: day(span.until), origin: "caf" } as const;
  await addAct(
    world.table,
    code,
    { kind, month: id("PlainMonth", month), seen: 0 },
    { at: monday, by: id("Login", "AGENT.TEST"), byName: "Agente Test", reason: "Attestation", key: newKey(), entered },
  );
}

interface Scheduled {
  readonly warning: QuotientWarning;
  readonly at: Instant;
}

/** What is put when a family's records come by in the stream. */
async function put(code: FamilyCode, now: Instant = monday): Promise<readonly Scheduled[]> {
  const later: Scheduled[] = [];
  const dependencies = {
    clock: () => now,
    quotientKind: "caf",
    warnLater: (warning: QuotientWarning, at: Instant) => {
      later.push({ warning, at });
      return Promise.resolve();
    },
  } as const;
  for (const month of await readQuotients(world.table, code)) await scheduleWarnings(dependencies, code, month);
  return later;
}

/** The schedule fires: its input has travelled as JSON. */
async function fire({ warning, at }: Scheduled): Promise<void> {
  const input = readTimedInput(JSON.parse(JSON.stringify(warning)));
  if (!("quotientUntil" in input)) throw new Error("A warning is read as something else");
  await warnOfEnd({ table: world.table, clock: () => at, quotientKind: "caf" }, input);
}
const told = async (code: FamilyCode): Promise<readonly string[]> =>
  (await toldTo(world.table, code)).map(({ kind }) => kind);

test("a family is warned four weeks and two weeks before, at ten in the morning, once each", async () => {
  const code = await world.newFamily();
  await enter(code, "2026-01", { from: "2026-01-01", until: "2026-12-31" });
  const later = await put(code);
  expect(later.map(({ at }) => at)).toEqual(["2026-12-03T09:00:00Z", "2026-12-17T09:00:00Z"]);
  for (const one of later) {
    await fire(one);
    await fire(one);
  }
  expect(await told(code)).toEqual(["quotientEnds", "quotientEnds"]);
});

test("moments that have passed are not warned of", async () => {
  const code = await world.newFamily();
  await enter(code, "2026-01", { from: "2026-01-01", until: "2026-12-10" });
  expect((await put(code)).map(({ warning }) => warning.days)).toEqual([14]);
});

test("who has handed in the next one by then hears nothing", async () => {
  const code = await world.newFamily();
  await enter(code, "2026-01", { from: "2026-01-01", until: "2026-12-31" });
  const later = await put(code);
  await enter(code, "2026-11", { from: "2026-11-01", until: "2027-10-31" });
  for (const one of later) await fire(one);
  expect(await told(code)).toEqual([]);
});

test("a value of another way of counting warns of nothing", async () => {
  const code = await world.newFamily();
  await enter(code, "2026-01", { from: "2026-01-01", until: "2026-12-31" }, "fiscal");
  expect(await put(code)).toEqual([]);
});
