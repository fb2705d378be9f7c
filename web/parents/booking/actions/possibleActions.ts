/**
 * What can be done about a booking, from what the server says of it. Pure: the server decides again when it is asked.
 */
import type { GridView } from "../../../../functions/booking/contract/look.ts";
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import { declaredAbsences } from "../../../../functions/booking/rules/absences.ts";
import type { PlainDate, UnitId } from "../../../../functions/kernel/ids.ts";
import { monthOf, mondayOf } from "../../../shared/format/calendar.ts";
import { indexOf } from "../../../shared/booking/grid/gridIndex.ts";
import type { DeclaredAbsence } from "./sendActions.ts";

/**
 * `takeBack`: an absence that was declared. `ask`, `askChange`: of the office, once it is too late to cancel or to
 * change; `unask` takes that back.
 */
export type Action =
  | "change"
  | "cancel"
  | "withdraw"
  | "leave"
  | "absence"
  | "takeBack"
  | "ask"
  | "askChange"
  | "unask";

export const declared: readonly DeclaredAbsence[] = declaredAbsences;

/** In the order of what most people want. An offer has its own two buttons. */
export function actionsFor({ past, status, cancellable, absence, asked }: BookingView): readonly Action[] {
  if (past) return [];
  if (status === "waiting") return ["leave"];
  if (status === "pending") return ["withdraw"];
  if (status === "offered") return [];
  const absent: readonly Action[] =
    absence === undefined ? ["absence"] : declared.some((kind) => kind === absence) ? ["takeBack"] : [];
  if (cancellable) return ["change", "cancel", ...absent];
  return asked ? [...absent, "unask"] : [...absent, "askChange", "ask"];
}

interface PossibleDay {
  readonly date: PlainDate;
  /** Absent: places are not limited, or the booking itself makes the room. */
  readonly places?: number;
}

/** Refusals that staff may set aside. */
const setAside: ReadonlySet<string> = new Set([
  "tooLate",
  "windowClosed",
  "windowSoon",
  "opensTooLate",
  "notAnnounced",
]);

/**
 * Days to which a booking may move, for a unit: the free ones, and those that it stands in the way of itself (another
 * unit of the same day, the child's quota of the same week or month), which the server will judge without it.
 * `byStaff`: those too for which it is too late, or outside the booking period, for the family alone.
 */
export function possibleDays(
  grid: GridView,
  booking: BookingView,
  unitId: UnitId,
  byStaff = false,
): readonly PossibleDay[] {
  const index = indexOf(grid);
  return grid.days.flatMap(({ date }): PossibleDay[] => {
    const state = index.at(index.cell(booking.childId, date, unitId));
    if (!state || (date === booking.date && unitId === booking.unitId)) return [];
    if (state.state === "free") return [{ date, ...(state.places === undefined ? {} : { places: state.places }) }];
    if (state.state !== "refused") return [];
    const code = index.refusal(state.refusal)?.code;
    const itself =
      (code === "incompatible" && date === booking.date) ||
      (code === "quotaReached" &&
        (mondayOf(date) === mondayOf(booking.date) || monthOf(date) === monthOf(booking.date)));
    return itself || (byStaff && code !== undefined && setAside.has(code)) ? [{ date }] : [];
  });
}
