/** « Accès d’une famille »: a family code, then its adults' sign-ins. */
import { useEffect, useRef } from "preact/hooks";
import type { GuardianSignIns } from "../../../functions/access/contract/sign-ins.ts";
import { readId, tidyLogin, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { location } from "../../shared/router.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Guardians } from "../../shared/access/Guardians.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { familyBookings } from "../../strings/fr/booking/office.ts";
import { familyAccess as strings } from "../../strings/fr/access/guardians.ts";
import { Finder } from "../family/Finder.tsx";
import { familyAccessPath, familyPath } from "../shell/paths.ts";

const signInsOf = reading((familyCode: FamilyCode, signal) =>
  call("access.guardiansOfFamily", { params: { familyCode }, signal }),
);

export function FamilyAccessPage({ familyCode }: { readonly familyCode: string | null }) {
  const code = familyCode === null ? null : readId("FamilyCode", tidyLogin(familyCode));
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      <Finder shown={code ?? ""} path={familyAccessPath} action={strings.find} />
      {code && <Family code={code} key={`famille-${code}`} />}
    </div>
  );
}

function Family({ code }: { readonly code: FamilyCode }) {
  const { data, problem, reload } = useQuery(signInsOf, code);
  if (problem && !data)
    return (
      <Failure
        problem={problem}
        {...(problem.status === 404
          ? {}
          : {
              onRetry: () => {
                void reload();
              },
            })}
      />
    );
  return data ? <Adults signIns={data} onChanged={reload} /> : <CardsSkeleton cards={1} />;
}

function Adults({
  signIns,
  onChanged,
}: {
  readonly signIns: GuardianSignIns;
  readonly onChanged: () => Promise<void>;
}) {
  const { familyCode } = signIns;
  const heading = useRef<HTMLHeadingElement>(null);
  // What was looked for is read from its title.
  useEffect(() => {
    if (location.get().visit > 0) heading.current?.focus();
  }, []);
  return (
    <section class="card stack tight" aria-labelledby="responsables">
      <h2 id="responsables" ref={heading} tabIndex={-1}>
        {strings.heading(familyCode)}
      </h2>
      <p>
        <a href={familyPath(familyCode)}>{familyBookings.bookings}</a>
      </p>
      <Guardians
        signIns={signIns}
        onChanged={onChanged}
        invite={async (body) => (await call("access.inviteForFamily", { params: { familyCode }, body })).detail}
        withdraw={async (guardianId) => {
          await call("access.withdrawGuardian", { params: { familyCode, guardianId } });
        }}
      />
    </section>
  );
}
