/** Credit notes that staff gives: nothing that was asked changes, what is taken back waits, and no run asks for it again. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  readBillAccounts,
  readLinesFrom,
  readStatement,
  readStatementsFrom,
} from "../../../functions/billing/store/statements.ts";
import { creditLines } from "../../../functions/billing/use-cases/credit.ts";
import { detailOf, waitingViews } from "../../../functions/billing/use-cases/views.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { noteFile } from "../../../functions/billing/invoice-file.ts";
import { noteLink } from "../../../functions/billing/use-cases/notes.ts";
import { readMade } from "../../../functions/files/made.ts";
import { town } from "../../support/town.ts";
import { diesAt } from "../booking/faults.ts";
import { openWorld as openFiles } from "../document/support.ts";
import { staffSession } from "../booking/http.ts";
import { child, openWorld, shell, type World } from "../booking/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";
import { billedCatalogue, december, setBooked, stateMonth, till } from "./support.ts";

const family = code(1);
const november = id("PlainMonth", "2026-11");
const january = id("PlainMonth", "2027-01");
let world: World;
beforeEach(async () => {
  world = await openWorld(billedCatalogue());
  await putFamilies(world.table, [familyOf(1)]);
  for (const date of ["2026-11-18", "2026-11-25"]) await setBooked(world.table, family, child(1), date);
  await stateMonth(world.table, november, id("Instant", "2026-12-01T08:00:00Z"));
});
afterEach(() => world.end());

const credit = async (ranks: readonly number[], due = 0, table = world.table) =>
  (
    await creditLines({ table, clock: () => id("Instant", "2026-12-10T10:00:00Z") })({
      ...shell,
      params: { familyCode: family, period: november, accountId: till.id },
      body: { lines: ranks.map((rank) => ({ period: november, rank, due })), reason: "Sortie annulée" },
      session: staffSession,
    })
  ).body;
const all = () => readStatementsFrom(world.table, family, november);
const lines = async () =>
  (await readLinesFrom(world.table, family, november)).flatMap((one) =>
    one.lines.map(({ period, rank, amount, corrects }) => [period, rank, amount, corrects?.rank]),
  );

describe("A credit note", () => {
  test("takes back lines of the invoice, which stays as it was, and waits with its reason", async () => {
    const [before] = await all();
    const note = await credit([1], 200);
    expect(note).toMatchObject({
      period: "2026-12",
      note: 1,
      own: -520,
      given: { reason: "Sortie annulée", byName: "Agent" },
      state: { kind: "waits" },
    });
    expect((await all()).find(({ period }) => period === november)).toEqual(before);
    expect(await lines()).toEqual([
      [november, 0, 720, undefined],
      [november, 1, 720, undefined],
      [december, 10_000, -720, 1],
      [december, 10_001, 200, 1],
    ]);
    expect(waitingViews(await readBillAccounts(world.table, family), await all())).toEqual([
      { accountId: till.id, accountName: "Régie", amount: -520 },
    ]);
    const detail = await detailOf(world.table, { familyCode: family, period: december, accountId: till.id, note: 1 });
    expect(detail.lines.at(-1)).toMatchObject({
      whole: 720,
      reasons: ["prix qui ne dépend pas du quotient", "remise du guichet : Sortie annulée"],
    });
  });

  test("is a PDF that names the invoice it corrects; asked again, the same file", async () => {
    await credit([1], 200);
    const files = await openFiles();
    try {
      const name = { familyCode: family, period: december, accountId: till.id, note: 1 };
      const dependencies = {
        table: world.table,
        bucket: files.bucket,
        clock: () => id("Instant", "2026-12-11T10:00:00Z"),
        town,
      };
      const { url } = await noteLink(dependencies, name);
      expect(url).toContain("avoir-");
      const first = await readMade(files.bucket, "invoices", noteFile(name));
      expect(
        Buffer.from(first ?? [])
          .subarray(0, 5)
          .toString(),
      ).toBe("%PDF-");
      await noteLink(dependencies, name);
      expect(await readMade(files.bucket, "invoices", noteFile(name))).toEqual(first);
      await expect(noteLink(dependencies, { ...name, note: 2 })).rejects.toMatchObject({ code: "notFound" });
    } finally {
      await files.end();
    }
  });

  test("is carried by the next invoice, and no run asks again for what it took back", async () => {
    await credit([0, 1]);
    await setBooked(world.table, family, child(1), "2026-12-02");
    await stateMonth(world.table, december);
    for (const date of ["2027-01-06", "2027-01-13"]) await setBooked(world.table, family, child(1), date);
    await stateMonth(world.table, january, id("Instant", "2027-02-02T08:00:00Z"));
    const statements = await all();
    // −14.40, and 7.20 of December: 7.20 are left for January, whose 14.40 are then 7.20.
    expect(
      statements.map(({ period, note, own, total, issue }) => [period, note, own, total, issue?.number.rank]),
    ).toEqual([
      [january, undefined, 1440, 720, 1],
      [december, 1, -1440, -1440, undefined],
      [december, undefined, 720, -720, undefined],
      [november, undefined, 1440, 1440, 1],
    ]);
    const carriedBy = { period: january, number: { series: "ALSH", year: 2027, rank: 1 } };
    expect(statements.filter(({ period }) => period === december).map((one) => one.carriedBy)).toEqual([
      carriedBy,
      carriedBy,
    ]);
  });

  test("is given once of a line: whoever comes second is told to read again", async () => {
    await credit([1]);
    await expect(credit([1])).rejects.toMatchObject({ code: "changed" });
    await expect(credit([0, 0])).rejects.toMatchObject({ code: "notPossible" });
    await expect(credit([0], 720)).rejects.toMatchObject({ code: "notPossible" });
    await expect(credit([7])).rejects.toMatchObject({ code: "changed" });
    expect(await lines()).toHaveLength(4);
    // Its own line may be taken back further.
    const note = await credit([0], 300);
    expect(note.note).toBe(2);
  });

  test("by two at once is one note each, of other lines", async () => {
    await Promise.all([credit([0]), credit([1], 0, world.another().table)]);
    expect(
      (await all())
        .filter(({ note }) => note !== undefined)
        .map(({ note, own }) => [note, own])
        .sort(),
    ).toEqual([
      [1, -720],
      [2, -720],
    ]);
    expect((await readBillAccounts(world.table, family))[0]?.waiting).toHaveLength(2);
  });

  test("that dies at any of its data calls is there whole or not at all", async () => {
    for (const when of ["before", "after"] as const)
      for (let index = 0, more = true; more; index += 1) {
        world.faults.plan(diesAt(index, when));
        const rank = when === "before" ? 0 : 1;
        await credit([rank], 100).catch((error: unknown) => error);
        more = (await world.faults.clear()) > index;
        const there = (await all()).filter(({ note }) => note !== undefined);
        const waits = (await readBillAccounts(world.table, family))[0]?.waiting ?? [];
        expect(waits.map(({ own }) => own)).toEqual(there.map(() => -620));
        if (there.length === (when === "before" ? 1 : 2)) break;
      }
    expect(
      await readStatement(world.table, { familyCode: family, period: december, accountId: till.id, note: 2 }),
    ).not.toBeNull();
  });
});
