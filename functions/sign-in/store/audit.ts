import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import { auditKinds, type AuditEntry, type AuditKind } from "../rules/audit.ts";
import type { Login } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const kinds = Object.keys(auditKinds).filter((kind): kind is AuditKind => kind in auditKinds);
const auditRecord = z.object({ kind: z.enum(kinds), at: branded("Instant"), device: z.string(), origin: z.string() });

/** Records what happened; it is forgotten after `keptDays`. */
export async function recordAudit(table: Table, login: Login, entry: AuditEntry, keptDays: number): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: {
        ...keys.audit(login, entry.at, randomBytes(6).toString("base64url")),
        entity: "audit",
        ...entry,
        expiresAt: epochSeconds(entry.at) + keptDays * 86_400,
      },
    }),
  );
}

/** What happened last, latest first. */
export async function readAudit(table: Table, login: Login, most: number): Promise<readonly AuditEntry[]> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :audit)",
      ScanIndexForward: false,
      Limit: most,
      ExpressionAttributeValues: { ":pk": keys.login(login).pk, ":audit": "AUDIT#" },
    }),
  );
  return Items.map((item) => z.parse(auditRecord, item));
}
