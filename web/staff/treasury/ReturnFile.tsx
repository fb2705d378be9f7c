/** A return file of the treasury's: read, looked at article by article, then entered. */
import { useState } from "preact/hooks";
import type { FoundArticle, ReturnView } from "../../../functions/treasury/contract/returns.ts";
import { base64Of } from "../../shared/api/base64.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { describedBy, FieldError } from "../../shared/forms/Field.tsx";
import { price } from "../../shared/format/euros.ts";
import { announce } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { treasury as strings } from "../../strings/fr/treasury.ts";
import { familyTabPath } from "../shell/paths.ts";

type Step =
  | { readonly kind: "choosing" }
  | { readonly kind: "read"; readonly file: string; readonly view: ReturnView }
  | { readonly kind: "entered"; readonly view: ReturnView };

export function ReturnFile() {
  const [chosen, setChosen] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  const [step, setStep] = useState<Step>({ kind: "choosing" });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = async (work: () => Promise<Step>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      setStep(await work());
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const read = async (file: File): Promise<Step> => {
    const bytes = await base64Of(file);
    return { kind: "read", file: bytes, view: await call("treasury.readReturn", { body: { file: bytes } }) };
  };
  const enter = async (file: string): Promise<Step> => {
    const view = await call("treasury.enterReturn", { body: { file } });
    announce(strings.entered(price(view.amount)));
    return { kind: "entered", view };
  };
  return (
    <section class="card stack tight" aria-labelledby="retour" aria-busy={busy}>
      <h2 id="retour">{strings.returned}</h2>
      <p class="muted">{strings.returnedText}</p>
      {step.kind === "choosing" ? (
        <form
          class="stack tight"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setMissing(chosen === null);
            if (chosen) void act(() => read(chosen));
          }}
        >
          <div class={missing ? "field wrong" : "field"}>
            <label for="retour-fichier">{strings.file}</label>
            <p class="hint" id="retour-fichier-hint">
              {strings.fileHint}
            </p>
            <FieldError id="retour-fichier" text={missing ? strings.noFile : undefined} />
            <input
              type="file"
              id="retour-fichier"
              accept=".xml,text/xml,application/xml"
              aria-invalid={missing || undefined}
              aria-describedby={describedBy("retour-fichier", true, missing)}
              onChange={({ currentTarget }) => {
                setChosen(currentTarget.files?.[0] ?? null);
                setMissing(false);
              }}
            />
          </div>
          <div class="row">
            <button type="submit" class="button ghost" aria-disabled={busy || undefined}>
              {busy ? strings.reading : strings.read}
            </button>
          </div>
        </form>
      ) : (
        <>
          <p role="status">
            {step.kind === "read"
              ? strings.told(step.view.articles, price(step.view.amount))
              : strings.entered(price(step.view.amount))}
          </p>
          <Told view={step.view} />
          <div class="row">
            {step.kind === "read" && step.view.found.length > 0 && (
              <button
                type="button"
                class="button"
                aria-disabled={busy || undefined}
                onClick={() => {
                  void act(() => enter(step.file));
                }}
              >
                {busy ? strings.entering : strings.enter}
              </button>
            )}
            <button
              type="button"
              class="button ghost"
              onClick={() => {
                setChosen(null);
                setStep({ kind: "choosing" });
              }}
            >
              {strings.another}
            </button>
          </div>
        </>
      )}
      {problem && <Failure problem={problem} />}
    </section>
  );
}

const tones: Readonly<Record<FoundArticle["finding"], string>> = {
  paid: "ok",
  same: "ok",
  ahead: "wait",
  awaited: "wait",
  refused: "no",
  cancelled: "no",
  otherwise: "wait",
  unknown: "no",
  unread: "no",
};

function Told({ view: { same, others, found } }: { readonly view: ReturnView }) {
  return (
    <>
      {same > 0 && <p class="muted">{strings.same(same)}</p>}
      {others > 0 && <p class="muted">{strings.others(others)}</p>}
      {found.length > 0 && (
        <ul class="plain closures">
          {found.map((one, index) => (
            <li key={index}>
              <p class="row">
                <b>{strings.article(one.article)}</b>
                <span class={`chip ${tones[one.finding]}`}>{strings.findings[one.finding]}</span>
                {one.amount > 0 && <b>{price(one.amount)}</b>}
              </p>
              {one.familyCode !== undefined && (
                <a href={familyTabPath(one.familyCode, "factures")}>{one.names.join(", ") || one.familyCode}</a>
              )}
              {one.number !== undefined && ` · ${one.number}`}
              {one.sentence !== undefined && <p class="small">{one.sentence}</p>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
