/** Days on which a child was there and nothing was booked: said, since they may be asked to be paid. */
import type { ChildView } from "../../../../functions/family/contract.ts";
import { longDay } from "../../../shared/format/dates.ts";
import { capitalised } from "../../../shared/format/text.ts";
import { Notice } from "../../../shared/ui/Notice.tsx";
import { attended as strings } from "../../../strings/fr/booking/list.ts";
import type { Unbooked } from "../attended.ts";

interface Props {
  readonly days: readonly Unbooked[];
  readonly family: readonly ChildView[];
}

export function UnbookedDays({ days, family }: Props) {
  if (days.length === 0) return null;
  return (
    <Notice title={strings.unbooked}>
      <ul class="plain">
        {days.map(({ date, childId, unitName, siteName, mark }) => (
          <li key={`${date} ${childId} ${unitName}`}>
            {strings.unbookedDay(
              family.find(({ id }) => id === childId)?.firstName ?? "",
              capitalised(longDay(date)),
              `${unitName}, ${siteName}`,
              strings.mark(mark),
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
