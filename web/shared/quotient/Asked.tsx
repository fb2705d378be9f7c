/** Asking the CAF or the MSA, for the family and for staff: the button, and the three helps when nothing was found. */
import { useState } from "preact/hooks";
import type { AskAnswer, SourceView } from "../../../functions/quotient/contract/source.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import { longMoment, monthWords } from "../format/dates.ts";
import { euros } from "../format/euros.ts";
import { Failure } from "../ui/Failure.tsx";
import { Notice } from "../ui/Notice.tsx";
import { useNow } from "../useNow.ts";
import { quotientSource as strings } from "../../strings/fr/quotient/source.ts";

const tones = { found: "ok", notFound: "wait", noResources: "wait", away: "no" } as const;

interface Props {
  readonly source: SourceView;
  readonly label: string;
  readonly ask: () => Promise<AskAnswer>;
  /** What is shown elsewhere has changed. */
  readonly onAnswered: () => Promise<void>;
}

export function Asked({ source: { asked }, label, ask, onAnswered }: Props) {
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<AskAnswer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const early = asked !== undefined && Date.parse(asked.nextAt) > now;
  const send = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    setAnswer(null);
    try {
      setAnswer(await ask());
      await onAnswered();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div>
        <button
          type="button"
          class="button"
          aria-disabled={busy || early || undefined}
          onClick={() => {
            if (!busy && !early) void send();
          }}
        >
          {busy ? strings.asking : label}
        </button>
      </div>
      {early && <p class="small muted">{strings.nextAt(longMoment(asked.nextAt))}</p>}
      {answer && (
        <Notice tone={tones[answer.outcome]} title={strings.outcomeTitles[answer.outcome]} live>
          <p>{answer.detail}</p>
          {answer.told && <p>{strings.told(euros(answer.told.value), monthWords(answer.told.month))}</p>}
        </Notice>
      )}
      {problem && <Failure problem={problem} />}
    </>
  );
}
