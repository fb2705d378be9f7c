/** Any sequence of imports and of changes on the portal: no import ever undoes what somebody changed. */
import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import {
  decideEntry,
  type FamilyOnFile,
  type KeptField,
  type RecordWrite,
} from "../../../functions/family/store/family-entry.ts";
import type { SaidFamily } from "../../../functions/family/rules/family-merge.ts";
import { childRecord, householdRecord } from "../../../functions/family/store/families.ts";
import { id } from "../../../functions/kernel/ids.ts";
import type { Change } from "../../../functions/table/change.ts";

const code = id("FamilyCode", "AB1234");
const childId = id("ChildId", "1001");

/** Fields of each kind: of the household, of an adult, of a child; those that every file has, and those that few have. */
const fields = [
  "address",
  "resident",
  "situation",
  "phone",
  "email",
  "profession",
  "workPhone",
  "links",
  "grade",
  "school",
] as const;
type Field = (typeof fields)[number];
type Value = string | boolean | undefined;

const valuesOf: Readonly<Record<Field, readonly Value[]>> = {
  address: ["Boynes", "Pithiviers", "Orléans"],
  resident: [true, false],
  situation: ["married", "separated", undefined],
  phone: ["06 11 11 11 11", "06 22 22 22 22", undefined],
  email: ["a@exemple.fr", "b@exemple.fr", undefined],
  profession: ["Infirmière", "Enseignante", undefined],
  workPhone: ["02 38 00 00 01", "02 38 00 00 02", undefined],
  links: ["mother", "guardian", undefined],
  grade: ["CP", "CE1", undefined],
  school: ["A", "B", undefined],
};
/** A file always has the address; it may lack every other column. */
const mayLack: readonly Field[] = fields.filter((field) => field !== "address");

const one = (field: Field) => fc.constantFrom(...valuesOf[field]);
const said = fc.record({
  kind: fc.constant("import" as const),
  values: fc.record({
    address: one("address"),
    resident: one("resident"),
    situation: one("situation"),
    phone: one("phone"),
    email: one("email"),
    profession: one("profession"),
    workPhone: one("workPhone"),
    links: one("links"),
    grade: one("grade"),
    school: one("school"),
  }),
  lacking: fc.subarray([...mayLack]),
});
const change = fc
  .constantFrom(...fields)
  .chain((field) => fc.constantFrom(...valuesOf[field]).map((value) => ({ kind: "change" as const, field, value })));

const addressIn = (town: Value) => ({ lines: ["1 rue des Lilas"], postcode: "45300", town: String(town) });

/** An empty cell says that there is none; of what somebody is to a child, it says nothing. */
const saysOf = (values: Readonly<Record<Field, Value>>, lacking: readonly Field[], field: Field): boolean =>
  !lacking.includes(field) && (field !== "links" || values.links !== undefined);

/** The family as a file with these columns says it. */
function familyOf(values: Readonly<Record<Field, Value>>, lacking: readonly Field[]): SaidFamily {
  const text = (field: Field): string | undefined => {
    const value = values[field];
    return typeof value === "string" ? value : undefined;
  };
  const says = (field: Field): boolean => !lacking.includes(field);
  const unsaid = <F extends Field>(...of: readonly F[]): readonly F[] => of.filter((field) => !says(field));
  return {
    household: {
      code,
      address: addressIn(values.address),
      resident: says("resident") ? values.resident === true : true,
      unsaid: unsaid("resident"),
      ...(says("situation") ? { situation: text("situation") } : {}),
      guardians: [
        {
          id: id("GuardianId", "1"),
          title: "Mme",
          firstName: "Léa",
          lastName: "Martin",
          payer: true,
          phone: says("phone") ? text("phone") : undefined,
          email: says("email") ? text("email") : undefined,
          unsaid: unsaid("phone", "email"),
          ...(says("profession") ? { profession: text("profession") } : {}),
          ...(says("workPhone") ? { workPhone: text("workPhone") } : {}),
        },
      ],
    },
    children: [
      {
        id: childId,
        firstName: "Zoé",
        lastName: "Martin",
        birthDate: id("PlainDate", "2019-03-07"),
        grade: says("grade") ? text("grade") : undefined,
        school: says("school") ? text("school") : undefined,
        unsaid: unsaid("grade", "school"),
        ...(saysOf(values, lacking, "links")
          ? { linkedTo: [{ adult: id("GuardianId", "1"), link: String(values.links) }] }
          : {}),
      },
    ],
  };
}

type Stored = Record<string, unknown>;

/** What the table would hold after a write: nothing is stored of what is undefined. */
function applied(before: Stored | null, write: RecordWrite): Stored {
  const stored = (value: unknown): Stored => JSON.parse(JSON.stringify(value)) as Stored;
  if ("record" in write) return stored({ ...write.record, version: 1 });
  const after = stored(before);
  const set = (into: Stored, [name = "", ...rest]: readonly string[], value: unknown): void => {
    if (rest.length > 0) set(into[name] as Stored, rest, value);
    else if (value === undefined) Reflect.deleteProperty(into, name);
    else into[name] = JSON.parse(JSON.stringify(value));
  };
  for (const { path, value } of write.changes satisfies readonly Change[]) set(after, path, value);
  return { ...after, version: write.read + 1 };
}

class Portal {
  household: Stored | null = null;
  child: Stored | null = null;

  enter(family: SaidFamily): readonly KeptField[] {
    const onFile: FamilyOnFile = {
      household: this.household && z.parse(householdRecord(), this.household),
      children: new Map(this.child ? [[childId, z.parse(childRecord(), this.child)]] : []),
      elsewhere: new Map(),
    };
    const entry = decideEntry(family, onFile);
    if (entry.outcome === "tooManyGuardians") throw new Error("One adult is one adult");
    for (const write of entry.writes)
      if (write.key.sk === "FAMILY") this.household = applied(this.household, write);
      else this.child = applied(this.child, write);
    return entry.kept;
  }
  #of(field: Field): Stored {
    const home = this.household ?? {};
    const adults = home["guardians"] as Stored;
    if (field === "grade" || field === "school") return this.child ?? {};
    if (field === "links") return ((adults["1"] as Stored)["links"] ??= {}) as Stored;
    return field === "address" || field === "resident" || field === "situation" ? home : (adults["1"] as Stored);
  }
  value(field: Field): Value {
    if (field === "links") return this.#of(field)[childId] as Value;
    const value = this.#of(field)[field];
    return field === "address" ? (value as { readonly town: string }).town : (value as Value);
  }
  change(field: Field, value: Value): void {
    const of = this.#of(field);
    const name = field === "links" ? childId : field;
    if (value === undefined) Reflect.deleteProperty(of, name);
    else of[name] = field === "address" ? addressIn(value) : value;
  }
}

test("what was changed on the portal stands through every import, until the town says the same; and each is told", () => {
  fc.assert(
    fc.property(said, fc.array(fc.oneof(said, change), { maxLength: 12 }), (first, steps) => {
      const portal = new Portal();
      portal.enter(familyOf(first.values, first.lacking));
      /** What the town said last, as far as it ever did. */
      const word = new Map<Field, Value>();
      for (const field of fields) if (saysOf(first.values, first.lacking, field)) word.set(field, first.values[field]);
      // What a reader takes for a silence, where nothing stood, is the town's.
      if (first.lacking.includes("resident")) word.set("resident", true);
      /** Fields that somebody has changed to something else than the town says. */
      const changed = new Map<Field, Value>();
      for (const step of steps) {
        if (step.kind === "change") {
          portal.change(step.field, step.value);
          if (step.value === word.get(step.field)) changed.delete(step.field);
          else changed.set(step.field, step.value);
          continue;
        }
        const before = new Map(fields.map((field) => [field, portal.value(field)]));
        const kept = portal.enter(familyOf(step.values, step.lacking));
        for (const field of fields) {
          const says = saysOf(step.values, step.lacking, field);
          const now = step.values[field];
          const moved = says && now !== word.get(field);
          const told = kept.filter((one) => one.field === field);
          if (changed.has(field)) {
            expect(portal.value(field)).toBe(changed.get(field));
            const quarrel = moved && now !== changed.get(field);
            expect(told.map(({ stands: _, ...one }) => one)).toEqual(
              quarrel ? [expect.objectContaining({ field, saidBefore: word.get(field) !== undefined })] : [],
            );
            if (says && now === changed.get(field)) changed.delete(field);
          } else {
            expect(portal.value(field)).toBe(moved ? now : before.get(field));
            expect(told).toEqual([]);
          }
          if (says) word.set(field, now);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("of a family that the portal made, an import without a column does not make it the town's word", () => {
  const portal = new Portal();
  const all = Object.fromEntries(fields.map((field) => [field, valuesOf[field][0]])) as Readonly<Record<Field, Value>>;
  portal.enter(familyOf(all, []));
  // As a first request makes a family: without the town's word on anything.
  Reflect.deleteProperty(portal.household ?? {}, "imported");
  Reflect.deleteProperty(portal.child ?? {}, "imported");
  portal.enter(familyOf(all, mayLack));
  const other = Object.fromEntries(fields.map((field) => [field, valuesOf[field][1]])) as Readonly<
    Record<Field, Value>
  >;
  const kept = portal.enter(familyOf({ ...other, address: all.address }, []));
  for (const field of mayLack) expect(portal.value(field)).toBe(all[field]);
  expect(kept.map(({ field }) => field).sort()).toEqual([...mayLack].sort());
  expect(kept.every(({ saidBefore }) => !saidBefore)).toBe(true);
});
