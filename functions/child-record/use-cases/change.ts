/**
 * Changing one part of a child's file: decided on what stands, written if it still does. Who comes second on a field is
 * told what the first has said; nothing of what was sent is written then, so that the page still holds all of it.
 */
import type { HeldHealth, HeldRecord } from "../../family/rules/held-record.ts";
import type { Child } from "../../family/rules/family.ts";
import { readChild } from "../../family/store/families.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import type { Writes } from "../../table/transact.ts";
import { judgeChanges, type AskedChanges } from "../rules/changes.ts";
import { isChildField } from "../rules/fields.ts";
import {
  changedFields,
  readPart,
  writeChange,
  type Author,
  type Part,
  type StoredField,
  type StoredPart,
} from "../store/parts.ts";
import { valueInWords } from "../values-in-words.ts";
import { fieldNames, recordWords as words } from "../words.fr.ts";
import { holderOf, type AskedChild } from "./holder.ts";

export type StoredFields = StoredPart["fields"];

export interface Changing {
  readonly part: Part;
  readonly of: AskedChild;
  /** Held to what the contract cannot say. Throws a problem. */
  readonly check: (child: Child) => AskedChanges;
  readonly author: Author;
  /** What each household's record of the child holds of the part as it is then. */
  readonly hold: (child: Child, version: number, fields: StoredFields) => HeldRecord | HeldHealth;
  /** Written with it, or nothing is. */
  readonly besides?: (at: Instant) => Writes;
}

export interface Changed {
  readonly child: Child;
  readonly fields: StoredFields;
}

function conflict(name: string, stands: StoredField | undefined, proposed: unknown) {
  const field = `changes.${name}.value`;
  if (!stands || !isChildField(name)) return { field, message: words.reread };
  const say = valueInWords[name];
  return {
    field,
    message: words.changed(fieldNames[name], {
      by: stands.by,
      at: stands.at,
      stands: say(stands.value),
      proposed: say(proposed),
    }),
  };
}

/** Those that have the child besides. One that is named and has it no more holds nothing. */
export async function otherHouseholds(table: Table, { id, sharedWith = [] }: Child): Promise<readonly FamilyCode[]> {
  const known = await Promise.all(sharedWith.map((code) => readChild(table, code, id)));
  return sharedWith.filter((_, rank) => known[rank] !== null);
}

export const changePart = (
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  { part, of, check, author, hold, besides }: Changing,
): Promise<Changed> =>
  decideAndWrite<null, Changed>("A child's file", null, async () => {
    const { childId, familyCode } = of;
    const [child, stands] = await Promise.all([holderOf(table, of), readPart(table, part, childId)]);
    const asked = check(child);
    const { values, conflicts } = judgeChanges(stands.fields, asked);
    if (conflicts.length > 0) {
      const errors = conflicts.map((name) => conflict(name, stands.fields[name], asked[name]?.value ?? null));
      throw new Problem("changed", {
        detail: [...errors.map(({ message }) => message), words.reread].join(" "),
        errors,
      });
    }
    if (Object.keys(values).length === 0) return { done: { child, fields: stands.fields } };
    const at = clock();
    const version = stands.version + 1;
    const fields = { ...stands.fields, ...changedFields({ stands, values, author, at }) };
    const held = hold(child, version, fields);
    const written = await writeChange(table, {
      childId,
      part,
      stands,
      values,
      author,
      at,
      held,
      households: [familyCode, ...(await otherHouseholds(table, child))],
      ...(besides ? { besides: besides(at) } : {}),
    });
    return written ? { done: { child: { ...child, [part]: held }, fields } } : { again: null };
  });
