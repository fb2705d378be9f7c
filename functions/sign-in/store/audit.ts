import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import { auditKinds, type AuditEntry, type AuditKind } from "../rules/audit.ts";
import type { Login } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import { readPage, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { put } from "../../table/write.ts";

const kinds = Object.keys(auditKinds).filter((kind): kind is AuditKind => kind in auditKinds);
const auditRecord = lazily(() =>
  z.object({ kind: z.enum(kinds), at: branded("Instant"), device: z.string(), origin: z.string() }),
);

/** Records what happened; it is forgotten after `keptDays`. */
export async function recordAudit(table: Table, login: Login, entry: AuditEntry, keptDays: number): Promise<void> {
  await put(table, {
    Item: {
      ...keys.audit(login, entry.at, randomBytes(6).toString("base64url")),
      entity: "audit",
      ...entry,
      expiresAt: epochSeconds(entry.at) + keptDays * 86_400,
    },
  });
}

/** What happened last, latest first. */
export async function readAudit(table: Table, login: Login, most: number): Promise<readonly AuditEntry[]> {
  const { items } = await readPage(table, {
    ...startingWith(keys.loginPartition(login), keys.auditPrefix),
    ScanIndexForward: false,
    Limit: most,
  });
  return items.map((item) => z.parse(auditRecord(), item));
}
