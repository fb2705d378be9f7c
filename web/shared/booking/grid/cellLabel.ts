/** What a cell says: a state in words, a second line, and how it looks. */
import type { CellView } from "../../../../functions/booking/contract/look.ts";
import { tinyMoment } from "../../format/dates.ts";
import { count } from "../../format/text.ts";
import { grid as strings } from "../../../strings/fr/booking/grid.ts";
import type { Wish } from "../basket/selection.ts";
import type { GridIndex } from "./gridIndex.ts";

export type Look =
  | "free"
  | "few"
  | "chosen"
  | "list"
  | "booked"
  | "locked"
  | "absent"
  | "pending"
  | "waiting"
  | "offered"
  | "toPay"
  | "cancel"
  | "other"
  | "held"
  | "full"
  | "off";
interface CellLabel {
  readonly look: Look;
  readonly title: string;
  readonly hint?: string | undefined;
  /** Opens an explanation. */
  readonly explains?: true;
}

/** From this many places on, a cell no longer hurries anyone. */
const fewPlaces = 5;

const leaving = (title: string): CellLabel => ({ look: "cancel", title, hint: strings.toConfirm, explains: true });

export function labelOf(index: GridIndex, cell: CellView, wish: Wish | undefined, otherUnit: string | null): CellLabel {
  switch (cell.state) {
    case "free": {
      if (wish !== undefined) return { look: "chosen", title: strings.chosen, hint: strings.toConfirm };
      if (otherUnit !== null) return { look: "other", title: strings.free, hint: strings.insteadOf(otherUnit) };
      const { places, approval } = cell;
      const look = places !== undefined && places <= fewPlaces ? "few" : "free";
      return {
        look,
        title: strings.free,
        hint: approval ? strings.onApproval : places === undefined ? undefined : count(places, "place"),
      };
    }
    case "booked": {
      if (wish === "cancel") return leaving(strings.toCancel);
      const hint = cell.absent ? strings.absent : cell.asked ? strings.asked : undefined;
      if (cell.absent)
        return {
          look: "absent",
          title: strings.booked,
          hint,
          ...(cell.locked === undefined ? {} : { explains: true }),
        };
      if (cell.locked !== undefined) return { look: "locked", title: strings.booked, hint, explains: true };
      return { look: "booked", title: strings.booked, hint };
    }
    case "pending":
      return wish === "cancel"
        ? leaving(strings.toWithdraw)
        : { look: "pending", title: strings.pending, hint: strings.byOffice };
    case "waiting":
      return wish === "cancel"
        ? leaving(strings.toLeave)
        : { look: "waiting", title: strings.waiting, hint: strings.position(cell.position) };
    case "offered":
      return {
        look: cell.toPay === undefined ? "offered" : "toPay",
        title: cell.toPay === undefined ? strings.offered : strings.held,
        hint: strings.offeredUntil(tinyMoment(cell.until)),
        explains: true,
      };
    case "refused": {
      const refusal = index.refusal(cell.refusal);
      if (wish === "wait") return { look: "list", title: strings.waiting, hint: strings.toConfirm, explains: true };
      // Booked that day for another unit: good news, said as such.
      if (refusal?.code === "incompatible")
        return { look: "held", title: strings.booked, hint: refusal.hint, explains: true };
      if (cell.mayWait)
        return { look: "full", title: refusal?.short ?? strings.full, hint: strings.mayWait, explains: true };
      return {
        look: refusal?.code === "full" ? "full" : "off",
        title: refusal?.short ?? strings.unavailable,
        hint: refusal?.hint,
        explains: true,
      };
    }
  }
}
