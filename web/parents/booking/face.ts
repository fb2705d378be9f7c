/** What a cell says: a state in words, a second line, and how it looks. */
import type { CellView } from "../../../functions/contract/bookings.ts";
import { count } from "../../shared/format/text.ts";
import { booking as strings } from "../../strings/fr/booking.ts";
import type { GridIndex } from "./grid.ts";
import type { Wish } from "./selection.ts";

export type Look = "free" | "few" | "chosen" | "booked" | "locked" | "cancel" | "other" | "held" | "full" | "off";
export interface Face {
  readonly look: Look;
  readonly title: string;
  readonly hint?: string | undefined;
  /** Index of the refusal that explains it. */
  readonly why?: number;
}

/** From this many places on, a cell no longer hurries anyone. */
const fewPlaces = 5;

export function faceOf(index: GridIndex, cell: CellView, wish: Wish | undefined, otherUnit: string | null): Face {
  switch (cell.state) {
    case "free":
      if (wish === "book") return { look: "chosen", title: strings.chosen, hint: strings.toConfirm };
      if (otherUnit !== null) return { look: "other", title: strings.free, hint: strings.insteadOf(otherUnit) };
      return { look: cell.places <= fewPlaces ? "few" : "free", title: strings.free, hint: count(cell.places, "place") };
    case "booked":
      if (cell.locked !== undefined) return { look: "locked", title: strings.booked, why: cell.locked };
      if (wish === "cancel") return { look: "cancel", title: strings.toCancel, hint: strings.toConfirm };
      return { look: "booked", title: strings.booked };
    case "refused": {
      const refusal = index.refusal(cell.refusal);
      // Booked that day for another unit: good news, said as such.
      if (refusal?.code === "incompatible") return { look: "held", title: strings.booked, hint: refusal.hint, why: cell.refusal };
      return { look: refusal?.code === "full" ? "full" : "off", title: refusal?.short ?? strings.unavailable, hint: refusal?.hint, why: cell.refusal };
    }
  }
}
