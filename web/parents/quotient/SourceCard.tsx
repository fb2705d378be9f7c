/** « Ma CAF ou ma MSA »: what was given, under which consent; asking for the quotient; taking it all back. */
import { useState } from "preact/hooks";
import type { ReadSource } from "../../../functions/quotient/contract/source.ts";
import { call } from "../../shared/api/index.ts";
import { dropDraft, hasDraft } from "../../shared/drafts.ts";
import { Asked } from "../../shared/quotient/Asked.tsx";
import { consentWords } from "../../shared/quotient/consentWords.ts";
import { SourceFacts } from "../../shared/quotient/SourceFacts.tsx";
import { SourceForm } from "../../shared/quotient/SourceForm.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { quotientSource as strings } from "../../strings/fr/quotient/source.ts";

const sourceDraft = "caisse";

interface Props {
  readonly source: ReadSource;
  /** The source was read anew, or the quotient may have changed. */
  readonly onChanged: () => Promise<void>;
}

export function SourceCard({ source, onChanged }: Props) {
  const [doing, setDoing] = useState<"form" | "withdraw" | null>(() => (hasDraft(sourceDraft) ? "form" : null));
  const { agreed, canAsk, identity, consents } = source;
  const [last] = consents;
  const close = (): void => {
    setDoing(null);
  };
  return (
    <section class="card stack tight no-print" aria-labelledby="quotient-caisse">
      <h2 id="quotient-caisse">{strings.title}</h2>
      {agreed ? <SourceFacts source={source} /> : <p class="muted">{canAsk ? strings.noneAsk : strings.none}</p>}
      {last && <p class="small muted">{consentWords(last)}</p>}
      {agreed && canAsk && identity && doing !== "form" && (
        <Asked source={source} label={strings.ask} ask={() => call("quotient.ask")} onAnswered={onChanged} />
      )}
      {doing === "form" ? (
        <SourceForm
          source={source}
          draft={sourceDraft}
          agree={strings.consent}
          give={(body) => call("quotient.giveSource", { body })}
          onDone={async () => {
            close();
            toast(strings.saved);
            await onChanged();
          }}
          onCancel={() => {
            dropDraft(sourceDraft);
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
            {agreed ? strings.change : strings.give}
          </button>
          {agreed && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                setDoing("withdraw");
              }}
            >
              {strings.withdraw}
            </button>
          )}
        </div>
      )}
      {doing === "withdraw" && (
        <ConfirmDialog
          title={strings.withdrawTitle}
          action={strings.withdraw}
          busyLabel={strings.withdrawing}
          danger
          onConfirm={async () => {
            await call("quotient.withdrawSource", { body: { seen: source.version } });
            close();
            toast(strings.withdrawn);
            await onChanged();
          }}
          onClose={close}
        >
          <p>{strings.withdrawText}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
