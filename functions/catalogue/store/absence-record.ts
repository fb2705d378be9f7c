/** What absences change on the bill, as its record holds it. */
import * as z from "zod/mini";
import { rate } from "../../kernel/exact.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import { absenceKinds } from "../rules/absence-kinds.ts";
import { absenceCounts, type AbsenceRule, type AbsenceRules } from "../rules/absence-rules.ts";
import { deadlineRecords } from "./deadline-record.ts";

const absenceRecord = lazily((): z.ZodMiniType<AbsenceRules> => {
  const waiting = z.object({ days: z.int(), count: z.enum(absenceCounts), paidBack: z.boolean() });
  const rule: z.ZodMiniType<AbsenceRule> = z.object({
    share: z.pipe(z.int(), z.transform(rate)),
    toldBefore: z.optional(deadlineRecords().deadline),
    certificate: z.array(
      z.object({
        within: z.object({ number: z.int(), unit: z.enum(["hours", "days"]) }),
        waiting: z.nullable(waiting),
      }),
    ),
    waiting: z.nullable(waiting),
    free: z.optional(z.object({ days: z.int(), per: z.enum(["month", "schoolYear"]) })),
  });
  return z.object({
    id: branded("AbsenceRulesId"),
    name: z.string(),
    document: z.optional(branded("DocumentKindId")),
    kinds: z.partialRecord(z.enum(absenceKinds), rule),
  });
});

/** What absences change, from its record. Throws when it is not what a catalogue's file says. */
export const absenceRulesOf = (item: Item): AbsenceRules => z.parse(absenceRecord(), item);
