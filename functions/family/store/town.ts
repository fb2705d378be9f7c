/**
 * Everyone whom the portal holds, read in a few large pages of the index: what an import compares its families with. One
 * such walk costs less than a question for each child, and shows doubles that no question by code would find.
 *
 * The index may be a moment behind the table. What is decided from it is written under conditions of its own.
 */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { ChildId } from "../../kernel/ids.ts";
import type { Entity } from "../../table/entities.ts";
import { indexName } from "../../table/keys.ts";
import { scanAll } from "../../table/scan.ts";
import type { Table } from "../../table/table.ts";

const childOnFile = lazily(() =>
  z.object({
    g1sk: branded("FamilyCode"),
    id: branded("ChildId"),
    firstName: z.string(),
    lastName: z.string(),
    birthDate: branded("PlainDate"),
    sharedWith: z.optional(z.readonly(z.array(branded("FamilyCode")))),
    version: z.int(),
  }),
);
export type ChildOnFile = z.infer<ReturnType<typeof childOnFile>>;

/** Children by their code: one record for each of their households. */
export type TownOnFile = ReadonlyMap<ChildId, readonly ChildOnFile[]>;

export async function readTown(table: Table): Promise<TownOnFile> {
  const children = await scanAll(table, {
    IndexName: indexName,
    FilterExpression: "#entity = :child",
    ProjectionExpression: "g1sk, id, firstName, lastName, birthDate, sharedWith, #version",
    ExpressionAttributeNames: { "#entity": "entity", "#version": "version" },
    ExpressionAttributeValues: { ":child": "child" satisfies Entity },
  });
  return Map.groupBy(
    children.map((item) => z.parse(childOnFile(), item)),
    ({ id }) => id,
  );
}
