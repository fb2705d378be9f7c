/**
 * On the mornings of working days families are asked again for what is late, step by step (billing/rules/dunning.ts). Each step is
 * noted with its mail in one transaction that holds only while nobody has paid, so that a run cut anywhere, done twice or by two
 * at once asks once. It goes no faster than SES lets the town send; what does not fit is asked for the next working day.
 */
import type { CollectionAccount } from "../../catalogue/rules/accounts.ts";
import { nextStep, type NextStep } from "../../billing/rules/dunning.ts";
import { printedNumber } from "../../billing/rules/number.ts";
import { monthsBefore } from "../../billing/rules/periods.ts";
import { dunnedWrites, readFamilyExemption } from "../../billing/store/dunning.ts";
import { readInvoices, readStatement, type Statement } from "../../billing/store/statements.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Log } from "../../kernel/log.ts";
import { localDate } from "../../kernel/time.ts";
import { mailWrites } from "../../mail/outbox.ts";
import { monthOf } from "../../quotient/rules/quotient.ts";
import { takeSendingTime } from "../../reminder/store/reminder-runs.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";

export interface DunDependencies {
  readonly table: Table;
  readonly clock: Clock;
  /** Time that passes: seconds since 1970 with their fractions, and a wait of so many. */
  readonly stopwatch: { readonly seconds: () => number; readonly wait: (seconds: number) => Promise<void> };
  readonly accounts: () => Promise<readonly CollectionAccount[]>;
  readonly town: { readonly mailsPerSecond: number };
  readonly log: Log;
}

/** Months after which nobody is asked by the portal any more: the accountant's action lapses after four years. */
const oldest = 48;
/** Invoices that are looked at before a turn to send is taken. */
const pageSize = 100;
/** Seconds after which a call begins no further page. */
const longestCall = 700;

export const dunMessages = { done: "dunning.done", stopped: "dunning.stopped" } as const;

type Due = Statement & { readonly issue: NonNullable<Statement["issue"]> };
const asDunnable = (one: Due) => ({ ...one, dueOn: one.issue.dueOn });

/** Takes the step that an invoice has come to; null when, read anew, it has come to none. */
const takeStep = (
  { table, clock }: DunDependencies,
  name: Statement,
  { dunning }: CollectionAccount,
): Promise<NextStep | null> =>
  decideAndWrite<null, NextStep | null>("An invoice that is late", null, async () => {
    const [found, family] = await Promise.all([
      readStatement(table, name),
      readFamilyExemption(table, name.familyCode),
    ]);
    const at = clock();
    const today = localDate(at);
    if (!found?.issue) return { done: null };
    const invoice: Due = { ...found, issue: found.issue };
    const step = nextStep(asDunnable(invoice), dunning, family, today);
    if (!step || step.on > today) return { done: null };
    const { familyCode, period, accountId, accountName, issue } = invoice;
    const mail =
      step.by === "mail"
        ? mailWrites(
            { familyCode, about: [], mailId: `late-${period}-${accountId}-${step.rank}` },
            {
              kind: "invoiceLate",
              facts: {
                accountName,
                number: printedNumber(issue.number),
                late: step.late,
                dueOn: issue.dueOn,
                text: step.text,
              },
            },
            at,
          )
        : [];
    const written = await transact(table, [...dunnedWrites(invoice, family, { at, by: step.by }), ...mail]);
    return written === "done" ? { done: step } : { again: null };
  });

export async function dun(dependencies: DunDependencies): Promise<void> {
  const { table, clock, stopwatch, town, log } = dependencies;
  const started = stopwatch.seconds();
  const dunned = (await dependencies.accounts()).filter(({ dunning }) => dunning !== undefined);
  if (dunned.length === 0) return;
  const today = localDate(clock());
  let steps = 0;
  for (let back = 0; back < oldest; back += 1) {
    let after: string | null = null;
    do {
      const page = await readInvoices(table, monthsBefore(monthOf(today), back), { after, limit: pageSize });
      const late = page.invoices.flatMap((one) => {
        const account = dunned.find(({ id }) => id === one.accountId);
        if (!account || !one.issue) return [];
        const step = nextStep(asDunnable({ ...one, issue: one.issue }), account.dunning, null, today);
        return step && step.on <= today ? [{ one, account, step }] : [];
      });
      const mails = late.filter(({ step }) => step.by === "mail").length;
      const wait = mails === 0 ? 0 : await takeSendingTime(table, mails / town.mailsPerSecond, stopwatch.seconds());
      if (wait === null || stopwatch.seconds() - started >= longestCall) {
        log.warn(dunMessages.stopped, { steps });
        return;
      }
      if (wait > 0) await stopwatch.wait(wait);
      for (const { one, account } of late) if (await takeStep(dependencies, one, account)) steps += 1;
      after = page.next;
    } while (after !== null);
  }
  log.info(dunMessages.done, { steps });
}
