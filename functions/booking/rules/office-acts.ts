/** What an act of the office has done, read from the children's days: each unit says which request moved it. */
import type { ChildId, Instant, Login, PlainDate, UnitKey } from "../../kernel/ids.ts";
import { isSpent, type ChangeTarget, type ChildDay, type RequestToken, type UnitState } from "./child-day.ts";

export const officeActKinds = ["booked", "cancelled", "changed", "changeAccepted", "accountClosed"] as const;
export type OfficeActKind = (typeof officeActKinds)[number];

/** One unit that an act is about. */
export interface ActLine {
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly unit: UnitKey;
  /** Of a change: what this takes the place of. */
  readonly instead?: ChangeTarget | undefined;
}

/** What a staff member sets out to do for a family. */
export interface OfficeAct {
  /** As on whatever it moves. */
  readonly requestToken: RequestToken;
  readonly kind: OfficeActKind;
  readonly at: Instant;
  readonly by: Login;
  readonly reason?: string | undefined;
  /** What it is about; absent when it ends whatever the family has from its day on. */
  readonly lines?: readonly ActLine[] | undefined;
}

export const lineName = ({ childId, date, unit }: ActLine): string => `${date} ${childId} ${unit}`;

/** Booked by it, and not taken back by itself; given up again by somebody else since, it was booked all the same. */
const gained = ({ status, requestToken, claim, was }: UnitState, act: RequestToken): boolean =>
  claim ? claim.requestToken === act && status === "booked" : was?.requestToken === act && requestToken !== act;

/** The lines that the act has done so far, in no order. */
export function doneBy({ requestToken, kind, lines }: OfficeAct, days: readonly ChildDay[]): readonly ActLine[] {
  if (!lines)
    return days.flatMap(({ childId, date, units }) =>
      [...units].flatMap(([unit, state]) =>
        state.status === "none" && isSpent(state, requestToken) ? [{ childId, date, unit }] : [],
      ),
    );
  return lines.filter(({ childId, date, unit }) => {
    const state = days.find((day) => day.childId === childId && day.date === date)?.units.get(unit);
    return state !== undefined && (kind === "cancelled" ? isSpent(state, requestToken) : gained(state, requestToken));
  });
}
