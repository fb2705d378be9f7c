/** What a family accepted when it asked for its account, kept until the e-mail is confirmed. */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { put } from "../../table/write.ts";

const activationRecord = lazily(() =>
  z.object({
    familyCode: branded("FamilyCode"),
    guardianId: branded("GuardianId"),
    displayName: z.string(),
    termsVersion: z.string(),
    askedAt: branded("Instant"),
    /** Where the code goes; unknown of an activation that was asked before it was kept. */
    email: z.optional(z.string()),
  }),
);
export type Activation = z.infer<ReturnType<typeof activationRecord>>;

/** Days during which an unconfirmed activation can be confirmed. */
const keptDays = 30;

export async function putActivation(table: Table, activation: Activation): Promise<void> {
  await put(table, {
    Item: {
      ...keys.activation(activation.familyCode),
      entity: "activation",
      ...activation,
      expiresAt: epochSeconds(activation.askedAt) + keptDays * 86_400,
    },
  });
}

export async function readActivation(table: Table, code: FamilyCode): Promise<Activation | null> {
  const item = await readRecord(table, keys.activation(code));
  return item && z.parse(activationRecord(), item);
}
