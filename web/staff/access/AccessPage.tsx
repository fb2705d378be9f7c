/** « Mes codes d’accès », for a staff member. */
import { ActivityCard } from "../../shared/access/ActivityCard.tsx";
import { EmailCard } from "../../shared/access/EmailCard.tsx";
import { LoginCard } from "../../shared/access/LoginCard.tsx";
import { PasswordCard } from "../../shared/access/PasswordCard.tsx";
import { SessionsCard } from "../../shared/access/SessionsCard.tsx";
import { useAccess } from "../../shared/access/useAccess.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { access as strings } from "../../strings/fr/access/own-access.ts";
import { SecondFactorCard } from "./SecondFactorCard.tsx";

export function AccessPage() {
  const { data, problem, reload } = useAccess();
  return (
    <div class="stack reading">
      <Title text={strings.title} />
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
          <LoginCard login={data.login} hint={strings.login.staffHint} />
          <EmailCard access={data} onChanged={reload} />
          <PasswordCard access={data} onChanged={reload} />
          {data.secondFactor && <SecondFactorCard state={data.secondFactor} />}
          <SessionsCard access={data} onChanged={reload} home="/agents" />
          <ActivityCard access={data} />
        </>
      ) : (
        !problem && <CardsSkeleton />
      )}
    </div>
  );
}
