/**
 * Where the portal stands on the web, for links in mails that no request asked for. Known once it is deployed and not
 * before (CloudFront names it), so that neither a template nor a setting can hold it: whoever deploys or starts the
 * portal writes it here.
 */
import * as keys from "../table/keys.ts";
import { readRecord } from "../table/read.ts";
import type { Table } from "../table/table.ts";
import { put } from "../table/write.ts";

/** `origin`: `https://portail.exemple.fr`, without a slash at the end. */
export async function putPortalAddress(table: Table, origin: string): Promise<void> {
  await put(table, { Item: { ...keys.portalAddress(), entity: "portalAddress", origin } });
}

/** Throws when nobody has written it: a mail without a way back must wait rather than leave. */
export async function readPortalAddress(table: Table): Promise<string> {
  const origin = (await readRecord(table, keys.portalAddress(), { consistent: false }))?.["origin"];
  if (typeof origin !== "string")
    throw new Error("The portal's address is not in the table: deploying or starting the portal writes it");
  return origin;
}
