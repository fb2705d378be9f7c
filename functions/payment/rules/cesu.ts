/**
 * What of an invoice prefunded CESU may pay: care before and after school at any age of primary school, leisure centres for
 * children under six; never meals. They give no change: nothing above it is taken.
 */
import type { ActivityKind } from "../../catalogue/rules/catalogue.ts";
import { ageOn } from "../../family/rules/family.ts";
import type { ActivityId, ChildId, PlainDate } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";

/** The first age at which a leisure centre is not paid by CESU any more. */
const leisureUntil = 6;

const ageLimit: Readonly<Record<ActivityKind, number>> = {
  morningCare: Infinity,
  eveningCare: Infinity,
  wednesday: leisureUntil,
  holidays: leisureUntil,
  canteen: 0,
};

interface Line {
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  readonly date: PlainDate;
  readonly amount: Cents;
}

export interface CesuWorld {
  readonly kindOf: (activity: ActivityId) => ActivityKind | undefined;
  readonly bornOn: (child: ChildId) => PlainDate | undefined;
}

/** What of these lines CESU may pay. What is not known of a child or an activity speaks against it. */
export function cesuPart(lines: readonly Line[], { kindOf, bornOn }: CesuWorld): Cents {
  const sum = lines
    .filter(({ childId, activityId, date }) => {
      const [kind, birthDate] = [kindOf(activityId), bornOn(childId)];
      return kind !== undefined && birthDate !== undefined && ageOn(birthDate, date) < ageLimit[kind];
    })
    .reduce((total, { amount }) => total + amount, 0);
  return cents(Math.max(0, sum));
}
