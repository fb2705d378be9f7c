/** « Définir mon profil internet »: first connection, then confirmation of the address by a mailed code. */
import { useState } from "preact/hooks";
import { takeMailedLink } from "../../shared/sign-in/mailedLink.ts";
import { dropDraft, keepDraft, readDraft } from "../../shared/drafts.ts";
import { turnPage } from "../../shared/router.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { confirmAddress, firstConnection as strings } from "../../strings/fr/sign-in/first-connection.ts";
import { ConfirmAddress, type AwaitedCode } from "./ConfirmAddress.tsx";
import { emptyProfile, ProfileForm, profileDraft } from "./ProfileForm.tsx";

/** What a reload, or the mail's link in the same tab, must find again. */
const step = "inscription-etape";

function firstStep(): AwaitedCode | null {
  const link = takeMailedLink();
  const draft = readDraft(step);
  const familyCode = link?.login ?? draft["familyCode"];
  if (familyCode === undefined) return null;
  return {
    familyCode,
    email: draft["familyCode"] === familyCode ? (draft["email"] ?? "") : "",
    code: link?.code ?? "",
    detail: null,
  };
}

export function FirstConnectionPage() {
  const [awaited, setAwaitedCode] = useState(firstStep);
  const [typed, setTyped] = useState(emptyProfile);
  return (
    <div class="narrow stack">
      <PageHead
        title={awaited ? confirmAddress.title : strings.title}
        trail={awaited ? [{ label: strings.title }] : []}
        key={awaited ? "code" : "profil"}
      />
      {awaited ? (
        <ConfirmAddress
          awaited={awaited}
          onDone={() => {
            dropDraft(step);
            dropDraft(profileDraft);
          }}
          onRestart={() => {
            dropDraft(step);
            turnPage();
            setAwaitedCode(null);
          }}
        />
      ) : (
        <ProfileForm
          typed={typed}
          onSent={(sent, values) => {
            setTyped(values);
            keepDraft(step, { familyCode: sent.familyCode, email: sent.email });
            turnPage();
            setAwaitedCode(sent);
          }}
        />
      )}
    </div>
  );
}
