/** What the index keeps of a record of the table, whether the stream hands it over or a walk through the index finds it. */
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { addressKey } from "../../family/rules/doubles.ts";
import { heldContacts, householdRecord } from "../../family/store/families.ts";
import { filedAdultsOf } from "../../family/store/guardians.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { scanEach } from "../../table/scan.ts";
import type { Table } from "../../table/table.ts";
import type { Entry } from "../rules/entry.ts";

const householdIndexed = lazily(() =>
  z.pick(householdRecord(), {
    entity: true,
    code: true,
    guardians: true,
    address: true,
    closed: true,
    merged: true,
    formerCodes: true,
    version: true,
  }),
);
const childIndexed = lazily(() =>
  z.object({
    entity: z.literal("child"),
    /** The partition of the household that has it. */
    pk: z.string(),
    id: branded("ChildId"),
    firstName: z.string(),
    lastName: z.string(),
    birthDate: branded("PlainDate"),
    townCode: z.optional(branded("ChildId")),
    formerCodes: z.optional(z.readonly(z.array(branded("ChildId")))),
    record: z.optional(z.object({ contacts: heldContacts() })),
    left: z.optional(z.unknown()),
    version: z.int(),
  }),
);
const indexed = lazily(() => z.discriminatedUnion("entity", [householdIndexed(), childIndexed()]));

/** Enough of a digest to tell the addresses of a town apart, too little to read one from it. */
/** What two addresses are compared by. */
export const markOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 12);

/** The entry of a household's or a child's record. */
export function entryOf(item: Item): Entry {
  const record = z.parse(indexed(), item);
  if (record.entity === "household") {
    const { code, version, closed, address, guardians, merged, formerCodes } = record;
    const adults = (merged ? [] : filedAdultsOf(guardians)).map(
      ({ id: rank, firstName, lastName, email, phone, workPhone, birthName }) => ({
        id: rank,
        firstName,
        lastName,
        ...(email === undefined ? {} : { email }),
        ...(phone === undefined ? {} : { phone }),
        ...(workPhone === undefined ? {} : { workPhone }),
        ...(birthName === undefined ? {} : { birthName }),
      }),
    );
    return {
      kind: "household",
      code,
      version,
      closed: closed !== undefined,
      home: markOf(addressKey(address)),
      adults,
      ...(formerCodes === undefined ? {} : { formerCodes }),
    };
  }
  const { pk, id: childId, version, firstName, lastName, birthDate, townCode, formerCodes, left } = record;
  const contacts = record.record?.contacts;
  return {
    kind: "child",
    code: keys.familyOfPartition(pk),
    id: childId,
    version,
    firstName,
    lastName,
    birthDate,
    ...(townCode === undefined ? {} : { townCode }),
    ...(formerCodes === undefined ? {} : { formerCodes }),
    ...(contacts === undefined ? {} : { contacts }),
    left: left !== undefined,
  };
}

/** Everybody of the town, from a walk through the table's index. It may be a moment behind the table. */
export async function readEverybody(table: Table): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  await scanEach(
    table,
    {
      IndexName: keys.indexName,
      FilterExpression: "#entity IN (:child, :household)",
      ProjectionExpression:
        "#entity, pk, id, firstName, lastName, birthDate, townCode, formerCodes, #record.contacts, #left, #version, code, guardians, address, closed, merged",
      ExpressionAttributeNames: {
        "#entity": "entity",
        "#version": "version",
        "#left": "left",
        "#record": "record",
      },
      ExpressionAttributeValues: { ":child": "child" satisfies Entity, ":household": "household" satisfies Entity },
    },
    (item) => {
      found.push(entryOf(item));
    },
  );
  return found;
}

const adult = lazily(() =>
  z.object({
    id: z.optional(branded("GuardianId")),
    firstName: z.string(),
    lastName: z.string(),
    email: z.optional(z.string()),
    phone: z.optional(z.string()),
    workPhone: z.optional(z.string()),
    birthName: z.optional(z.string()),
  }),
);
/** An entry as it is kept, in the table and in the file. */
export const keptEntry = lazily(() =>
  z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("household"),
      code: branded("FamilyCode"),
      version: z.int(),
      closed: z.boolean(),
      home: z.string(),
      adults: z.array(adult()),
      formerCodes: z.optional(z.readonly(z.array(branded("FamilyCode")))),
    }),
    z.object({
      kind: z.literal("child"),
      code: branded("FamilyCode"),
      id: branded("ChildId"),
      version: z.int(),
      firstName: z.string(),
      lastName: z.string(),
      birthDate: branded("PlainDate"),
      townCode: z.optional(branded("ChildId")),
      formerCodes: z.optional(z.readonly(z.array(branded("ChildId")))),
      contacts: heldContacts(),
      left: z.boolean(),
    }),
  ]),
);
