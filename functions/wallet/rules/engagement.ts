/**
 * A day that is paid when it is booked: its price leaves the wallet and is kept for the month's invoice of the account, in a pot
 * of that month. What is given up goes back from the pot to the wallet; the invoice, once it is there, is paid from the pot,
 * and what it does not need goes back, too. So wallet and pots together are what came in and paid nothing yet.
 */
import type {
  ChildId,
  CollectionAccountId,
  FamilyCode,
  Instant,
  PlainDate,
  PlainMonth,
  UnitKey,
} from "../../kernel/ids.ts";
import { id } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import type { Movement } from "./movement.ts";

/** What is kept for a booked day. */
export interface Engaged {
  readonly accountId: CollectionAccountId;
  readonly amount: Cents;
}

/** Whose day of which generation of a booking it is. */
export interface EngagedDay {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly unit: UnitKey;
  readonly generation: number;
}

export const potMonth = (date: PlainDate): PlainMonth => id("PlainMonth", date.slice(0, 7));

/** The movement into the pot, or back from it: once each for a generation of a booking. */
export const engagementMovement = (
  kind: "booked" | "unbooked",
  { familyCode, childId, date, unit, generation }: EngagedDay,
  { accountId, amount }: Engaged,
  at: Instant,
): Movement => ({
  name: `${kind}:${date}:${childId}:${unit}:${generation}`,
  familyCode,
  accountId,
  kind,
  amount,
  at,
  date,
});
