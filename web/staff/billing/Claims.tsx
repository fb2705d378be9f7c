/** What is to be claimed for a month from those who pay a part for families: asked for some families at a time, kept as a file. */
import { useState } from "preact/hooks";
import type { ClaimView } from "../../../functions/billing/contract/office.ts";
import { csvFile, type Cell } from "../../../functions/kernel/csv.ts";
import type { PlainMonth } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import type { Answer } from "../../shared/api/client.ts";
import { dateOnly, monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { announce } from "../../shared/ui/announcements.tsx";
import { DownloadLink } from "../../shared/ui/DownloadLink.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { claims as strings } from "../../strings/fr/billing.ts";
import { familyTabPath } from "../shell/paths.ts";
import { MonthSelect } from "../ui/MonthSelect.tsx";

interface Found {
  readonly month: PlainMonth;
  readonly claims: readonly ClaimView[];
}

async function claimsOf(period: PlainMonth): Promise<Found> {
  const claims: ClaimView[] = [];
  let from: string | undefined;
  do {
    const page: Answer<"billing.claims"> = await call("billing.claims", {
      params: { period },
      query: from === undefined ? {} : { from },
    });
    claims.push(...page.claims);
    from = page.next ?? undefined;
  } while (from !== undefined);
  return { month: period, claims };
}

/** By something that they say, in the order of its letters. */
function by<T>(all: readonly T[], name: (one: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(name(one), [...(groups.get(name(one)) ?? []), one]);
  return [...groups].sort(([one], [other]) => one.localeCompare(other, "fr"));
}
const sumOf = (all: readonly ClaimView[]): number => all.reduce((sum, { amount }) => sum + amount, 0);

const rowsOf = (all: readonly ClaimView[]): readonly (readonly Cell[])[] => [
  strings.head,
  ...all.map((one) => [
    one.payer,
    one.familyCode,
    one.familyName,
    one.firstName,
    one.date,
    one.what,
    one.accountName,
    { amount: one.of },
    { amount: one.amount },
  ]),
];

/** `months`: those that are billed, latest first. */
export function Claims({ months }: { readonly months: readonly PlainMonth[] }) {
  const [month, setMonth] = useState(months[0]);
  const [found, setFound] = useState<Found | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (month === undefined) return null;
  const look = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const made = await claimsOf(month);
      setFound(made);
      announce(strings.announce(made.claims.length));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="card stack tight" aria-labelledby="organismes">
      <h2 id="organismes">{strings.title}</h2>
      <p class="muted">{strings.intro}</p>
      <div class="row">
        <MonthSelect id="mois-organismes" label={strings.month} months={months} value={month} onMonth={setMonth} />
      </div>
      <div class="row">
        <button
          type="button"
          class="button ghost"
          aria-disabled={busy || undefined}
          onClick={() => {
            if (!busy) void look();
          }}
        >
          {busy ? strings.looking : strings.look}
        </button>
        {found && found.claims.length > 0 && (
          <DownloadLink
            text={csvFile(rowsOf(found.claims))}
            file={`prises-en-charge-${found.month}.csv`}
            label={strings.download}
          />
        )}
      </div>
      {problem && <Failure problem={problem} />}
      {found && <Result found={found} />}
    </section>
  );
}

const Result = ({ found: { month, claims } }: { readonly found: Found }) => (
  <div class="stack tight">
    <h3>{capitalised(monthWords(month))}</h3>
    {claims.length === 0 && <p>{strings.none}</p>}
    {by(claims, ({ payer }) => payer).map(([payer, own]) => (
      <section key={payer} class="stack tight" aria-label={payer}>
        <p>
          <b>
            {capitalised(payer)}
            {strings.asks(price(sumOf(own)))}
          </b>
        </p>
        <ul>
          {by(own, ({ familyCode }) => familyCode).map(([code, lines]) => (
            <li key={code}>
              <a href={familyTabPath(code, "factures")}>
                {lines[0]?.familyName} · {code}
              </a>
              {strings.asks(price(sumOf(lines)))}
              <details>
                <summary>{strings.lines(lines.length)}</summary>
                <ul>
                  {lines.map((one, rank) => (
                    <li key={rank}>
                      {strings.line(one.firstName, dateOnly(one.date), one.what, price(one.amount), price(one.of))}
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </div>
);
