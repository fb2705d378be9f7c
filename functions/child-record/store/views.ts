/** Who of staff has looked at a child's health: one record a view, in the health's own partition. */
import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { ChildId, FamilyCode, Instant, Login } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import type { Write } from "../../table/transact.ts";
import { ifAbsent, put, type Put } from "../../table/write.ts";
import { readLatest } from "./parts.ts";

export interface HealthLook {
  readonly at: Instant;
  readonly login: Login;
  /** As the staff member was called then. */
  readonly by: string;
  readonly from: "childPage" | "daySheet";
  /** Through which household. */
  readonly familyCode: FamilyCode;
  /** It changed something too. */
  readonly changed: boolean;
}

const viewRecord = lazily(() =>
  z.object({ at: branded("Instant"), by: z.string(), from: z.enum(["childPage", "daySheet"]), changed: z.boolean() }),
);

const viewPut = (child: ChildId, look: HealthLook, keptDays: number): Put => ({
  Item: {
    ...keys.healthView(child, look.at, randomBytes(6).toString("base64url")),
    entity: "healthView",
    ...look,
    expiresAt: epochSeconds(look.at) + keptDays * 86_400,
  },
  ...ifAbsent,
});

/** Keeps one view, for `keptDays`. Throws when it cannot be kept: then nothing is to be answered. */
export async function recordLook(table: Table, child: ChildId, look: HealthLook, keptDays: number): Promise<void> {
  const { written } = await put(table, viewPut(child, look, keptDays));
  if (!written) throw new Error("Two views of one second bear one name");
}

/** The same as part of a change. */
export const lookWrite = (child: ChildId, look: HealthLook, keptDays: number): Write => ({
  Put: viewPut(child, look, keptDays),
});

export const readLooks = (table: Table, child: ChildId, before: string | undefined) =>
  readLatest(table, { partition: keys.healthPartition(child), prefix: keys.healthViewPrefix, before }, (item) =>
    z.parse(viewRecord(), item),
  );
