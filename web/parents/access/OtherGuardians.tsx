/** « Accès des autres responsables », for the family itself. */
import { call } from "../../shared/api/index.ts";
import { Guardians } from "../../shared/access/Guardians.tsx";
import { CardHead } from "../../shared/ui/CardHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { guardianSignIns as strings } from "../../strings/fr/access/guardians.ts";

const signInsOf = reading((_: null, signal) => call("access.guardians", { signal }));

export function OtherGuardians() {
  const { data, problem, reload } = useQuery(signInsOf, null);
  const alone = data?.guardians.length === 1;
  return (
    <section class="card stack tight" aria-labelledby="responsables">
      <CardHead id="responsables" title={strings.title} text={alone ? strings.alone : strings.intro} />
      {data && !data.mayInvite && <p class="small">{strings.notYours}</p>}
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data && !alone && (
        <Guardians
          signIns={data}
          onChanged={reload}
          invite={async (body) => (await call("access.inviteGuardian", { body })).detail}
        />
      )}
    </section>
  );
}
