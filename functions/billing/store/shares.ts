/**
 * What of a child's days its households pay: every act about it, in the partition of each household that it names. One transaction
 * writes them all, each under the condition of being as it was read, so that no household pays by a share that another does not know.
 */
import * as z from "zod/mini";
import { rate } from "../../kernel/exact.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
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
import { transact } from "../../table/transact.ts";
import type { ChildShare } from "../rules/shares.ts";

export type ShareAct = Act<ChildShare>;
export type SharesRecord = Acts<ChildShare>;

const book: ActBook<ChildShare> = {
  entity: { ":entity": "childShares" satisfies Entity },
  keyOf: keys.childShares,
  record: lazily(() =>
    actsOf(
      z.object({
        childId: branded("ChildId"),
        activityId: z.nullable(branded("ActivityId")),
        parts: z.array(z.object({ familyCode: branded("FamilyCode"), share: z.pipe(z.int(), z.transform(rate)) })),
        from: branded("PlainDate"),
        until: z.nullable(branded("PlainDate")),
      }),
    ),
  ),
};

export const readShares = (table: Table, code: FamilyCode): Promise<SharesRecord> => readActs(table, book, code);

/** A share with its name, as its last act left it. */
export type NamedShare = ChildShare & Pick<ShareAct, "about">;

/** Those that stand. */
export const standingShares: (record: SharesRecord) => readonly NamedShare[] = standingIn;

/** Adds an act to all of these, each as it was read; false: somebody has written meanwhile, and nothing is written. */
export const addShare = async (
  table: Table,
  households: ReadonlyMap<FamilyCode, SharesRecord>,
  act: ShareAct,
): Promise<boolean> =>
  (await transact(
    table,
    [...households].map(([code, { version }]) => ({ Update: actsAdded(book, code, version, [act]) })),
  )) === "done";

/** A household has become part of another one, which pays its parts from then on. Again changes nothing. */
export const passTo = (table: Table, gone: FamilyCode, kept: FamilyCode): Promise<void> =>
  passActs(table, book, gone, kept);
