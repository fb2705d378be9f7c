/** How many days, as a parent counts them: « 23 mercredis × 3 enfants » says more than « 69 jours ». */
import { count, nbsp } from "../../../shared/format/text.ts";

export interface Amount {
  /** Each child's each day. */
  readonly total: number;
  /** The days that all the children have alike; null when they differ. */
  readonly alike: { readonly days: number; readonly weekday: string | null; readonly children: number } | null;
  /** How many days each child has, where they differ and have names. */
  readonly each: readonly { readonly name: string; readonly days: number }[];
}

const daysIn = ({ total, alike }: Amount): string =>
  alike === null
    ? count(total, "jour")
    : `${count(alike.days, alike.weekday ?? "jour")}${nbsp}×${nbsp}${count(alike.children, "enfant")}`;

const childByChild = ({ each }: Amount): string =>
  each.length === 0 ? "" : ` (${each.map(({ name, days }) => `${name}${nbsp}: ${days}`).join(", ")})`;

/** `1 jour sera réservé`, `23 mercredis × 3 enfants seront réservés`, `52 jours seront réservés (Léa : 30, Tom : 22)`. */
export const agreed =
  (one: string, many = one) =>
  (amount: Amount): string =>
    `${daysIn(amount)} ${amount.total === 1 ? one : many}${childByChild(amount)}`;
