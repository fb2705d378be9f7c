/** The address of the sign-in: a new one is asked for, then confirmed by the code it received. */
import { useState } from "preact/hooks";
import { access } from "../../strings/fr/access/own-access.ts";
import { common } from "../../strings/fr/common.ts";
import { takeMailedLink } from "../sign-in/mailedLink.ts";
import { dropDraft, keepDraft, readDraft } from "../drafts.ts";
import { EditCard } from "../ui/EditCard.tsx";
import { ConfirmEmail } from "./ConfirmEmail.tsx";
import { NewEmail } from "./NewEmail.tsx";
import type { CardProps } from "./useAccess.ts";

const strings = access.email;

/** A code is on its way; the mail's link brings it. */
interface Awaited {
  readonly detail: string;
  readonly code: string;
}

/** What a reload, or the mail's link, must find again. */
function firstStep(draft: string): Awaited | null {
  const link = takeMailedLink();
  const detail = readDraft(draft)["detail"];
  return link === null && detail === undefined ? null : { detail: detail ?? strings.waiting, code: link?.code ?? "" };
}

export function EmailCard({ access: { login, email }, onChanged }: CardProps) {
  const draft = `adresse-attendue-${login}`;
  const [awaited, setAwaited] = useState(() => firstStep(draft));
  const forget = (): void => {
    dropDraft(draft);
    setAwaited(null);
  };
  return (
    <EditCard
      title={strings.title}
      value={email ?? <span class="muted">{common.none}</span>}
      hint={strings.hint}
      action={strings.change}
      startsOpen={awaited !== null}
    >
      {({ finish, cancel }) =>
        awaited ? (
          <ConfirmEmail
            {...awaited}
            onCancel={cancel}
            onRestart={forget}
            onDone={async () => {
              forget();
              finish(strings.done);
              await onChanged();
            }}
          />
        ) : (
          <NewEmail
            login={login}
            onCancel={cancel}
            onSent={(detail) => {
              keepDraft(draft, { detail });
              setAwaited({ detail, code: "" });
            }}
          />
        )
      }
    </EditCard>
  );
}
