/** How each line of « Suivre mes demandes » begins: of what sort it is, what it is about, where it stands. */
import { requests as strings } from "../../strings/fr/request.ts";

interface Props {
  readonly kind: keyof typeof strings.kinds;
  readonly title: string;
  /** ` wait`, ` ok`, ` no`, ` off`, as chips are coloured. */
  readonly tone: string;
  readonly state: string;
}

export const ExchangeHead = ({ kind, title, tone, state }: Props) => (
  <>
    <p class="small muted">{strings.kinds[kind]}</p>
    <div class="row between">
      <h3>{title}</h3>
      <span class={`chip${tone}`}>{state}</span>
    </div>
  </>
);
