/**
 * Where the portal stands on the web, for links in mails that no request asked for. Known once it is deployed and not
 * before (CloudFront names it), so that neither a template nor a setting can hold it: whoever deploys or starts the
 * portal writes it here.
 */
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as keys from "../table/keys.ts";
import type { Table } from "../table/table.ts";

/** `origin`: `https://portail.exemple.fr`, without a slash at the end. */
export async function putPortalAddress(table: Table, origin: string): Promise<void> {
  await table.client.send(
    new PutCommand({ TableName: table.name, Item: { ...keys.portalAddress(), entity: "portalAddress", origin } }),
  );
}

/** Throws when nobody has written it: a mail without a way back must wait rather than leave. */
export async function readPortalAddress(table: Table): Promise<string> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: keys.portalAddress() }));
  const origin: unknown = Item?.["origin"];
  if (typeof origin !== "string")
    throw new Error("The portal's address is not in the table: deploying or starting the portal writes it");
  return origin;
}
