/** The journal of a month for the town's accounts: read when it is asked for, kept as a file. */
import { useState } from "preact/hooks";
import { csvFile } from "../../../functions/kernel/csv.ts";
import { readId, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { journalRows } from "../../../functions/payment/rules/journal.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { serverNow } from "../../shared/clock.ts";
import { dayOf } from "../../shared/format/dates.ts";
import { DownloadLink } from "../../shared/ui/DownloadLink.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { payments as strings } from "../../strings/fr/payment.ts";
import { MonthSelect } from "../ui/MonthSelect.tsx";
import { natureOf } from "./Entry.tsx";

/** This month and the eleven before it. */
function lastMonths(): readonly PlainMonth[] {
  const [year = 0, month = 0] = dayOf(serverNow()).split("-").map(Number);
  return Array.from({ length: 12 }, (_, back) =>
    readId("PlainMonth", new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7)),
  ).filter((one) => one !== null);
}

interface Made {
  readonly month: PlainMonth;
  readonly entries: number;
  readonly text: string;
}

async function journalOf(month: PlainMonth): Promise<Made> {
  const { accounts, entries } = await call("payment.journal", { params: { period: month } });
  const rows = journalRows(entries, {
    head: strings.journalHead,
    what: natureOf,
    account: (accountId) => accounts.find(({ id }) => id === accountId)?.name ?? accountId,
    over: strings.journalOver,
  });
  return { month, entries: entries.length, text: csvFile(rows) };
}

export function Journal() {
  const [months] = useState(lastMonths);
  const [month, setMonth] = useState(months[0]);
  const [made, setMade] = useState<Made | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (month === undefined) return null;
  const make = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      setMade(await journalOf(month));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="card stack" aria-labelledby="journal">
      <h2 id="journal">{strings.journal}</h2>
      <p class="small muted">{strings.journalText}</p>
      <MonthSelect
        id="journal-mois"
        label={strings.journalMonth}
        months={months}
        value={month}
        onMonth={(chosen) => {
          setMade(null);
          setMonth(chosen);
        }}
      />
      {problem && <Failure problem={problem} />}
      <div class="row" role="status">
        {made ? (
          <DownloadLink
            text={made.text}
            file={strings.journalFile(made.month)}
            label={strings.journalGet(made.entries)}
          />
        ) : (
          <button
            type="button"
            class="button ghost"
            aria-disabled={busy || undefined}
            onClick={() => {
              if (!busy) void make();
            }}
          >
            {busy ? strings.journalBusy : strings.journalMake}
          </button>
        )}
      </div>
    </section>
  );
}
