/** The years of which something was paid, what may be certified of each, and its certificate: read when they are asked for. */
import { useState } from "preact/hooks";
import type { CertifiableYears } from "../../../functions/tax-certificate/contract/views.ts";
import { taxCertificate as strings } from "../../strings/fr/billing.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import { price } from "../format/euros.ts";
import { Failure } from "../ui/Failure.tsx";
import { Icon } from "../ui/Icon.tsx";

interface Props {
  readonly text: string;
  readonly read: () => Promise<CertifiableYears>;
  readonly make: (year: string) => Promise<{ readonly url: string }>;
}

export function TaxCertificates({ text, read, make }: Props) {
  const [found, setFound] = useState<CertifiableYears | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const during = async (act: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const open = (year: number): void => {
    void during(async () => {
      window.location.assign((await make(String(year))).url);
    });
  };
  return (
    <section class="card stack tight no-print" aria-labelledby="attestations">
      <h2 id="attestations">{strings.title}</h2>
      <p>{text}</p>
      {problem && <Failure problem={problem} />}
      {found === null ? (
        <div>
          <button
            type="button"
            class="button ghost"
            aria-disabled={busy || undefined}
            onClick={() => {
              void during(async () => {
                setFound(await read());
              });
            }}
          >
            {busy ? strings.making : strings.look}
          </button>
        </div>
      ) : found.years.length === 0 ? (
        <p class="muted">{strings.none}</p>
      ) : (
        found.years.map(({ year, whole, total, children }) => (
          <div key={year} class="stack tight">
            <h3>{strings.year(year)}</h3>
            {total === 0 ? (
              <p class="muted">{strings.nothing}</p>
            ) : (
              <>
                <ul>
                  {children.map(({ childId, firstName, amount }) => (
                    <li key={childId}>{strings.child(firstName, price(amount))}</li>
                  ))}
                </ul>
                {!whole && <p class="small muted">{strings.notWhole}</p>}
                <div>
                  <button
                    type="button"
                    class="button ghost"
                    aria-label={strings.openOf(year)}
                    aria-disabled={busy || undefined}
                    onClick={() => {
                      open(year);
                    }}
                  >
                    <Icon name="document" /> {busy ? strings.making : strings.open}
                  </button>
                </div>
              </>
            )}
          </div>
        ))
      )}
    </section>
  );
}
