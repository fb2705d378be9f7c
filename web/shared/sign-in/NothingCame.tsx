/**
 * Under a form that waits for a mailed code: what to read again, a way back, and who can be called when. It says the
 * same whether a code has left or not.
 */
import type { ComponentChildren } from "preact";
import { nothingCame as strings } from "../../strings/fr/sign-in/nothing-came.ts";
import { phoneLink, phoneNumber } from "../format/text.ts";
import { OfficeHours, OpenNow } from "../office/Office.tsx";
import { useTown } from "../town.ts";
import { Icon } from "../ui/Icon.tsx";

interface Props {
  readonly checks: readonly string[];
  /** Ways on: another code, back to the form. */
  readonly children?: ComponentChildren;
}

export function NothingCame({ checks, children }: Props) {
  return (
    <div class="stack tight">
      <h2>{strings.title}</h2>
      <ul class="advice">
        {checks.map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ul>
      {children}
    </div>
  );
}

/** For families: the office knows their file. */
export function CallTheOffice() {
  const { office } = useTown();
  return (
    <div class="stack tight">
      <h2>{strings.stillNothing}</h2>
      <p>{strings.call(office.name)}</p>
      <p class="row">
        <a class="button ghost" href={phoneLink(office.phone)}>
          <Icon name="phone" size={18} /> {phoneNumber(office.phone)}
        </a>
        <OpenNow />
      </p>
      {office.note !== undefined && <p class="small muted">{office.note}</p>}
      <OfficeHours />
    </div>
  );
}
