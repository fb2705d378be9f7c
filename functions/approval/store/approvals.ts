/**
 * Days of children on which staff has something to decide, in the order in which they come (index gsi1;
 * booking/store/child-days.ts writes it).
 */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { readId, type PlainDate } from "../../kernel/ids.ts";
import type { ChildDayKey } from "../../booking/store/child-days.ts";
import { retried } from "../../table/retry.ts";
import { approvalsPartition, indexName } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

/** The day that an entry of the index names: `<date>#<family>#<child>`. */
function keyOf(indexKey: unknown): ChildDayKey {
  const [day = "", family = "", child = ""] = String(indexKey).split("#");
  const [date, familyCode, childId] = [
    readId("PlainDate", day),
    readId("FamilyCode", family),
    readId("ChildId", child),
  ];
  if (!date || !familyCode || !childId) throw new Error("The index of approvals holds an entry that cannot be read");
  return { date, familyCode, childId };
}

/** One side of a day: those from it on, the next first, or those before it, the latest first. */
async function readSide(
  table: Table,
  side: "from" | "before",
  date: PlainDate,
  most: number,
): Promise<readonly ChildDayKey[]> {
  const { Items = [] } = await retried(() =>
    table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: indexName,
        KeyConditionExpression: `g1pk = :approvals AND g1sk ${side === "from" ? ">=" : "<"} :date`,
        ExpressionAttributeValues: { ":approvals": approvalsPartition, ":date": date },
        ScanIndexForward: side === "from",
        Limit: most,
      }),
    ),
  );
  return Items.map((item) => keyOf(item["g1sk"]));
}

/**
 * The first of them, those of today first; what nobody decided in time comes last. An index follows its table within
 * moments: whoever acts on a day reads it first.
 */
export async function readApprovals(table: Table, today: PlainDate, most: number): Promise<readonly ChildDayKey[]> {
  const toCome = await readSide(table, "from", today, most);
  return toCome.length === most
    ? toCome
    : [...toCome, ...(await readSide(table, "before", today, most - toCome.length))];
}
