/** One adult: who, with which sign-in, and what can be done about it. */
import { guardianSignIns as strings } from "../../strings/fr/access/guardians.ts";
import type { Guardian } from "./guardian.ts";

const tones = { none: "off", invited: "wait", active: "ok" } as const;

interface Props {
  readonly guardian: Guardian;
  /** Null: not this person's to do. */
  readonly onInvite: (() => void) | null;
  readonly onWithdraw: (() => void) | null;
}

export function GuardianLine({ guardian: { name, login, state, you, left }, onInvite, onWithdraw }: Props) {
  const invite = state === "none" ? strings.invite : strings.again;
  return (
    <li class="line">
      <div>
        <p class="row">
          <b>{name}</b>
          {you && <span class="muted small">({strings.you})</span>}
          <span class={`chip ${tones[state]}`}>{strings.states[state]}</span>
        </p>
        {login !== null && <p class="small muted">{strings.login(login)}</p>}
        {left && <p class="small">{strings.left}</p>}
      </div>
      <div class="row">
        {onInvite && state !== "active" && !you && !left && (
          <button type="button" class="button ghost" aria-label={strings.of(invite, name)} onClick={onInvite}>
            {invite}
          </button>
        )}
        {onWithdraw && state !== "none" && (
          <button
            type="button"
            class="button danger"
            aria-label={strings.of(strings.withdraw, name)}
            onClick={onWithdraw}
          >
            {strings.withdraw}
          </button>
        )}
      </div>
    </li>
  );
}
