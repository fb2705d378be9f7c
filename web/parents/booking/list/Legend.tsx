/** Whose and what: the children by their letter and colour, the statuses by their shape and word. */
import type { ChildView } from "../../../../functions/family/contract.ts";
import { Avatar } from "../../../shared/ui/Avatar.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { bookingList as strings } from "../../../strings/fr/booking/list.ts";
import { shapes, statuses } from "../status.ts";

export function Legend({ family }: { readonly family: readonly ChildView[] }) {
  return (
    <div class="legends">
      {family.length > 1 && (
        <ul class="plain legend" aria-label={strings.children}>
          {family.map(({ id, firstName }, rank) => (
            <li key={id}>
              <Avatar name={firstName} rank={rank} /> {firstName}
            </li>
          ))}
        </ul>
      )}
      <ul class="plain legend" aria-label={strings.legend}>
        {statuses.map((status) => (
          <li key={status}>
            <span class={`status ${status}`}>
              <Icon name={shapes[status]} size={15} /> {strings.statuses[status]}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
