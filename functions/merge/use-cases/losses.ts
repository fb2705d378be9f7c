/** What would be given up, as staff reads it before anybody decides. */
import { statusOf } from "../../booking/rules/child-day.ts";
import type { Slots } from "../../booking/rules/slots.ts";
import type { FamilyCode, PlainDate, UnitKey } from "../../kernel/ids.ts";
import type { LostLineView } from "../contract/lost-line.ts";
import type { ForeseenUnit } from "./foresee.ts";

/** Lines of days that are given up: enough to judge by; the rest is counted. */
const mostLines = 40;

export interface Loss {
  readonly familyCode: FamilyCode;
  readonly date: PlainDate;
  readonly unit: UnitKey;
  readonly was: LostLineView["was"];
  readonly because: UnitKey;
}

/** What a unit's fate takes away: itself, or what stays less sure of the one that stays. */
export function lossesOf(
  gone: FamilyCode,
  staying: FamilyCode,
  { date, unit, day, kept, fate }: ForeseenUnit,
): readonly Loss[] {
  const loss = (familyCode: FamilyCode, lost: UnitKey, from: typeof day, because: UnitKey): readonly Loss[] => {
    const was = statusOf(from, lost);
    return was === "none" ? [] : [{ familyCode, date, unit: lost, was, because }];
  };
  return fate.kind === "givenUp"
    ? loss(gone, unit, day, fate.because)
    : fate.instead.flatMap((other) => loss(staying, other, kept, unit));
}

/** The first of them, in words, and how many there are. */
export function linesOf(
  losses: readonly Loss[],
  slots: Slots,
): { readonly givenUp: LostLineView[]; readonly givenUpTotal: number } {
  const nameOf = (unit: UnitKey, date: PlainDate) => {
    const known = slots.named(unit, date);
    return { unitName: known?.unit.name ?? unit, activityName: known?.activity.name ?? unit };
  };
  return {
    givenUp: losses.slice(0, mostLines).map(({ familyCode, date, unit, was, because }) => ({
      familyCode,
      date,
      ...nameOf(unit, date),
      was,
      because: nameOf(because, date).unitName,
    })),
    givenUpTotal: losses.length,
  };
}
