/**
 * A part of a family's file: what a form shows, and what a request may change. Whoever changes files (functions/request)
 * knows parts by this interface only, so that a subject adds one of its own without a word there:
 *
 * 1. name it, its fields and what is usual of them in catalogue/rules/file-rules.ts, which is where the town's file finds
 *    the words by which it says what is shown, required, checked, and proven by documents;
 * 2. declare its fields (fields.ts) and how it is read and written, as a `Section`;
 * 3. hand it in where wiring/sections.ts lists all of them.
 *
 * A part stands in one record or in several; `read` gives what stands with the writes that change it under the condition
 * that it still stands, so that a change and whatever is decided about it are one transaction. Two parts may stand in one
 * record (the household's adults do): where a request is about several, their writes are joined (table/change.ts), and what
 * cannot be true of them at once is refused (`refuseTogether`).
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SectionId } from "../../catalogue/rules/file-rules.ts";
import type { ChildId, DocumentId, FamilyCode, GuardianId, Instant, Login } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { Writes } from "../../table/transact.ts";
import type { SeenBy } from "../rules/seen.ts";
import type { FieldValue, Names, Values } from "../rules/field-values.ts";
import type { Field } from "./fields.ts";

/** Whose part: the household's, one of its adults', one of its children's. */
export interface Target {
  readonly guardianId?: GuardianId | undefined;
  readonly childId?: ChildId | undefined;
}

/** Who changes a part, as its own records name them. */
export interface Hand {
  /** `Mme Martin`, or the staff member. */
  readonly by: string;
  readonly login: Login;
  readonly office: boolean;
  /** Staff's, where it changes the part itself. */
  readonly reason?: string | undefined;
}

/** A change as it is written. */
export interface Written {
  readonly writes: Writes;
  /** The child, or the adult, that it enters. */
  readonly made?: Made | undefined;
}

/** Who was entered, by a part that enters somebody. */
export interface Made {
  readonly childId?: ChildId | undefined;
  readonly guardianId?: GuardianId | undefined;
}

export interface Writing {
  readonly at: Instant;
  readonly hand: Hand;
  /** For a name that has to be found. */
  readonly chance: () => string;
  /** When the family asked for it, where it did. */
  readonly asked?: Instant | undefined;
}

/** By what values are judged beside what stands, and in whose hands they are: a family's that asks, staff's own, or staff's that accepts. */
export interface Judging {
  readonly catalogue: Pick<Catalogue, "file" | "documents">;
  readonly act: "familyAsks" | "officeWrites" | "officeAccepts";
  /** Of what is accepted: when the family asked for it, and when it is accepted. */
  readonly asked?: Instant | undefined;
  readonly at?: Instant | undefined;
}

/** What values come to, in words: `Quotient calculé`, `612,40 €`. */
interface Sum {
  readonly label: string;
  readonly said: string;
}

/** What is wrong, in words, by field or by the place in it: `contacts.0.papers`. */
type Refusals = Readonly<Record<string, string>>;

/** A part as it stands. */
export interface Standing {
  readonly target: Target;
  /** `Mme Martin`, `Léa`; null: the household's, which goes without saying. */
  readonly whose: string | null;
  /** Every field of the part; null: nothing is known. */
  readonly values: Values;
  /** First names of the children that its values name by their code. */
  readonly names?: Names;
  /** Fields that this one has no use for: the link to children, where there are none. */
  readonly without?: readonly string[];
  /** Other households of the child: they see the same, and are told of a change. */
  readonly others: readonly FamilyCode[];
  /** What is wrong with these values beside others that stand, by field: a child that is listed already. */
  readonly refuse?: (values: Values, judging: Judging) => Refusals | Promise<Refusals>;
  /** Who wrote a field last, as the part itself knows it; the family's requests are asked too. */
  readonly writerOf?: (field: string) => { readonly name: string; readonly at: Instant } | null;
  /** Writes these fields, if the part is still as it was read. */
  readonly write: (changes: Values, context: Writing) => Written;
  /**
   * Of a part that enters somebody: takes them away again, within seconds, if the file still says of them what was
   * entered; null: it says something else by now. Absent: what stood before is written instead.
   */
  readonly unmake?: (made: Made, entered: Values) => Writes | null;
  /** Of a part of which nothing stands: what its values come to, for whoever decides on them. */
  readonly comesTo?: (values: Values, when: { readonly asked: Instant; readonly at: Instant }) => readonly Sum[];
  /**
   * The same: undoes what those values have entered at that moment, within seconds; null: something else was entered since.
   */
  readonly takeBack?: (values: Values, decided: Instant, context: Writing) => Writes | null;
}

export interface Section {
  readonly id: SectionId;
  /** `Responsable`. */
  readonly title: string;
  readonly fields: readonly Field[];
  /** It enters somebody: every field is asked for at once, and one that waits is no change of another. */
  readonly enters?: true;
  /** What it says may be taken away whole, although a field of it is required: a departure that was planned. */
  readonly mayBeEmptied?: true;
  /** What is wrong, in words, with changes of several of its parts at once, each of which may be made by itself; null: nothing. */
  readonly refuseTogether?: (
    parts: readonly { readonly standing: Standing; readonly values: Values }[],
  ) => string | null;
  /** Nothing of it stands: every field is asked for at once, and what is said of one waits as a change of it. */
  readonly saidWhole?: true;
  /** Documents that a value names: they go with a request that asks for it. */
  readonly documentsIn?: (field: string, value: FieldValue) => readonly DocumentId[];
  /**
   * Those of a family that `by` may know, or the one that is named. None: there is no such adult or child. `toWrite`: its `write` is what it
   * is read for, and may take another wave of reads to be sure of what it refuses.
   */
  readonly read: (
    table: Table,
    code: FamilyCode,
    by: SeenBy,
    target?: Target,
    options?: { readonly toWrite: boolean },
  ) => Promise<readonly Standing[]>;
}
