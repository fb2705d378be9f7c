/** One entry of the ledger: what, how much, when, for what, by whom, and what can still be done about it. */
import type { ComponentChildren } from "preact";
import type { EntryView } from "../../../functions/payment/contract/desk.ts";
import { dateOnly, monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { listed } from "../../shared/format/text.ts";
import { desk as strings, payments, watch } from "../../strings/fr/payment.ts";
import { familyTabPath } from "../shell/paths.ts";

interface Props {
  readonly entry: EntryView;
  readonly withFamily?: boolean;
  readonly children?: ComponentChildren;
}

/** `Annulation : Chèque`. */
export const natureOf = ({ kind, means }: EntryView): string => strings.kinds[kind](means ? payments.means[means] : "");

/** `Chèque, 12,00 €`. */
export const titleOf = (entry: EntryView): string => `${natureOf(entry)}, ${price(entry.amount)}`;

export const Entry = ({ entry, withFamily = false, children }: Props) => {
  const { familyCode, kind, parts, on, by, reason, reference, undone, over } = entry;
  const facts = [
    strings.on_(dateOnly(on)),
    ...(parts.length > 0 ? [strings.for(listed(parts.map(({ period }) => monthWords(period))))] : []),
    ...(reference === undefined ? [] : [watch.reference(reference)]),
    ...(by === undefined ? [] : [strings.by(by)]),
    ...(reason === undefined ? [] : [`«\u00a0${reason}\u00a0»`]),
  ];
  return (
    <li>
      <b>{titleOf(entry)}</b>{" "}
      {withFamily && <a href={familyTabPath(familyCode, "factures")}>{watch.family(familyCode)}</a>}
      {undone && <span class="chip off">{over > 0 ? strings.refunded : strings.undone[kind]}</span>}
      {over > 0 && !undone && <span class="chip no">{strings.over(price(over))}</span>}
      <br />
      <span class="small muted">{facts.join(", ")}.</span>
      {children}
    </li>
  );
};
