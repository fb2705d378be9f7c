/**
 * Roles made for the treasury, on the emulators: each invoice once, numbers without a gap, whoever makes them at once and wherever
 * a process dies; and what its return files say, entered once.
 */
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dueOf } from "../../../functions/billing/rules/settlement.ts";
import { readStatement } from "../../../functions/billing/store/statements.ts";
import { usualTreasury } from "../../../functions/catalogue/rules/accounts.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { readMade } from "../../../functions/files/made.ts";
import { Problem } from "../../../functions/http/problem.ts";
import { instantOf } from "../../../functions/kernel/clock.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { readPayments } from "../../../functions/payment/store/payments.ts";
import { deskUseCases } from "../../../functions/payment/use-cases/desk.ts";
import type { Table } from "../../../functions/table/table.ts";
import { readArticles, readRoles } from "../../../functions/treasury/store/roles.ts";
import { treasuryReturnUseCases } from "../../../functions/treasury/use-cases/returns.ts";
import { treasuryRoleUseCases } from "../../../functions/treasury/use-cases/roles.ts";
import { startFiles, type Files } from "../../../infra/local/files/index.ts";
import { filesBucket, region } from "../../../infra/local/names.ts";
import { temporaryFolder } from "../../support/portal.ts";
import { returnFile, type Bordereau } from "../../unit/treasury/support.ts";
import { billedCatalogue, canteenId, setBooked, stateMonth } from "../billing/support.ts";
import { everyDeath } from "../booking/faults.ts";
import { staffSession } from "../booking/http.ts";
import { child, newKey, openWorld, shell, type World } from "../booking/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";

const december = id("PlainMonth", "2026-12");
const accountId = id("CollectionAccountId", "role");
const families = 6;
let world: World;
let files: Files;
let s3: S3Client;
let moment = Date.parse("2027-01-10T09:00:00Z");
const clock = () => instantOf(moment);
const titled = (n: number, title?: string) =>
  familyOf(n, {
    guardians: [{ ...familyOf(n).household.guardians[0], ...(title ? { title } : {}) } as never],
  });

beforeAll(async () => {
  const base = billedCatalogue();
  const accounts = (base.accounts ?? []).map((one) =>
    one.id === accountId
      ? {
          ...one,
          treasury: { ...usualTreasury, post: "045123", siret: "21450252600012", collectivity: "200", budget: "00" },
        }
      : one,
  );
  const folder = await temporaryFolder();
  [world, files] = await Promise.all([
    openWorld({ ...base, accounts }),
    startFiles({
      file: join(folder, "files.sqlite"),
      origin: "http://localhost:3000",
      keep: () => Promise.reject(new Error("Nothing is called here")),
    }),
  ]);
  s3 = new S3Client({
    endpoint: files.url,
    region,
    credentials: { accessKeyId: "test", secretAccessKey: "local" },
    forcePathStyle: true,
  });
  // The last one has no civil title, which the treasury asks for.
  await putFamilies(
    world.table,
    Array.from({ length: families }, (_, index) => titled(index + 1, index + 1 < families ? "Mme" : undefined)),
  );
  for (let number = 1; number <= families; number += 1)
    for (const date of ["2026-12-01", "2026-12-03", "2026-12-07", "2026-12-08"])
      await setBooked(world.table, code(number), child(1), date, { activity: canteenId });
  await stateMonth(world.table, december, id("Instant", "2027-01-05T08:00:00Z"));
}, 60_000);
afterAll(async () => {
  s3.destroy();
  await Promise.all([files.close(), world.end()]);
});

const over = (table: Table = world.table) => {
  const dependencies = {
    table,
    clock,
    catalogue: catalogueCache(() => readCatalogue(table, { accountOf }), clock),
    bucket: { name: filesBucket, client: s3 },
  };
  return {
    ...treasuryRoleUseCases(dependencies),
    ...treasuryReturnUseCases(dependencies),
    ...deskUseCases(dependencies),
  };
};
const asked = { ...shell, session: staffSession, query: undefined, body: undefined };
const preview = async () =>
  (await over()["treasury.preview"]({ ...asked, params: { period: december, accountId } })).body;
const make = async (idempotencyKey = newKey(), table?: Table) =>
  (
    await over(table)["treasury.makeRole"]({
      ...asked,
      params: { period: december, accountId },
      body: { idempotencyKey },
    })
  ).body;
const give = async (
  bordereaux: readonly Bordereau[],
  { only = false, refused = [] as number[], table = world.table } = {},
) => {
  const file = Buffer.from(returnFile(bordereaux, { refused })).toString("base64");
  const given = { ...asked, params: undefined, body: { file } };
  const acts = over(table);
  return (await (only ? acts["treasury.readReturn"](given) : acts["treasury.enterReturn"](given))).body;
};
const refusedAs = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "done",
    (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      return error.code;
    },
  );
/** Of an article of role 1: who owes it, and what of it. */
const owner = async (article: number) => {
  const [first] = await readRoles(world.table);
  const found = (await readArticles(world.table, first?.name ?? ""))?.articles[article - 1];
  if (!found) throw new Error("No such article");
  const invoice = await readStatement(world.table, { familyCode: found.familyCode, period: december, accountId });
  if (!invoice) throw new Error("No such invoice");
  return { ...found, due: dueOf(invoice), payments: await readPayments(world.table, found.familyCode) };
};

describe("A role", () => {
  it("is looked at first: what it asks, and whose file lacks what", async () => {
    expect(await preview()).toMatchObject({
      articles: families - 1,
      amount: (families - 1) * 1600,
      left: [{ why: "lacks", lacks: ["title"], amount: 1600, familyCode: code(families) }],
    });
    expect(await readRoles(world.table)).toEqual([]);
  });
  it("is made once, by one call sent twice and by two at once; its file says what its record does", async () => {
    const key = newKey();
    const [one, same, other] = await Promise.all([
      make(key),
      make(key, world.another().table),
      make(newKey(), world.another().table).catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        return error.code;
      }),
    ]);
    const made = [one, same, other].filter((role) => typeof role !== "string");
    expect(new Set(made.map(({ name }) => name)).size).toBe(1);
    expect(await readRoles(world.table)).toMatchObject([
      { number: 1, year: 2027, articles: families - 1, amount: 8000 },
    ]);
    expect(await refusedAs(make())).toBe("notPossible");
    expect(await preview()).toMatchObject({ articles: 0, asked: families - 1 });
    const [role] = await readRoles(world.table);
    const xml = Buffer.from(
      (await readMade({ name: filesBucket, client: s3 }, "invoices", role?.file ?? "")) ?? [],
    ).toString("latin1");
    expect(xml).toContain('<IdBord V="1"/>');
    expect(xml.match(/<Piece>/gu)).toHaveLength(families - 1);
    const link = await over()["treasury.roleFile"]({ ...asked, params: { name: role?.name ?? "" } });
    expect(await (await fetch(link.body.url)).text()).toBe(xml);
  });
  it("dying anywhere leaves none or a whole one: once the file is complete, the next has the next number", async () => {
    await putFamilies(world.table, [titled(families, "Mr")]);
    const dying = world.another();
    const key = newKey();
    await everyDeath(dying.faults, async (died) => {
      await died(() => make(key, dying.table));
      const roles = await readRoles(world.table);
      for (const { name, articles } of roles)
        expect((await readArticles(world.table, name))?.articles).toHaveLength(articles);
    });
    await make(key);
    expect((await readRoles(world.table)).map(({ number, articles }) => [number, articles])).toEqual([
      [1, families - 1],
      [2, 1],
    ]);
  });
  it("of an account that no treasury collects for is refused", async () => {
    expect(
      await refusedAs(
        over()["treasury.preview"]({
          ...asked,
          params: { period: december, accountId: id("CollectionAccountId", "regie") },
        }),
      ),
    ).toBe("notFound");
  });
});

describe("A return file", () => {
  const paid = [
    {
      pieces: [
        {
          article: 1,
          receipts: [
            ["2027-01-07", "6.00"],
            ["2027-01-09", "10.00"],
          ] as const,
        },
      ],
    },
  ];
  it("is looked at without a trace, then entered once however often it is given", async () => {
    moment += 60_000;
    expect(await give(paid, { only: true })).toMatchObject({
      amount: 1600,
      found: [{ finding: "paid", amount: 1600 }],
    });
    expect((await owner(1)).due).toBe(1600);
    await Promise.all([give(paid), give(paid, { table: world.another().table })]);
    expect(await give(paid)).toMatchObject({ amount: 0, same: 1, found: [] });
    const { due, payments } = await owner(1);
    expect(due).toBe(0);
    expect(payments.map(({ on, amount, means }) => [on, amount, means])).toEqual([
      ["2027-01-07", 600, "treasury"],
      ["2027-01-09", 1000, "treasury"],
    ]);
  });
  it("adds what came since an earlier one, tells what is too much, and never what the portal was paid itself", async () => {
    const part = (received: string) => give([{ pieces: [{ article: 2, receipts: [["2027-01-08", received]] }] }]);
    expect(await part("5.00")).toMatchObject({ amount: 500 });
    const { familyCode } = await owner(2);
    await over()["payment.enter"]({
      ...asked,
      params: { familyCode },
      body: {
        idempotencyKey: newKey(),
        accountId,
        periods: [december],
        means: "transfer",
        amount: 400,
        on: id("PlainDate", "2027-01-10"),
      },
    });
    expect(await part("5.00")).toMatchObject({ amount: 0, found: [{ finding: "ahead" }] });
    expect(await part("9.00")).toMatchObject({ amount: 0, same: 1 });
    expect(await part("17.50")).toMatchObject({ amount: 850, found: [{ over: 150 }] });
    expect(await part("17.50")).toMatchObject({ amount: 0, same: 1 });
    const { due, payments } = await owner(2);
    expect([due, payments.reduce((sum, { amount }) => sum + amount, 0)]).toEqual([0, 1750]);
  });
  it("entered by staff is taken back by staff, and entered anew by the next file", async () => {
    await give([{ pieces: [{ article: 3, receipts: [["2027-01-08", "16.00"]] }] }]);
    const { familyCode, payments } = await owner(3);
    await over()["payment.reverse"]({
      ...asked,
      params: { familyCode, name: payments[0]?.name ?? "" },
      body: { idempotencyKey: newKey(), reason: "Chèque sans provision" },
    });
    expect((await owner(3)).due).toBe(1600);
    await give([{ pieces: [{ article: 3, receipts: [["2027-01-08", "16.00"]] }] }]);
    expect((await owner(3)).due).toBe(0);
  });
  it("says of each article that it cannot enter why, and enters the others", async () => {
    const { found, amount } = await give([
      {
        pieces: [
          { article: "x" },
          { article: 99, receipts: [["2027-01-08", "1.00"]] },
          { article: 4, debt: "2027999999", receipts: [["2027-01-08", "16.00"]] },
          { article: 4, receipts: [["2027-01-08", "16.00", "06"]] },
          { article: 5, receipts: [["2027-02-01", "1.00"]] },
          { article: 5, receipts: [["2027-01-08", "2.00"]] },
        ],
      },
      { role: 42, pieces: [{ article: 1 }] },
    ]);
    expect(found.map(({ finding }) => finding)).toEqual([
      "unknown",
      "unknown",
      "otherwise",
      "unread",
      "paid",
      "unknown",
      "unread",
    ]);
    expect(amount).toBe(200);
    expect((await owner(4)).due).toBe(1600);
  });
  it("that is none is refused, and so is one of another budget’s roles", async () => {
    const bad = over()["treasury.enterReturn"]({ ...asked, params: undefined, body: { file: "YQ==" } });
    expect(await refusedAs(bad)).toBe("notPossible");
  });
  it("gives what the treasury refused back to the next role, once", async () => {
    await give([{ pieces: [{ article: 4, state: "04", why: "Code produit inconnu" }] }]);
    await give([{ pieces: [{ article: 4, state: "04", why: "Code produit inconnu" }] }], { refused: [2] });
    expect(await preview()).toMatchObject({ articles: 2 });
    expect(await make()).toMatchObject({ number: 3, articles: 2 });
    expect(await preview()).toMatchObject({ articles: 0 });
  });
  it("dying anywhere is given again: each cent once", async () => {
    const dying = world.another();
    let received = 2;
    await everyDeath(dying.faults, async (died) => {
      received += 1;
      const file = [{ pieces: [{ article: 5, receipts: [["2027-01-08", `${received}.00`]] as const }] }];
      await died(() => give(file, { table: dying.table }));
      await give(file);
      const { due, payments } = await owner(5);
      expect([due, payments.reduce((sum, { amount }) => sum + amount, 0)]).toEqual([
        1600 - received * 100,
        received * 100,
      ]);
    });
  });
});
