/** Tells the portal where it stands, as a deployment does: the port may be another one at each start. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { putPortalAddress } from "../../functions/mail/portal-address.ts";
import { openTable } from "../../functions/table/table.ts";
import { clientConfig } from "../operator/target.ts";
import type { Outputs } from "./outputs.ts";

export async function tellAddress({ portal, operator }: Pick<Outputs, "portal" | "operator">): Promise<void> {
  const client = new DynamoDBClient(clientConfig({ ...operator, portal }, "dynamodb"));
  try {
    await putPortalAddress(openTable(operator.tableName, client), portal);
  } finally {
    client.destroy();
  }
}
