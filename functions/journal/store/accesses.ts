/**
 * Who looked at what, who did what: one record each call of staff that touches a family's data, in the staff member's own
 * partition, latest last. Where one family is named, the index finds it by the family: it may ask who saw its file.
 */
import { randomBytes } from "node:crypto";
import type { AccessRecord } from "../../http/audit.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { put } from "../../table/write.ts";

/** Keeps one access, for `keptDays`. Throws when it cannot be kept. */
export async function recordAccess(table: Table, access: AccessRecord, keptDays: number): Promise<void> {
  const { login, route, of, outcome, at } = access;
  const families = Object.entries(of).flatMap(([where, codes]) => (where.endsWith(".familyCode") ? codes : []));
  const [family] = families;
  const nonce = randomBytes(6).toString("base64url");
  await put(table, {
    Item: {
      ...keys.access(login, at, nonce),
      entity: "access",
      login,
      route,
      of,
      outcome,
      at,
      expiresAt: epochSeconds(at) + keptDays * 86_400,
      ...(family === undefined ? {} : keys.accessByFamily(family, at, nonce)),
    },
  });
}
