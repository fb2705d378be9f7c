/** One line a staff member (a card on a phone). */
import { dateOnly, dayOf } from "../../shared/format/dates.ts";
import { staffMembers as strings } from "../../strings/fr/access/staff-members.ts";
import type { Agent, StaffAct } from "./agent.ts";

interface Props {
  readonly staffMembers: readonly Agent[];
  readonly busy: boolean;
  readonly onAct: (act: StaffAct, staffMember: Agent) => void;
}

/** In the order of the buttons. */
function actsOn({ you, state, invitation, secondFactor }: Agent): readonly StaffAct[] {
  if (you) return [];
  if (state === "disabled") return ["restore", ...(invitation ? (["delete"] as const) : [])];
  if (invitation) return ["again", "correct", "delete"];
  return [...(secondFactor ? (["reset"] as const) : []), "suspend"];
}
const nameOfAct = (act: StaffAct): string =>
  act === "again" ? strings.again : act === "correct" ? strings.correct.action : strings.acts[act].action;

/** As a chip says it, and how. */
function stateOf({ state, invitation, secondFactor }: Agent): readonly [string, "ok" | "wait" | "no"] {
  if (state === "disabled") return [strings.states.disabled, "no"];
  if (invitation) return [strings.states.invitation, "wait"];
  return secondFactor ? [strings.states.active, "ok"] : [strings.states.toEnrol, "wait"];
}

const byName = (a: Agent, b: Agent): number => a.displayName.localeCompare(b.displayName, "fr");

export function StaffMembersTable({ staffMembers, ...acting }: Props) {
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
          <Line key={staffMember.login} staffMember={staffMember} {...acting} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ staffMember, busy, onAct }: Omit<Props, "staffMembers"> & { readonly staffMember: Agent }) {
  const { login, displayName, email, invitedAt, you } = staffMember;
  const [state, tone] = stateOf(staffMember);
  const acts = actsOn(staffMember);
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
          <span class={`chip ${tone}`}>{state}</span>
        </span>
      </td>
      <td class="act">
        {acts.length > 0 && (
          <span class="row">
            {acts.map((act) => (
              <button
                key={act}
                type="button"
                class={act === "suspend" || act === "delete" ? "button danger" : "button ghost"}
                aria-disabled={busy || undefined}
                aria-label={strings.of(nameOfAct(act), displayName)}
                onClick={() => {
                  if (!busy) onAct(act, staffMember);
                }}
              >
                {nameOfAct(act)}
              </button>
            ))}
          </span>
        )}
      </td>
    </tr>
  );
}
