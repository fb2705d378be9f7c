/** « Accès d’une famille »: its adults' sign-ins, and its account. */
import type { GuardianSignIns } from "../../../functions/access/contract/sign-ins.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, dayOf } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Guardians } from "../../shared/access/Guardians.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { accountClosing } from "../../strings/fr/account-closing.ts";
import { familyAccess as strings } from "../../strings/fr/access/guardians.ts";
import { CloseAccount, ReopenAccount } from "../account-closing/CloseAccount.tsx";
import { familyNameOf, useFamily } from "../family/FamilyFrame.tsx";

const signInsOf = reading((familyCode: FamilyCode, signal) =>
  call("access.guardiansOfFamily", { params: { familyCode }, signal }),
);

export function FamilyAccessPage({ code }: { readonly code: FamilyCode }) {
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      <Family code={code} />
      <Account code={code} />
    </div>
  );
}

/** The family's account, closed or opened again. */
function Account({ code }: { readonly code: FamilyCode }) {
  const { data, reload } = useFamily();
  if (!data) return null;
  return data.closedAt === undefined ? (
    <CloseAccount code={code} name={familyNameOf(data)} onDone={reload} />
  ) : (
    <>
      <Notice tone="wait" title={accountClosing.closedSince(dateOnly(dayOf(data.closedAt)))}>
        <p>{accountClosing.closedText}</p>
      </Notice>
      <ReopenAccount code={code} onDone={reload} />
    </>
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
  return (
    <section class="card stack tight" aria-labelledby="responsables">
      <h2 id="responsables">{strings.heading(familyCode)}</h2>
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
