/**
 * Everyone whom the portal holds, read in a few large pages of the index: what an import compares its families with. One
 * such walk costs less than a question for each child, and shows doubles that no question by code would find.
 *
 * The index may be a moment behind the table. What is decided from it is written under conditions of its own.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { ChildId } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { KnownChild, KnownHousehold, KnownTown } from "../rules/doubles.ts";
import { householdRecord } from "./families.ts";
import { guardiansOf } from "./guardians.ts";
import type { Entity } from "../../table/entities.ts";
import { indexName } from "../../table/keys.ts";
import { scanEach } from "../../table/scan.ts";
import type { Table } from "../../table/table.ts";

const childOnFile = lazily(() =>
  z.object({
    entity: z.literal("child"),
    g1sk: branded("FamilyCode"),
    id: branded("ChildId"),
    firstName: z.string(),
    lastName: z.string(),
    birthDate: branded("PlainDate"),
    sharedWith: z.optional(z.readonly(z.array(branded("FamilyCode")))),
    imported: z.optional(z.object({ firstName: z.string(), lastName: z.string(), birthDate: branded("PlainDate") })),
    townCode: z.optional(branded("ChildId")),
    formerCodes: z.optional(z.readonly(z.array(branded("ChildId")))),
    left: z.optional(z.unknown()),
    version: z.int(),
  }),
);
const read = lazily(() =>
  z.discriminatedUnion("entity", [
    childOnFile(),
    z.pick(householdRecord(), { entity: true, code: true, guardians: true, address: true, formerCodes: true }),
  ]),
);
export interface ChildOnFile
  extends KnownChild, Pick<z.infer<ReturnType<typeof childOnFile>>, "sharedWith" | "imported" | "version"> {}

export interface TownOnFile {
  /** By their code: one record for each household that they live in. */
  readonly children: ReadonlyMap<ChildId, readonly ChildOnFile[]>;
  /** What a file is compared with for doubles. */
  readonly known: KnownTown;
}

export async function readTown(table: Table): Promise<TownOnFile> {
  const children: ChildOnFile[] = [];
  const households: KnownHousehold[] = [];
  await scanEach(
    table,
    {
      IndexName: indexName,
      FilterExpression: "#entity IN (:child, :household)",
      ProjectionExpression:
        "#entity, g1sk, id, firstName, lastName, birthDate, sharedWith, imported, townCode, formerCodes, #left, #version, code, guardians, address",
      ExpressionAttributeNames: { "#entity": "entity", "#version": "version", "#left": "left" },
      ExpressionAttributeValues: { ":child": "child" satisfies Entity, ":household": "household" satisfies Entity },
    },
    (item) => {
      const one = z.parse(read(), item);
      if (one.entity === "household") {
        const { code, guardians, address, formerCodes } = one;
        const adults = guardiansOf(guardians).map(({ firstName, lastName, email, phone }) => ({
          firstName,
          lastName,
          email,
          phone,
        }));
        households.push({ code, guardians: adults, address, ...(formerCodes ? { formerCodes } : {}) });
      } else if (one.left === undefined) {
        const {
          g1sk: familyCode,
          id,
          firstName,
          lastName,
          birthDate,
          sharedWith,
          imported,
          townCode,
          formerCodes,
          version,
        } = one;
        const codes = { townCode, ...(formerCodes ? { formerCodes } : {}) };
        children.push({ familyCode, id, firstName, lastName, birthDate, sharedWith, imported, ...codes, version });
      }
    },
  );
  return { children: Map.groupBy(children, ({ id }) => id), known: { households, children } };
}
