/** One part of a child's file on a page, and how a change of it leaves: the same for its household and for staff. */
import type { ChildField } from "../../../functions/child-record/rules/fields.ts";
import type { Instant } from "../../../functions/kernel/ids.ts";

/** A field as the API answers it. */
export interface Said<V> {
  readonly value: V | null;
  readonly version: number;
  readonly at?: Instant | undefined;
  readonly by?: string | undefined;
  readonly byOffice?: boolean | undefined;
}

/** A field as it is to be. */
export interface Sent<V> {
  readonly seen: number;
  readonly value: V | null;
}

export interface Sheet<Changes> {
  readonly childId: string;
  /** Set beside each change: staff says why. */
  readonly asksReason: boolean;
  /** Sends a change; a problem of the API is thrown as it is. */
  readonly send: (changes: Changes, reason: string) => Promise<void>;
  /** Reads the part again: somebody else has changed it. */
  readonly reload: () => Promise<void>;
}

/** Names a form's draft: of one child, one field, one of its forms. */
export const draftName = ({ childId }: Pick<Sheet<never>, "childId">, field: ChildField, form = ""): string =>
  ["fiche", childId, field, form].filter(Boolean).join("-");

/** Everything that a form holds, but the names of inherited things. */
export type Values = Readonly<Record<string, string>>;
export const typed = (values: Values, field: string): string => (values[field] ?? "").trim();
