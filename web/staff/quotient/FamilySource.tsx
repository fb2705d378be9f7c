/** What a family has given of its CAF or MSA, masked, and asking there for it. */
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { Asked } from "../../shared/quotient/Asked.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { quotientSource as strings } from "../../strings/fr/quotient/source.ts";

const sourceOf = reading((familyCode: FamilyCode, signal) =>
  call("quotient.sourceOfFamily", { params: { familyCode }, signal }),
);

interface Props {
  readonly code: FamilyCode;
  readonly onChanged: () => Promise<void>;
}

export function FamilySource({ code, onChanged }: Props) {
  const { data: source, problem, reload } = useQuery(sourceOf, code);
  if (problem && !source)
    return (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    );
  if (!source) return null;
  const { agreed, canAsk, fund, number, identity, consents } = source;
  const [last] = consents;
  return (
    <section class="card stack tight" aria-labelledby="quotient-caisse">
      <h2 id="quotient-caisse">{strings.title}</h2>
      {!agreed && <p class="muted">{strings.staffNone}</p>}
      {agreed && fund && (
        <p>
          {number === undefined ? strings.fundOf(strings.funds[fund]) : strings.numberOf(strings.funds[fund], number)}
        </p>
      )}
      {identity && <p>{strings.identityOf(identity.firstNames, identity.birthName, identity.birthYear)}</p>}
      {agreed && !canAsk && <p class="small muted">{strings.staffNoAsk}</p>}
      {last && (
        <p class="small muted">
          {(last.what === "given" ? strings.agreed : strings.refused)(datedMoment(last.at), last.by)}
        </p>
      )}
      {agreed && canAsk && identity && (
        <Asked
          source={source}
          label={strings.askFor}
          ask={() => call("quotient.askFor", { params: { familyCode: code } })}
          onAnswered={async () => {
            await Promise.all([reload(), onChanged()]);
          }}
        />
      )}
    </section>
  );
}
