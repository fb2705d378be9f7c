/** « Mes codes d’accès »: how this adult signs in, where they are signed in, what happened. */
import { ActivityCard } from "../../shared/access/ActivityCard.tsx";
import { EmailCard } from "../../shared/access/EmailCard.tsx";
import { LoginCard } from "../../shared/access/LoginCard.tsx";
import { PasswordCard } from "../../shared/access/PasswordCard.tsx";
import { PhoneCard } from "../../shared/access/PhoneCard.tsx";
import { SessionsCard } from "../../shared/access/SessionsCard.tsx";
import { useAccess } from "../../shared/access/useAccess.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { access as strings } from "../../strings/fr/access/own-access.ts";
import { shell } from "../../strings/fr/shell.ts";
import { RemindersCard } from "../reminder/RemindersCard.tsx";
import { OtherGuardians } from "./OtherGuardians.tsx";

export function AccessPage() {
  const { data, problem, reload } = useAccess();
  return (
    <div class="stack">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]} />
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data ? (
        <>
          <LoginCard login={data.login} hint={strings.login.guardianHint} />
          <EmailCard access={data} onChanged={reload} />
          <PhoneCard access={data} onChanged={reload} />
          <PasswordCard access={data} onChanged={reload} />
          <RemindersCard />
          <OtherGuardians />
          <SessionsCard access={data} onChanged={reload} home="/" />
          <ActivityCard access={data} />
        </>
      ) : (
        !problem && <CardsSkeleton />
      )}
    </div>
  );
}
