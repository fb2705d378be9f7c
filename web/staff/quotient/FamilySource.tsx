/**
 * What a family has given of its CAF or MSA, masked, and asking there for it; what it says at the desk is entered for it, with
 * how it said so.
 */
import { useState } from "preact/hooks";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { dropDraft, hasDraft } from "../../shared/drafts.ts";
import { Asked } from "../../shared/quotient/Asked.tsx";
import { consentWords } from "../../shared/quotient/consentWords.ts";
import { SourceFacts } from "../../shared/quotient/SourceFacts.tsx";
import { SourceForm } from "../../shared/quotient/SourceForm.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { quotientSource as strings } from "../../strings/fr/quotient/source.ts";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { WithdrawSource } from "./WithdrawSource.tsx";

const sourceOf = reading((familyCode: FamilyCode, signal) =>
  call("quotient.sourceOfFamily", { params: { familyCode }, signal }),
);

interface Props {
  readonly code: FamilyCode;
  readonly onChanged: () => Promise<void>;
}

export function FamilySource({ code, onChanged }: Props) {
  const { data: source, problem, reload } = useQuery(sourceOf, code);
  const draft = `caisse-${code}`;
  const [doing, setDoing] = useState<"form" | "withdraw" | null>(() => (hasDraft(draft) ? "form" : null));
  const close = (): void => {
    setDoing(null);
  };
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
  const { agreed, canAsk, identity, consents } = source;
  const [last] = consents;
  return (
    <section class="card stack tight" aria-labelledby="quotient-caisse">
      <h2 id="quotient-caisse">{strings.staffTitle}</h2>
      {!agreed && <p class="muted">{strings.staffNone}</p>}
      {agreed && <SourceFacts source={source} />}
      {agreed && !canAsk && <p class="small muted">{strings.staffNoAsk}</p>}
      {last && <p class="small muted">{consentWords(last)}</p>}
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
      {doing === "form" ? (
        <SourceForm
          source={source}
          draft={draft}
          agree={strings.staffConsent}
          give={(given, reason) =>
            call("quotient.giveSourceOfFamily", { params: { familyCode: code }, body: { ...given, reason } })
          }
          reason={{
            check: missingReason,
            draw: (form) => <ReasonField form={form} field="reason" hint={strings.staffReasonHint} />,
          }}
          onDone={async () => {
            close();
            toast(strings.saved);
            await reload();
          }}
          onCancel={() => {
            dropDraft(draft);
            close();
          }}
        />
      ) : (
        <div class="row">
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              setDoing("form");
            }}
          >
            {agreed ? strings.staffChange : strings.staffGive}
          </button>
          {agreed && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                setDoing("withdraw");
              }}
            >
              {strings.staffWithdraw}
            </button>
          )}
        </div>
      )}
      {doing === "withdraw" && (
        <WithdrawSource
          code={code}
          seen={source.version}
          onDone={async () => {
            close();
            await reload();
          }}
          onClose={close}
        />
      )}
    </section>
  );
}
