/** What a staff member must do first: set up an authenticator app. Nothing else opens before it. */
import { useCallback, useEffect, useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { enrol as strings } from "../../strings/fr/access/second-factor.ts";
import { AppSecret } from "./AppSecret.tsx";
import { ConfirmApp } from "./ConfirmApp.tsx";

type Begun = Awaited<ReturnType<typeof begin>>;
const begin = () => call("access.beginSecondFactor");

export function EnrolPage() {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const start = useCallback(() => {
    setProblem(null);
    begin().then(setBegun, (error: unknown) => {
      setProblem(asProblem(error));
    });
  }, []);
  useEffect(start, [start]);
  return (
    <div class="narrow stack">
      <Title text={strings.title} />
      <p>{strings.intro}</p>
      {problem && <Failure problem={problem} onRetry={start} />}
      {begun ? (
        <ol class="card steps">
          <li>
            <h2>{strings.install}</h2>
            <p>{strings.installText}</p>
          </li>
          <li>
            <h2>{strings.scan}</h2>
            <AppSecret {...begun} />
          </li>
          <li>
            <h2>{strings.confirm}</h2>
            <ConfirmApp />
          </li>
        </ol>
      ) : (
        !problem && <CardsSkeleton cards={1} lines={6} />
      )}
    </div>
  );
}
