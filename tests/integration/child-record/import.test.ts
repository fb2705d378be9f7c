/** A town's file on children's files: health in its own records only, answers of people never undone, nobody told. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRecords, type RecordDraft } from "../../../functions/child-record/file/read-records.ts";
import { tellHouseholds } from "../../../functions/child-record/follow/follow-child.ts";
import { enterRecords, type RecordsReport } from "../../../functions/child-record/use-cases/enter-records.ts";
import { readChild } from "../../../functions/family/store/families.ts";
import { enterFamilies } from "../../../functions/family/use-cases/enter-families.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { localDate } from "../../../functions/kernel/time.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRange, readRecord, startingWith } from "../../../functions/table/read.ts";
import { adultLine, childLine, csv, read } from "../../unit/family/file/make.ts";
import { Died, openTestTable, type TestTable } from "../family/table.ts";
import { mailsTo } from "../planning/support.ts";
import { fileOver } from "./support.ts";

let world: TestTable;
beforeAll(async () => {
  world = await openTestTable();
});
afterAll(() => world.end());

const at = id("Instant", "2026-11-23T08:00:00Z");
let families = 0;

/** A family with a child, as an import enters it; `others`: households that have the child too. */
async function newChild(others = 0): Promise<{ readonly codes: readonly FamilyCode[]; readonly childId: string }> {
  families += 1;
  const childId = `7${String(families).padStart(4, "0")}`;
  const codes = Array.from({ length: others + 1 }, (_, rank) =>
    id("FamilyCode", `R${String(families).padStart(4, "0")}${"ABC".charAt(rank)}`),
  );
  const name = `Durand${"abcdefghijklmnop".charAt(families)}`;
  const content = read(
    codes.map((code, rank) => adultLine({ "Code famille": code, Nom: name, Prénom: `Ana${"bcd".charAt(rank)}` })),
    codes.map((code) => childLine({ "Code famille": code, "Code enfant": childId, Nom: name })),
  );
  await enterFamilies({ table: world.table, clock: () => at }, content.families, { dryRun: false });
  return { codes, childId };
}

const draftsOf = (heading: string, ...lines: readonly string[]): readonly RecordDraft[] =>
  readRecords(csv([`Code enfant|Code famille|${heading}`, ...lines].map((line) => line.split("|"))), localDate(at))
    .drafts;
const enter = (drafts: readonly RecordDraft[], dryRun = false): Promise<RecordsReport> =>
  enterRecords({ table: world.table, clock: () => at }, drafts, { dryRun, asked: () => true });

const columns = "Médecin|Tél médecin|Photo|Allergies alimentaires|Régime alimentaire";

test("the file enters where each part is kept: health in its own partition, and nowhere else", async () => {
  const { codes, childId } = await newChild();
  const [code] = codes;
  const drafts = draftsOf(columns, `${childId}|${code!}|Dr Blanc|0238000001|oui|Arachides|sans porc`);
  const before = await world.records();
  expect(await enter(drafts, true)).toMatchObject({ changed: 1, kept: [], leftOut: [] });
  expect(await world.records()).toEqual(before);
  expect(await enter(drafts)).toMatchObject({ changed: 1, unchanged: 0, kept: [], leftOut: [] });

  const child = id("ChildId", childId);
  const file = fileOver(world.table, child);
  expect((await file.health(code!)).fields).toMatchObject({
    allergies: { value: [{ to: "Arachides", kind: "food" }], by: "l’import", byOffice: true },
    diet: { value: "noPork" },
  });
  expect(await readChild(world.table, code!, child)).toMatchObject({
    record: { said: ["photo", "doctor"], allowed: ["photo"] },
    health: { said: ["allergies", "diet"] },
  });
  const outside = [...(await world.records())].filter(([key]) => !key.startsWith("HEALTH#"));
  expect(JSON.stringify(outside)).not.toMatch(/Arachides|noPork/u);

  // Once more: read, and nothing written.
  const written = await world.records();
  expect(await enter(drafts)).toMatchObject({ changed: 0, unchanged: 1, kept: [] });
  expect(await world.records()).toEqual(written);
});

test("what a family answered stays; the report says so once, and of health nothing but the field", async () => {
  const { codes, childId } = await newChild();
  const code = codes[0]!;
  const line = (doctor: string, allergy: string): string => `${childId}|${code}|${doctor}|0238000001|oui|${allergy}|`;
  await enter(draftsOf(columns, line("Dr Blanc", "Arachides")));
  const file = fileOver(world.table, id("ChildId", childId));
  await file.changeHealth(code, { allergies: { seen: 1, value: [{ to: "Œufs", kind: "food" }] } });
  await file.change(code, { doctor: { seen: 1, value: { name: "Dr Noir", phone: "02 38 00 00 09" } } });

  const other = draftsOf(columns, line("Dr Gris", "Lait"));
  const report = await enter(other);
  expect(report.kept).toEqual([
    {
      line: 2,
      familyCode: code,
      childName: expect.stringContaining("Zoé") as string,
      field: "Médecin",
      stands: "Dr Noir (02 38 00 00 09)",
      said: "Dr Gris (02 38 00 00 01)",
      why: expect.stringMatching(/^répondu par Mme Durand/u) as string,
    },
    expect.objectContaining({ field: "Allergies", stands: null, said: null }),
  ]);
  expect(JSON.stringify(report)).not.toMatch(/Lait|Œufs/u);
  expect((await file.health(code)).fields.allergies.value).toEqual([{ to: "Œufs", kind: "food" }]);
  expect((await file.read(code)).fields.doctor.value).toEqual({ name: "Dr Noir", phone: "02 38 00 00 09" });
  expect((await enter(other)).kept).toEqual([]);

  // What nobody has touched follows the software still.
  await enter(draftsOf("Photo", `${childId}|${code}|non`));
  expect((await file.read(code)).fields.photo.value).toBe(false);
});

test("injections enter as the family's own do: what is lacking is known at once; one before the birth keeps them out", async () => {
  const { codes, childId } = await newChild();
  const code = codes[0]!;
  const child = id("ChildId", childId);
  const born = (await readChild(world.table, code, child))?.birthDate;
  const vaccines = "Vaccin 1|Date vaccin 1|Photo";
  const [early] = (await enter(draftsOf(vaccines, `${childId}|${code}|DTP|01/01/2010|oui`))).leftOut;
  expect(early).toEqual({
    line: 2,
    reason: expect.stringMatching(/^Vaccins : Cette injection serait avant la naiss/u) as string,
  });
  expect(await readChild(world.table, code, child)).toMatchObject({ record: { allowed: ["photo"] } });
  expect((await readChild(world.table, code, child))?.health).toBeUndefined();

  expect(await enter(draftsOf(vaccines, `${childId}|${code}|Hexyon|01/11/2021|oui`))).toMatchObject({
    changed: 1,
    leftOut: [],
  });
  expect(born).toBe("2019-03-07");
  const held = await readChild(world.table, code, child);
  expect(held).toMatchObject({ health: { said: ["vaccines"], lackingFrom: expect.any(String) as string } });
  const file = fileOver(world.table, child);
  expect((await file.health(code)).fields.vaccines).toMatchObject({
    value: { doses: [{ product: "hexavalent", on: "2021-11-01" }], certified: false },
    by: "l’import",
  });
  expect(JSON.stringify([...(await world.records())].filter(([key]) => !key.startsWith("HEALTH#")))).not.toContain(
    "hexavalent",
  );

  // A family that goes on from there keeps its own list.
  await file.changeHealth(code, { vaccines: { seen: 1, value: { doses: [], certified: true } } });
  const again = await enter(draftsOf(vaccines, `${childId}|${code}|Hexyon|02/11/2021|oui`));
  expect(again.kept).toEqual([expect.objectContaining({ field: "Vaccins", stands: null, said: null })]);
  expect((await file.health(code)).fields.vaccines.value).toEqual({ doses: [], certified: true });
});

test("both households hold what entered, and no mail tells one of an import of the whole town", async () => {
  const { codes, childId } = await newChild(1);
  await enter(draftsOf("Photo", `${childId}|${codes[0]!}|oui`));
  for (const code of codes)
    expect(await readChild(world.table, code, id("ChildId", childId))).toMatchObject({
      record: { allowed: ["photo"] },
    });
  const partition = keys.childPartition(id("ChildId", childId));
  const lines = await readRange(world.table, startingWith(partition, keys.recordChangePrefix));
  expect(lines).toHaveLength(1);
  for (const after of lines)
    await tellHouseholds(
      { table: world.table, clock: () => at, tellChangesLater: () => Promise.reject(new Error("Nobody is told")) },
      { entity: "recordChange", pk: partition, before: null, after },
    );
  expect(await mailsTo(world.table, codes[1]!)).toEqual([]);
});

test("a child under a code that lost its zeros is found; one that is not there, and a number that does not exist, are said", async () => {
  const { codes, childId } = await newChild();
  const code = codes[0]!;
  const told: number[] = [];
  const report = await enterRecords(
    { table: world.table, clock: () => at },
    draftsOf("Médecin|Tél médecin|Photo", `000${childId}|${code}|Dr Blanc|+3212345678901|oui`, `99999|${code}|||oui`),
    { dryRun: false, asked: () => true, onProgress: (done) => told.push(done) },
  );
  expect(told).toEqual([2]);
  expect(report.leftOut.map(({ line }) => line)).toEqual([2, 3]);
  expect(report.leftOut[0]?.reason).toMatch(/^Médecin : Ce numéro de téléphone n’existe pas/u);
  expect((await fileOver(world.table, id("ChildId", childId)).read(code)).fields).toMatchObject({
    photo: { value: true },
    doctor: { value: null },
  });
});

test.each(["before", "after"] as const)("a run that dies %s any write is whole once it is run again", async (when) => {
  for (const transaction of [1, 2]) {
    const { codes, childId } = await newChild();
    const drafts = draftsOf(columns, `${childId}|${codes[0]!}|Dr Blanc|0238000001|oui|Arachides|sans porc`);
    world.dieAt(transaction, when);
    await expect(enter(drafts)).rejects.toBeInstanceOf(Died);
    world.dieAt(Infinity, "before");
    const child = id("ChildId", childId);
    const halves = await Promise.all(
      [keys.childRecord(child), keys.childHealth(child)].map((key) => readRecord(world.table, key)),
    );
    const held = await readChild(world.table, codes[0]!, child);
    // Each part stands with what households hold of it, or neither does.
    expect([held?.record !== undefined, held?.health !== undefined]).toEqual(halves.map((one) => one !== null));
    await enter(drafts);
    expect(await readChild(world.table, codes[0]!, child)).toMatchObject({
      record: { said: ["photo", "doctor"] },
      health: { said: ["allergies", "diet"] },
    });
    expect((await enter(drafts)).unchanged).toBe(1);
  }
});
