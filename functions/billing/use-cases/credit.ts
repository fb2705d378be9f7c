/**
 * A credit note that staff gives on lines of what was asked. Nothing that was asked changes: the note is a statement of its
 * own, of the month in which it is given, whose lines take back those of the invoice and say what is left due of them. It
 * waits for the next invoice of the account, and a note larger than that one waits further. What it leaves due is kept
 * beside it (a remission), in the same write: a run that looks back asks no more of those days.
 */
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import { cents, priceInWords } from "../../kernel/money.ts";
import { localDate } from "../../kernel/time.ts";
import { monthOf } from "../../quotient/rules/quotient.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import type { billingOffice } from "../contract/office.ts";
import { byChild, creditOf, standing, sumOf, type LineName, type StatedLine } from "../rules/statement.ts";
import { readBillAccounts, readLinesFrom, stateOnce, type NewStatement, type Statement } from "../store/statements.ts";
import { statementView } from "./views.ts";

const noNumber = (): never => {
  throw new Error("A credit note has no number of an invoice");
};

const isNamed =
  ({ period, rank }: LineName) =>
  (line: StatedLine): boolean =>
    line.period === period && line.rank === rank;

interface Dependencies {
  readonly table: Table;
  readonly clock: Clock;
}

export function creditLines({ table, clock }: Dependencies): UseCases<typeof billingOffice>["billing.credit"] {
  return async ({ params, body: { lines: wanted, reason }, session }) => {
    const { familyCode, accountId } = params;
    const at = clock();
    const period = monthOf(localDate(at));
    const first = wanted.map((one) => one.period).reduce((one, other) => (one < other ? one : other));
    const decide = async (): Promise<NewStatement> => {
      // Before the lines: if it still stands when the note is written, so do they.
      const seen = (await readBillAccounts(table, familyCode)).find((one) => one.accountId === accountId);
      const stated = (await readLinesFrom(table, familyCode, first < period ? first : period)).filter(
        (one) => one.accountId === accountId,
      );
      const account = stated.findLast((one) => wanted.some((line) => line.period === one.period))?.account;
      if (!seen || !account)
        throw new Problem("notFound", "Cette facture n’existe pas. Revenez à la liste des factures.");
      const stands = standing(stated.flatMap(({ lines }) => lines));
      const credited = wanted.map((one) => {
        const line = stands.find(isNamed(one));
        if (!line)
          throw new Problem(
            "changed",
            "Une de ces lignes a déjà été reprise. Rechargez la page pour voir ce qui reste.",
          );
        if (one.due >= line.amount)
          throw new Problem(
            "notPossible",
            `Ce qui reste dû doit être moins que ce qui est demandé, ${priceInWords(line.amount)}. Corrigez le montant.`,
          );
        return { line, remission: { due: cents(one.due), reason } };
      });
      if (new Set(credited.map(({ line }) => line)).size < credited.length)
        throw new Problem("notPossible", "Une ligne est choisie deux fois. Gardez-la une fois.");
      const lines = credited.flatMap(({ line, remission }) => creditOf(line, remission));
      const own = sumOf(lines.map(({ amount }) => amount));
      const notes = stated.filter((one) => one.period === period && one.note !== undefined);
      return {
        familyCode,
        period,
        accountId,
        accountName: account.name,
        note: Math.max(0, ...notes.map(({ note = 0 }) => note)) + 1,
        given: { reason, by: session.login, byName: session.displayName },
        at,
        own,
        carried: seen.waiting,
        total: sumOf([own, ...seen.waiting.map((one) => one.own)]),
        children: byChild(lines),
        account,
        lines,
        issue: null,
        seen,
        remissions: credited.map(({ line: { childId, date, activityId, unitId, what, ofOther }, remission }) => ({
          childId,
          date,
          activityId,
          unitId,
          ...(what ? { what } : {}),
          ...(ofOther ? { ofOther } : {}),
          ...remission,
        })),
      };
    };
    const written = await decideAndWrite<NewStatement, Statement>("A credit note", await decide(), async (note) => {
      const { account: _, lines: _lines, issue: _issue, seen: _seen, remissions: _remissions, ...head } = note;
      return (await stateOnce(table, [note], new Map(), noNumber)) ? { done: head } : { again: await decide() };
    });
    return { body: statementView(written) };
  };
}
