/** One part of a child's file on a page, and how a change of it leaves: the same for its household and for staff. */
import type { ComponentChildren } from "preact";
import type { RecordView } from "../../../functions/child-record/contract/record.ts";
import type { ChildField } from "../../../functions/child-record/rules/fields.ts";
import type { Errors, Form } from "../forms/useForm.ts";
import type { Instant } from "../../../functions/kernel/ids.ts";

/** A field as the API answers it. */
export interface Said<V> {
  readonly value: V | null;
  readonly version: number;
  readonly at?: Instant | undefined;
  readonly by?: string | undefined;
  readonly byOffice?: boolean | undefined;
  readonly reason?: string | undefined;
}

/** A field as it is to be. */
export interface Sent<V> {
  readonly seen: number;
  readonly value: V | null;
}

/** What the town says of a field, and the family's change of it that waits for the office. */
export interface Way {
  readonly required: boolean;
  readonly change: "atOnce" | "checked" | "office";
  /** A change that waits; drawn in the place of the button. */
  readonly waiting?: ComponentChildren;
}

/** How each field that the town asks for is changed; undefined: it asks for no such field. */
export type Ways = (field: ChildField) => Way | undefined;

export const waysOf =
  (rules: RecordView["rules"], waiting: (field: ChildField) => ComponentChildren = () => undefined): Ways =>
  (field) => {
    const rule = rules.find((one) => one.field === field);
    if (!rule) return undefined;
    const waits = waiting(field);
    return {
      required: rule.required,
      change: rule.change,
      ...(waits === undefined || waits === null ? {} : { waiting: waits }),
    };
  };

/** How a change that the office checks leaves the family: with documents, and a word. */
export interface Asking<Changes> {
  /** Names of what the form holds beside the field's own inputs. */
  readonly inputs: (field: ChildField) => readonly string[];
  /** What it begins with, where a request is corrected. */
  readonly begins?: Values;
  readonly check: (field: ChildField, values: Values) => Errors<string>;
  readonly draw: (field: ChildField, form: Form<string>) => ComponentChildren;
  readonly send: (field: ChildField, changes: Changes, values: Values) => Promise<void>;
}

export interface Sheet<Changes> {
  readonly childId: string;
  readonly ways: Ways;
  /** Where a change may have to be checked: on the family's pages. */
  readonly asking?: Asking<Changes>;
  /** Of a request that is corrected: its drafts are not those of the page. */
  readonly requestId?: string;
  /** Set beside each change: staff says why. */
  readonly asksReason: boolean;
  /** Sends a change; a problem of the API is thrown as it is. */
  readonly send: (changes: Changes, reason: string) => Promise<void>;
  /** Reads the part again: somebody else has changed it. */
  readonly reload: () => Promise<void>;
}

/** Names a form's draft: of one child, one field, one of its forms. */
export const draftName = (
  { childId, requestId = "" }: Pick<Sheet<never>, "childId" | "requestId">,
  field: ChildField,
  form = "",
): string => ["fiche", childId, requestId, field, form].filter(Boolean).join("-");

/** Whether who looks at the page may change the field here, and now. */
export const isOpenTo = (
  { ways, asksReason }: Pick<Sheet<never>, "ways" | "asksReason">,
  field: ChildField,
): boolean => {
  const way = ways(field);
  return way !== undefined && (asksReason || (way.change !== "office" && way.waiting === undefined));
};

/** Everything that a form holds, but the names of inherited things. */
export type Values = Readonly<Record<string, string>>;
export const typed = (values: Values, field: string): string => (values[field] ?? "").trim();
