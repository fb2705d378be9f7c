/** One line a staff member (a card on a phone). */
import type { Answer } from "../../shared/api/client.ts";
import { dateOnly, dayOf } from "../../shared/format/dates.ts";
import { staffMembers as strings } from "../../strings/fr/access/staff-members.ts";

export type Agent = Answer<"access.staffMembers">["staffMembers"][number];

interface Props {
  readonly staffMembers: readonly Agent[];
  readonly onChange: (staffMember: Agent) => void;
}

const byName = (a: Agent, b: Agent): number => a.displayName.localeCompare(b.displayName, "fr");

export function StaffMembersTable({ staffMembers, onChange }: Props) {
  return (
    <table class="sheet">
      <thead>
        <tr>
          <th scope="col">{strings.staffMember}</th>
          <th scope="col">{strings.email}</th>
          <th scope="col">{strings.invitedAt}</th>
          <th scope="col">{strings.state}</th>
          <th scope="col">
            <span class="visually-hidden">{strings.action}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...staffMembers].sort(byName).map((staffMember) => (
          <Line key={staffMember.login} staffMember={staffMember} onChange={onChange} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ staffMember, onChange }: { readonly staffMember: Agent; readonly onChange: Props["onChange"] }) {
  const { login, displayName, email, state, invitedAt, you } = staffMember;
  const action = state === "active" ? strings.suspend : strings.restore;
  return (
    <tr>
      <th scope="row">
        <span>
          <b>{displayName}</b>
          {you && <span class="muted small"> ({strings.you})</span>}
        </span>
        <small class="muted">{login}</small>
      </th>
      <td data-label={strings.email} class="breakable">
        {email}
      </td>
      <td data-label={strings.invitedAt}>{dateOnly(dayOf(invitedAt))}</td>
      <td data-label={strings.state}>
        <span>
          <span class={state === "active" ? "chip ok" : "chip no"}>{strings.states[state]}</span>
        </span>
      </td>
      <td class="act">
        {!you && (
          <button
            type="button"
            class={state === "active" ? "button danger" : "button ghost"}
            aria-label={strings.of(action, displayName)}
            onClick={() => {
              onChange(staffMember);
            }}
          >
            {action}
          </button>
        )}
      </td>
    </tr>
  );
}
