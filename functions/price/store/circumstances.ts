/** What staff has said of a household that its prices turn on: every act about it (table/acts.ts). */
import * as z from "zod/mini";
import { regimes } from "../../catalogue/rules/tariffs.ts";
import { rate } from "../../kernel/exact.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents } from "../../kernel/money.ts";
import {
  actsAdded,
  actsOf,
  passActs,
  readActs,
  standingIn,
  type Act,
  type ActBook,
  type Acts,
} from "../../table/acts.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";
import { payers, type Circumstance } from "../rules/circumstances.ts";

export type CircumstanceAct = Act<Circumstance>;
export type CircumstancesRecord = Acts<Circumstance>;

const circumstance = (): z.ZodMiniType<Circumstance> => {
  const span = { from: branded("PlainDate"), until: z.nullable(branded("PlainDate")) };
  return z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("worksHere"), ...span }),
    z.object({ kind: z.literal("regime"), regime: z.enum(regimes), ...span }),
    z.object({ kind: z.literal("ownMeal"), childId: branded("ChildId"), ...span }),
    z.object({
      kind: z.literal("payer"),
      payer: z.enum(payers),
      name: z.nullable(z.string()),
      part: z.union([
        z.object({ share: z.pipe(z.int(), z.transform(rate)) }),
        z.object({ amount: z.pipe(z.int(), z.transform(cents)) }),
      ]),
      activityId: z.nullable(branded("ActivityId")),
      ...span,
    }),
  ]);
};

const book: ActBook<Circumstance> = {
  entity: { ":entity": "circumstances" satisfies Entity },
  keyOf: keys.circumstances,
  record: lazily(() => actsOf(circumstance())),
};

/** `consistent`: with what was said a moment ago. */
export const readCircumstances = (
  table: Table,
  code: FamilyCode,
  options: { readonly consistent?: boolean } = {},
): Promise<CircumstancesRecord> => readActs(table, book, code, options);

/** A circumstance with its name, as its last act left it. */
export type Named = Circumstance & Pick<CircumstanceAct, "about">;

/** Those that stand, in the order in which they were first said. */
export const standingCircumstances: (record: CircumstancesRecord) => readonly Named[] = standingIn;

/**
 * Adds an act, if the record is still as it was `seen`. Null: done, now or by the same act sent before. Otherwise the record
 * as it stands.
 */
export async function addCircumstance(
  table: Table,
  code: FamilyCode,
  seen: number,
  act: CircumstanceAct,
): Promise<CircumstancesRecord | null> {
  const outcome = await update(table, actsAdded(book, code, seen, [act]));
  if (outcome.written) return null;
  const stands = outcome.stands ? z.parse(book.record(), outcome.stands) : { version: 0, acts: [] };
  return stands.acts.some(({ key }) => key === act.key) ? null : stands;
}

/** A household has become part of another one, of which what was said holds from then on too. Again changes nothing. */
export const passTo = (table: Table, gone: FamilyCode, kept: FamilyCode): Promise<void> =>
  passActs(table, book, gone, kept);
