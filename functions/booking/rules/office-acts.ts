/** What an act of the office has done, read from the children's days: each unit says which request moved it. */
import type { ChildId, Instant, Login, PlainDate, UnitKey } from "../../kernel/ids.ts";
import { isSpent, type ChangeTarget, type ChildDay, type RequestToken, type UnitState } from "./child-day.ts";

export const officeActKinds = [
  "booked",
  "cancelled",
  "changed",
  "changeAccepted",
  "accepted",
  "declined",
  "accountClosed",
  "enrolmentEnded",
  "childLeft",
] as const;
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

/** One that an act has done. */
export interface DoneLine extends ActLine {
  /** On the waiting list, for want of a place. */
  readonly waits?: true;
  /** Held until it is paid: until when. */
  readonly heldUntil?: Instant;
}

export const lineName = ({ childId, date, unit }: ActLine): string => `${date} ${childId} ${unit}`;

/** Booked by it, and not taken back by itself; given up again by somebody else since, it was booked all the same. */
const gained = ({ status, requestToken, claim, was }: UnitState, act: RequestToken): boolean =>
  claim ? claim.requestToken === act && status === "booked" : was?.requestToken === act && requestToken !== act;

/** What a line of an act has become by it; null: nothing. */
function became({ requestToken, kind }: OfficeAct, line: ActLine, state: UnitState): DoneLine | null {
  switch (kind) {
    case "cancelled":
    case "declined":
      return isSpent(state, requestToken) ? line : null;
    case "accepted":
      // The place is the offer's; who accepted it has left its token on the unit.
      return state.claim !== undefined && state.requestToken === requestToken ? line : null;
    case "booked":
    case "changed":
    case "changeAccepted":
    case "accountClosed":
    case "enrolmentEnded":
    case "childLeft":
      if (state.toPay && state.until !== undefined && state.claim?.requestToken === requestToken)
        return { ...line, heldUntil: state.until };
      if (gained(state, requestToken)) return line;
      return state.status === "waiting" && state.requestToken === requestToken ? { ...line, waits: true } : null;
  }
}

/** The lines that the act has done so far, in no order. */
export function doneBy(act: OfficeAct, days: readonly ChildDay[]): readonly DoneLine[] {
  const { requestToken, lines } = act;
  if (!lines)
    return days.flatMap(({ childId, date, units }) =>
      [...units].flatMap(([unit, state]) =>
        state.status === "none" && isSpent(state, requestToken) ? [{ childId, date, unit }] : [],
      ),
    );
  return lines.flatMap((line) => {
    const day = days.find(({ childId, date }) => childId === line.childId && date === line.date);
    const state = day?.units.get(line.unit);
    const done = state ? became(act, line, state) : null;
    return done ? [done] : [];
  });
}
