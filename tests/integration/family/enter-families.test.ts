import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Family } from "../../../functions/family/rules/family.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import {
  enterFamilies,
  type EntryOptions,
  type EntryReport,
} from "../../../functions/family/use-cases/enter-families.ts";
import type { DoubleDecisions } from "../../../functions/family/rules/doubles.ts";
import { readImport } from "../../../functions/family/file/read-files.ts";
import { readFamily, readHousehold } from "../../../functions/family/store/families.ts";
import { decideEntry, enterFamily, putFamily, readOnFile } from "../../../functions/family/store/family-entry.ts";
import { changeGuardianPhone } from "../../../functions/family/store/guardian-contact.ts";
import * as keys from "../../../functions/table/keys.ts";
import type { Key } from "../../../functions/table/keys.ts";
import { adultLine, childHeading, childLine, csv, familyHeading, today } from "../../unit/family/file/make.ts";
import { Died, openTestTable, type TestTable } from "./table.ts";

let world: TestTable;
let rank = 0;
/** Codes of its own for each test: they share a table. */
let codes: readonly FamilyCode[] = [];

beforeAll(async () => {
  world = await openTestTable();
});
afterAll(async () => world.end());
beforeEach(() => {
  rank += 1;
  codes = Array.from({ length: 100 }, (_, index) =>
    id("FamilyCode", `T${String(rank * 100 + index).padStart(5, "0")}`),
  );
  world.dieAt(Infinity, "before");
});

const at = id("Instant", "2026-11-23T08:00:00Z");
const code = (index: number): FamilyCode => codes[index]!;
type Adult = Parameters<typeof adultLine>[0];
type Kid = Parameters<typeof childLine>[0];

/** A surname of its own for each family: they share an address, and homonyms would be one family. */
const surname = (one: string): string =>
  `Martin${one.replace(/[0-9]/gu, (digit) => "abcdefghij".charAt(Number(digit)))}`;
const named = <Over extends Adult | Kid>(over: Over): Over => ({
  ...over,
  Nom: over?.Nom ?? surname(over?.["Code famille"] ?? ""),
});

/** What two files would import: these adults and these children. */
const content = (adults: readonly Adult[], children: readonly Kid[] = []) =>
  readImport(
    {
      families: csv([familyHeading, ...adults.map((over) => adultLine(named(over)))]),
      children: csv([childHeading, ...children.map((over) => childLine(named(over)))]),
    },
    today,
  );
const enter = (families: readonly Family[], dryRun = false): Promise<EntryReport> =>
  enterFamilies({ table: world.table, clock: () => at }, families, { dryRun });

/** Families of two adults and two children. */
const town = (size = 20) =>
  content(
    codes.slice(0, size).flatMap((one) => [{ "Code famille": one }, { "Code famille": one, Prénom: "Paul" }]),
    codes.slice(0, size).flatMap((one, index) => [
      { "Code famille": one, "Code enfant": `${rank}A${index}` },
      { "Code famille": one, "Code enfant": `${rank}B${index}`, Prénom: "Tom", "Né(e) le": "01/09/2020" },
    ]),
  );

test("what enters is what the pages read: household and children, eldest first", async () => {
  await enter(
    content(
      [
        { "Code famille": code(0) },
        { "Code famille": code(0), Civilité: "M.", Prénom: "Paul", "E-mail": "", Payeur: "non" },
      ],
      [
        { "Code famille": code(0), "Code enfant": "8", "Né(e) le": "01/09/2020", Prénom: "Tom" },
        { "Code famille": code(0), "Code enfant": "9" },
      ],
    ).families,
  );
  expect(await readFamily(world.table, code(0))).toEqual({
    household: {
      code: code(0),
      resident: true,
      address: { lines: ["1 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
      guardians: [
        {
          id: "1",
          title: "Mme",
          firstName: "Léa",
          lastName: surname(code(0)),
          email: "lea@exemple.fr",
          phone: "06 12 34 56 78",
          payer: true,
        },
        { id: "2", title: "M.", firstName: "Paul", lastName: surname(code(0)), phone: "06 12 34 56 78", payer: false },
      ],
    },
    children: [
      {
        id: "9",
        firstName: "Zoé",
        lastName: surname(code(0)),
        birthDate: "2019-03-07",
        grade: "CE1",
        school: "École du Parc",
      },
      {
        id: "8",
        firstName: "Tom",
        lastName: surname(code(0)),
        birthDate: "2020-09-01",
        grade: "CE1",
        school: "École du Parc",
      },
    ],
  });
  expect(await readFamily(world.table, code(1))).toBeNull();
});

test("a child whose second household comes in a later file is known by both; another child under its code is not", async () => {
  const adults: readonly Adult[] = [
    { "Code famille": code(0) },
    { "Code famille": code(1) },
    { "Code famille": code(2) },
  ];
  const kid = (family: number, more: Kid = {}): Kid => ({
    "Code famille": code(family),
    "Code enfant": `${rank}S`,
    Nom: surname(code(0)),
    ...more,
  });
  const households = async () =>
    Promise.all(
      [code(0), code(1), code(2)].map(async (one) =>
        (await readFamily(world.table, one))?.children.map(({ sharedWith }) => sharedWith),
      ),
    );
  await enter(content(adults.slice(0, 1), [kid(0)]).families);
  const report = await enter(content(adults.slice(1, 2), [kid(1)]).families);
  expect(report.counts).toEqual({ new: 1, changed: 0, unchanged: 0 });
  await enter(content(adults.slice(2), [kid(2, { Prénom: "Tom" })]).families);
  expect(await households()).toEqual([[[code(1)]], [[code(0)]], [undefined]]);
  expect((await enter(content(adults.slice(0, 1), [kid(0)]).families)).counts).toEqual({
    new: 0,
    changed: 0,
    unchanged: 1,
  });
});

test("a child of two households knows the other one, also once a later file names only one of them", async () => {
  const [here, there]: readonly Kid[] = [
    { "Code famille": code(0), "Code enfant": "7", Nom: surname(code(0)) },
    { "Code famille": code(1), "Code enfant": "7", Nom: surname(code(0)) },
  ];
  const adults: readonly Adult[] = [{ "Code famille": code(0) }, { "Code famille": code(1) }];
  const households = async () =>
    Promise.all(
      [code(0), code(1)].map(async (one) =>
        (await readFamily(world.table, one))?.children.map(({ sharedWith }) => sharedWith),
      ),
    );
  await enter(content(adults, [here!]).families);
  expect(await households()).toEqual([[undefined], []]);
  await enter(content(adults, [here!, there!]).families);
  expect(await households()).toEqual([[[code(1)]], [[code(0)]]]);
  expect((await enter(content(adults, [here!]).families)).counts).toEqual({ new: 0, changed: 0, unchanged: 2 });
  expect((await enter(content(adults, [here!, there!]).families)).counts).toEqual({ new: 0, changed: 0, unchanged: 2 });
  expect(await households()).toEqual([[[code(1)]], [[code(0)]]]);
});

test("a second run of the same files writes nothing", async () => {
  const { families } = town();
  expect((await enter(families)).counts).toEqual({ new: 20, changed: 0, unchanged: 0 });
  const before = await world.records();
  world.calls.take();
  expect((await enter(families)).counts).toEqual({ new: 0, changed: 0, unchanged: 20 });
  // The town in four parts of the index; sixty records are one read of a hundred.
  expect(world.calls.take().calls.map(({ name }) => name)).toEqual([
    ...Array.from({ length: 4 }, () => "Scan"),
    "BatchGetItem",
  ]);
  expect(await world.records()).toEqual(before);
});

test("many families go in one transaction, and no child is asked for by itself", async () => {
  world.calls.take();
  await enter(town(100).families);
  const names = world.calls.take().calls.map(({ name }) => name);
  expect(Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]))).toEqual({
    Scan: 4,
    BatchGetItem: 3,
    TransactWriteItems: 4,
  });
});

test("a family that is written meanwhile does not keep out those of its transaction", async () => {
  const { families } = town(30);
  await enter(families.slice(0, 1));
  const moved = content(
    families.map(({ household: { code: one } }) => ({ "Code famille": one, Commune: "Boynes" })),
    [],
  ).families;
  world.before("TransactWriteItemsCommand", async () => {
    await changeGuardianPhone(world.table, code(0), id("GuardianId", "1"), "07 00 00 00 00");
  });
  const { counts } = await enter(moved);
  expect(counts).toEqual({ new: 29, changed: 1, unchanged: 0 });
  expect(await readHousehold(world.table, code(0))).toMatchObject({
    address: { town: "Boynes" },
    guardians: [{ phone: "07 00 00 00 00" }],
  });
});

test("a dry run tells what a run would do, and writes nothing", async () => {
  const { families } = town();
  await enter(families.slice(0, 5));
  const before = await world.records();
  const preview = await enter(families, true);
  expect(preview.counts).toEqual({ new: 15, changed: 0, unchanged: 5 });
  expect(await world.records()).toEqual(before);
  expect(await enter(families)).toEqual(preview);
});

test("half of the file is bad: the good families enter whole, of the others nothing", async () => {
  const good = { "Code famille": code(0) },
    bad = { "Code famille": code(1) },
    badChild = { "Code famille": code(2) };
  const { families, refused } = content(
    [good, bad, { ...bad, Prénom: "Paul", "Code postal": "12" }, badChild],
    [
      { ...good, "Code enfant": "1" },
      { ...bad, "Code enfant": "2" },
      { ...badChild, "Code enfant": "3", "Né(e) le": "31/02/2019" },
      { ...badChild, "Code enfant": "4", Prénom: "Tom" },
    ],
  );
  await enter(families);
  expect([...refused].sort()).toEqual([code(1), code(2)]);
  const records = [...(await world.records()).keys()].filter((key) => codes.some((one) => key.includes(one)));
  expect(records).toEqual([`FAMILY#${code(0)} CHILD#1`, `FAMILY#${code(0)} FAMILY`]);
});

test.each(["before", "after"] as const)(
  "an import that dies %s a write leaves no half family, and finishes when run again",
  async (when) => {
    // Three hundred records: four transactions of whole families.
    const { families } = town(100);
    for (const transaction of [1, 2]) {
      world.dieAt(transaction, when);
      await expect(enter(families)).rejects.toBeInstanceOf(Died);
      const records = [...(await world.records()).keys()];
      for (const { household } of families) {
        const own = records.filter((key) => key.startsWith(`FAMILY#${household.code} `));
        expect([0, 3]).toContain(own.length);
      }
    }
    world.dieAt(Infinity, "before");
    const { counts } = await enter(families);
    expect(counts.new + counts.unchanged).toBe(100);
    for (const family of families) expect(await readFamily(world.table, family.household.code)).toEqual(family);
  },
);

test("a change in the file enters, with every other record left as it is", async () => {
  const one = { "Code famille": code(0), "Code enfant": "1" };
  await enter(content([{ "Code famille": code(0) }], [one, { ...one, "Code enfant": "2", Prénom: "Tom" }]).families);
  const report = await enter(
    content(
      [{ "Code famille": code(0) }],
      [
        { ...one, Classe: "CE2" },
        { ...one, "Code enfant": "2", Prénom: "Tom" },
      ],
    ).families,
  );
  expect(report.counts).toEqual({ new: 0, changed: 1, unchanged: 0 });
  const records = await world.records();
  expect(records.get(`FAMILY#${code(0)} CHILD#1`)).toMatchObject({ grade: "CE2", version: 2 });
  expect(records.get(`FAMILY#${code(0)} CHILD#2`)).toMatchObject({ version: 1 });
  expect(records.get(`FAMILY#${code(0)} FAMILY`)).toMatchObject({ version: 1 });
});

test("what a family corrected on the portal survives the next export, and a contradiction is told", async () => {
  const family = content([{ "Code famille": code(0) }]).families;
  await enter(family);
  await world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: keys.household(code(0)),
      UpdateExpression: "SET guardians.#first.phone = :phone, #v = #v + :one",
      ExpressionAttributeNames: { "#v": "version", "#first": "1" },
      ExpressionAttributeValues: { ":phone": "07 00 00 00 00", ":one": 1 },
    }),
  );
  const phone = async () => (await readHousehold(world.table, code(0)))?.guardians[0]?.phone;
  // The town's software still says the old number: nothing to do.
  expect((await enter(family)).counts.unchanged).toBe(1);
  expect(await phone()).toBe("07 00 00 00 00");
  // Another field changes there: it enters beside the family's own correction.
  expect(await enter(content([{ "Code famille": code(0), Commune: "Boynes" }]).families)).toMatchObject({
    counts: { changed: 1 },
    kept: [],
  });
  expect(await phone()).toBe("07 00 00 00 00");
  // The number changes there too: the family's stays, and a staff member is told once.
  const other = content([{ "Code famille": code(0), Commune: "Boynes", Téléphone: "06 99 99 99 99" }]).families;
  expect(await enter(other)).toMatchObject({
    counts: { changed: 1 },
    kept: [
      {
        familyCode: code(0),
        field: "phone",
        whose: `Léa ${surname(code(0))}`,
        stands: "07 00 00 00 00",
        said: "06 99 99 99 99",
        saidBefore: true,
      },
    ],
  });
  expect(await enter(other)).toMatchObject({ counts: { unchanged: 1 }, kept: [] });
  expect(await phone()).toBe("07 00 00 00 00");
});

test("a cell that cannot be read, or a column that is missing, erases nothing", async () => {
  await enter(
    content([{ "Code famille": code(0), Résident: "non" }], [{ "Code famille": code(0), "Code enfant": `${rank}U` }])
      .families,
  );
  const before = await readFamily(world.table, code(0));
  const columns = (headings: readonly string[], line: readonly string[], keep: readonly string[]) =>
    csv([headings, line].map((row) => row.filter((_, at) => keep.includes(headings[at] ?? ""))));
  const needed = ["Code famille", "Nom", "Prénom", "Adresse", "Code postal", "Commune"];
  const few = readImport(
    {
      families: columns(familyHeading, adultLine(named({ "Code famille": code(0) })), needed),
      children: columns(childHeading, childLine(named({ "Code famille": code(0), "Code enfant": `${rank}U` })), [
        "Code enfant",
        "Code famille",
        "Nom",
        "Prénom",
        "Né(e) le",
      ]),
    },
    today,
  );
  expect((await enter(few.families)).counts).toEqual({ new: 0, changed: 0, unchanged: 1 });
  const bad = content([{ "Code famille": code(0), Téléphone: "06", "E-mail": "?", Résident: "non" }]);
  expect((await enter(bad.families)).counts).toEqual({ new: 0, changed: 0, unchanged: 1 });
  expect(await readFamily(world.table, code(0))).toEqual(before);
  const empty = content([{ "Code famille": code(0), Téléphone: "", Résident: "non" }]);
  expect((await enter(empty.families)).counts).toEqual({ new: 0, changed: 1, unchanged: 0 });
  expect((await readHousehold(world.table, code(0)))?.guardians[0]?.phone).toBeUndefined();
});

test("a family that is written meanwhile is read and decided again, never overwritten", async () => {
  const [family] = content([{ "Code famille": code(0) }]).families;
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => putFamily(world.table, family!, at)));
  expect(outcomes.filter(({ outcome }) => outcome === "new")).toHaveLength(1);
  expect(outcomes.filter(({ outcome }) => outcome === "unchanged")).toHaveLength(5);
  expect((await world.records()).get(`FAMILY#${code(0)} FAMILY`)).toMatchObject({ version: 1 });
});

test("adults keep their rank whatever the order of the lines, and a rank is never given twice", async () => {
  const [anne, paul, jean] = ["Anne", "Paul", "Jean"].map((Prénom) => ({
    "Code famille": code(0),
    Prénom,
    "E-mail": "",
    Téléphone: "",
    Payeur: "oui",
  }));
  const ranks = async () =>
    (await readHousehold(world.table, code(0)))?.guardians.map((one) => `${one.id} ${one.firstName}`);
  await enter(content([anne!, paul!]).families);
  await enter(content([paul!, anne!]).families);
  expect(await ranks()).toEqual(["1 Anne", "2 Paul"]);
  await enter(content([anne!]).families);
  await enter(content([jean!, anne!]).families);
  expect(await ranks()).toEqual(["1 Anne", "3 Jean"]);
});

test("nothing is deleted because a file does not mention it", async () => {
  await enter(
    content(
      [{ "Code famille": code(0) }],
      [
        { "Code famille": code(0), "Code enfant": "1" },
        { "Code famille": code(0), "Code enfant": "2", Prénom: "Tom" },
      ],
    ).families,
  );
  await enter(
    content(
      [{ "Code famille": code(0), Commune: "Boynes" }],
      [{ "Code famille": code(0), "Code enfant": "2", Prénom: "Tom" }],
    ).families,
  );
  expect((await readFamily(world.table, code(0)))?.children.map((child) => child.firstName)).toEqual(["Tom", "Zoé"]);
});

describe("an import writes what is its own, and nothing else", () => {
  const adults: readonly Adult[] = [{}, { Prénom: "Paul", "E-mail": "" }];
  const moved = (over: Adult, kid: Kid) =>
    content(
      adults.map((adult) => ({ ...adult, "Code famille": code(0), ...over })),
      [{ "Code famille": code(0), "Code enfant": `${rank}Z`, ...kid }],
    ).families;
  const record = async (key: string) => (await world.records()).get(`FAMILY#${code(0)} ${key}`);
  const change = (key: Key, expression: string, values: Readonly<Record<string, unknown>>, names = {}) =>
    world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: key,
        UpdateExpression: expression,
        ExpressionAttributeValues: values,
        ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
      }),
    );
  const household = () => keys.household(code(0));
  const child = () => keys.child(code(0), id("ChildId", `${rank}Z`));

  test("what another module added to the household, an adult or a child survives a change of all three", async () => {
    await enter(moved({}, {}));
    await change(
      household(),
      "SET quotient = :q, guardians.#one.proven = :p",
      { ":q": 722, ":p": true },
      { "#one": "1" },
    );
    await change(child(), "SET pai = :p", { ":p": { since: "2026-09-01" } });
    const report = await enter(moved({ Commune: "Boynes", Téléphone: "07 00 00 00 00" }, { Classe: "CE2" }));
    expect(report.counts).toEqual({ new: 0, changed: 1, unchanged: 0 });
    expect(await record("FAMILY")).toMatchObject({
      address: { town: "Boynes" },
      quotient: 722,
      guardians: { 1: { phone: "07 00 00 00 00", proven: true }, 2: { phone: "07 00 00 00 00" } },
      version: 2,
    });
    expect(await record(`CHILD#${rank}Z`)).toMatchObject({ grade: "CE2", pai: { since: "2026-09-01" }, version: 2 });
  });

  test("also when it is added between the import's read and its write", async () => {
    await enter(moved({}, {}));
    const [said] = moved({ Commune: "Boynes" }, { Classe: "CE2" });
    const onFile = (await readOnFile(world.table, [said!])).get(code(0))!;
    await change(household(), "SET quotient = :q", { ":q": 722 });
    await change(child(), "SET pai = :p", { ":p": true });
    const entry = decideEntry(said!, onFile);
    if (entry.outcome === "tooManyGuardians") throw new Error("Two adults are not too many");
    expect(await enterFamily(world.table, entry.writes, at)).toBe("done");
    expect(await record("FAMILY")).toMatchObject({ address: { town: "Boynes" }, quotient: 722 });
    expect(await record(`CHILD#${rank}Z`)).toMatchObject({ grade: "CE2", pai: true });
  });

  test("what the town no longer says leaves its attribute; an adult who left takes theirs along", async () => {
    await enter(moved({}, {}));
    await change(household(), "SET guardians.#two.proven = :p", { ":p": true }, { "#two": "2" });
    await enter(
      content(
        [{ ...adults[0], "Code famille": code(0), "E-mail": "" }],
        [{ "Code famille": code(0), "Code enfant": `${rank}Z`, Classe: "" }],
      ).families,
    );
    const guardians = (await record("FAMILY"))?.["guardians"] as Record<string, object>;
    expect(Object.keys(guardians)).toEqual(["1"]);
    expect(guardians["1"]).not.toHaveProperty("email");
    expect(await record(`CHILD#${rank}Z`)).not.toHaveProperty("grade");
  });

  describe("a household of before, whose adults are a list,", () => {
    /** As the portal wrote it until adults had their own place each. */
    const before = async () => {
      await enter(moved({}, {}));
      const guardians = [
        {
          id: "1",
          title: "Mme",
          firstName: "Léa",
          lastName: surname(code(0)),
          email: "lea@exemple.fr",
          payer: true,
          proven: 1,
        },
        { id: "2", title: "Mme", firstName: "Paul", lastName: surname(code(0)), phone: "06 12 34 56 78", payer: true },
      ];
      await change(household(), "SET guardians = :list", { ":list": guardians });
      return guardians;
    };

    test("is read as it stands", async () => {
      await before();
      expect((await readHousehold(world.table, code(0)))?.guardians).toEqual([
        { id: "1", title: "Mme", firstName: "Léa", lastName: surname(code(0)), email: "lea@exemple.fr", payer: true },
        { id: "2", title: "Mme", firstName: "Paul", lastName: surname(code(0)), phone: "06 12 34 56 78", payer: true },
      ]);
    });

    test("is brought over by its next import, once, with what others added", async () => {
      await before();
      const as = await readHousehold(world.table, code(0));
      expect((await enter(moved({}, {}))).counts).toMatchObject({ changed: 1 });
      expect((await enter(moved({}, {}))).counts).toMatchObject({ unchanged: 1 });
      expect(await readHousehold(world.table, code(0))).toEqual(as);
      expect(await record("FAMILY")).toMatchObject({ guardians: { 1: { proven: 1 }, 2: { firstName: "Paul" } } });
    });

    test("is brought over by an adult who changes a phone", async () => {
      await before();
      expect(await changeGuardianPhone(world.table, code(0), id("GuardianId", "2"), null)).toBe(true);
      expect(await record("FAMILY")).toMatchObject({ guardians: { 1: { proven: 1 }, 2: { firstName: "Paul" } } });
      expect((await readHousehold(world.table, code(0)))?.guardians[1]?.phone).toBeUndefined();
    });
  });
});

describe("people whom the portal has under another code", () => {
  const two = (): readonly Adult[] => [
    { "Code famille": code(0) },
    { "Code famille": code(1), Adresse: "9 chemin du Moulin" },
  ];
  const decide = (families: readonly Family[], decisions: Partial<DoubleDecisions>, more: Partial<EntryOptions> = {}) =>
    enterFamilies({ table: world.table, clock: () => at }, families, {
      dryRun: false,
      decisions: { newCodes: false, departures: false, ...decisions },
      ...more,
    });
  const childrenOf = async (family: number) =>
    (await readFamily(world.table, code(family)))?.children.map((one) => [one.id, one.grade, one.sharedWith]);

  test("a renumbered child stays out, then keeps its code, and its new one is known from then on", async () => {
    const kid = (childCode: string, more: Kid = {}) =>
      content([{ "Code famille": code(0) }], [{ "Code famille": code(0), "Code enfant": childCode, ...more }]).families;
    await enter(kid(`${rank}OLD`));
    const before = await world.records();
    const refused = await enter(kid(`${rank}NEW`));
    expect(refused).toMatchObject({ counts: { new: 0, changed: 0, unchanged: 0 }, doubles: [{ refused: true }] });
    expect(await world.records()).toEqual(before);
    expect(await decide(kid(`${rank}NEW`), { newCodes: true })).toMatchObject({ counts: { changed: 1 } });
    // From then on without a word.
    const later = await enter(kid(`${rank}NEW`, { Classe: "CE2" }));
    expect(later).toMatchObject({ counts: { changed: 1 }, doubles: [] });
    expect(await childrenOf(0)).toEqual([[`${rank}OLD`, "CE2", undefined]]);
    expect((await enter(kid(`${rank}NEW`, { Classe: "CE2" }))).counts.unchanged).toBe(1);
  });

  test("a child that moved is in one household, unless it is still booked by the other; named there again, it is back", async () => {
    const own = { "Code enfant": `${rank}M`, Nom: surname(code(0)) };
    const at0 = content(two(), [{ ...own, "Code famille": code(0) }]).families;
    const at1 = content(two(), [{ ...own, "Code famille": code(1) }]).families;
    await enter(at0);
    expect(await enter(at1)).toMatchObject({ doubles: [{ familyCode: code(1), refused: true }] });
    expect([await childrenOf(0), await childrenOf(1)]).toEqual([[[`${rank}M`, "CE1", undefined]], []]);
    const held = await decide(at1, { departures: true }, { isStillBooked: () => Promise.resolve(true) });
    expect(held.doubles).toMatchObject([
      { refused: true, reason: expect.stringContaining("annulez-les au guichet") as string },
    ]);
    expect(await childrenOf(1)).toEqual([]);
    const dry = await decide(at1, { departures: true }, { dryRun: true });
    expect(dry).toMatchObject({ doubles: [{ refused: false }], counts: { changed: 1 } });
    expect(await childrenOf(0)).toHaveLength(1);
    await decide(at1, { departures: true });
    expect([await childrenOf(0), await childrenOf(1)]).toEqual([[], [[`${rank}M`, "CE1", undefined]]]);
    expect(await enter(at1)).toMatchObject({ counts: { unchanged: 2 }, doubles: [] });
    // Its record there stays, for what was booked.
    expect((await world.records()).get(`FAMILY#${code(0)} CHILD#${rank}M`)).toMatchObject({ left: { to: code(1) } });
    await decide(at0, { departures: true });
    expect([await childrenOf(0), await childrenOf(1)]).toEqual([[[`${rank}M`, "CE1", undefined]], []]);
  });

  test("an import that dies while a child moves leaves it in one household, and ends it when run again", async () => {
    const own = { "Code enfant": `${rank}D`, Nom: surname(code(0)) };
    await enter(content(two(), [{ ...own, "Code famille": code(0) }]).families);
    const moved = content(two(), [{ ...own, "Code famille": code(1) }]).families;
    world.dieAt(1, "before");
    await expect(decide(moved, { departures: true })).rejects.toBeInstanceOf(Died);
    world.dieAt(Infinity, "before");
    expect([await childrenOf(0), await childrenOf(1)]).toEqual([[], []]);
    await enter(moved);
    expect([await childrenOf(0), await childrenOf(1)]).toEqual([[], [[`${rank}D`, "CE1", undefined]]]);
  });
});
