/**
 * What a return file tells is entered article by article, by the ledger's own entries: each in one transaction with the invoice
 * that it settles, both expected as they were read. Cut anywhere, the file is read again: what is entered is no news then.
 */
import { dueOf, paidMore, unsettled } from "../../billing/rules/settlement.ts";
import { settlementWrite } from "../../billing/store/settlements.ts";
import { readStatement } from "../../billing/store/statements.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import type { Clock } from "../../kernel/clock.ts";
import { cents, priceInWords } from "../../kernel/money.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { localDate } from "../../kernel/time.ts";
import { divide } from "../../payment/rules/ledger.ts";
import { paymentWrite, readPayments } from "../../payment/store/payments.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import type { FoundArticle, ReturnView, treasuryReturns } from "../contract/returns.ts";
import { readReturn, type ReadReturn } from "../return-file.ts";
import { arrivals, entryName, knownSince, type Finding, type Told } from "../rules/return.ts";
import { roleName } from "../rules/role-name.ts";
import type { Article } from "../rules/role.ts";
import { noteRefused, readArticles, readRole, type KeptArticles, type KeptRole } from "../store/roles.ts";
import { returnWords as words } from "../words.fr.ts";

interface Dependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** Articles that are looked at, at once. */
const width = 8;

interface Known {
  readonly role: KeptRole;
  readonly held: KeptArticles;
}

interface Found {
  readonly finding: Finding;
  readonly sentence?: string | undefined;
  readonly names?: readonly string[] | undefined;
  readonly amount?: number;
  readonly over?: number;
}

/** The role and its articles, by the number that a file gives it; read once each. */
function rolesOf(table: Table, { budget }: ReadReturn): (year: number, number: number) => Promise<Known | null> {
  const read = new Map<string, Promise<Known | null>>();
  return (year, number) => {
    const name = roleName(budget, year, number);
    const known =
      read.get(name) ??
      Promise.all([readRole(table, name), readArticles(table, name)]).then(([role, held]) =>
        role && held ? { role, held } : null,
      );
    read.set(name, known);
    return known;
  };
}

/** Enters what is new of an article, or says what would be. */
const enterArticle = (
  { table, clock }: Dependencies,
  { role }: Known,
  article: Article,
  told: Told,
  by: StaffSession | null,
): Promise<Found> =>
  decideAndWrite<null, Found>("An invoice that the treasury collects", null, async () => {
    const { familyCode, period, number } = article;
    const { accountId } = role;
    const [invoice, entries] = await Promise.all([
      readStatement(table, { familyCode, period, accountId }),
      readPayments(table, familyCode),
    ]);
    if (!invoice?.issue) return { done: { finding: "unknown", sentence: words.gone } };
    const { names } = invoice.issue.addressee;
    const known = knownSince(entries, number, role.at);
    const at = clock();
    const today = localDate(at);
    const news = arrivals(told, known);
    if (news.length === 0)
      return told.received < known
        ? { done: { finding: "ahead", sentence: words.ahead, names } }
        : told.otherwise > 0 && dueOf(invoice) > 0
          ? { done: { finding: "otherwise", sentence: words.otherwise(priceInWords(cents(told.otherwise))), names } }
          : { done: { finding: "same" } };
    if (invoice.settlement?.awaited) return { done: { finding: "awaited", sentence: words.awaited, names } };
    if (news.some(({ on }) => on > today)) return { done: { finding: "unread", sentence: words.toCome, names } };
    const amount = news.reduce((sum, one) => sum + one.amount, 0);
    const over = Math.max(0, amount - dueOf(invoice));
    const found: Found = {
      finding: "paid",
      names,
      amount,
      over,
      ...(over > 0 ? { sentence: words.over(priceInWords(cents(over))) } : {}),
    };
    if (!by) return { done: found };
    let due = dueOf(invoice);
    const named: { readonly name: string }[] = [...entries];
    const writes: Writes = news.map((one) => {
      const { parts, over: left } = divide(one.amount, [{ key: invoice, due }]);
      due = cents(due - (one.amount - left));
      const name = entryName(named, number);
      named.push({ name });
      return paymentWrite({
        name,
        kind: "payment",
        familyCode,
        accountId,
        means: "treasury",
        amount: one.amount,
        parts: parts.map((part) => ({ period, number, amount: part.amount })),
        over: left,
        on: one.on,
        at,
        reference: `Rôle ${role.number} de ${role.year}, article ${told.article}`,
        by: { login: by.login, name: by.displayName },
      });
    });
    const settled = settlementWrite(invoice, paidMore(invoice.settlement ?? unsettled, amount - over));
    return (await transact(table, [...writes, settled])) === "done" ? { done: found } : { again: null };
  });

function refusal(told: Told): Found | null {
  if (told.state === "refused") return { finding: "refused", sentence: words.refused(words.why(told.why)) };
  if (told.state === "cancelled") return { finding: "cancelled", sentence: words.cancelled(words.why(told.why)) };
  return null;
}

/** Notes what the treasury has refused of a role: the next one asks for it again. */
async function refuse(table: Table, name: string, articles: readonly number[]): Promise<void> {
  await decideAndWrite<null, null>("The articles of a role", null, async () => {
    const held = await readArticles(table, name);
    const fresh = articles.filter((one) => held && one <= held.articles.length && !held.refused.includes(one));
    if (!held || fresh.length === 0) return { done: null };
    return (await noteRefused(table, name, held.refused, [...held.refused, ...fresh]))
      ? { done: null }
      : { again: null };
  });
}

async function enterFile(
  dependencies: Dependencies,
  file: string,
  by: StaffSession | null,
): Promise<{ readonly body: ReturnView }> {
  const { table } = dependencies;
  const read = readReturn(Buffer.from(file, "base64"));
  if (!read) throw new Problem("notPossible", words.noReturn);
  const { told, unread, refusedWhole, others } = read;
  if (told.length + unread.length + refusedWhole.length === 0) throw new Problem("notPossible", words.nothing);
  const roleOf = rolesOf(table, read);
  const view = (one: Told, found: Found, article?: Article): FoundArticle => ({
    finding: found.finding,
    article: `${one.role}/${one.article}`,
    ...(article ? { familyCode: article.familyCode, number: article.number } : {}),
    names: [...(found.names ?? [])],
    amount: found.amount ?? 0,
    over: found.over ?? 0,
    ...(found.sentence === undefined ? {} : { sentence: found.sentence }),
  });
  const found = await inParallel(told, width, async (one): Promise<FoundArticle> => {
    const known = await roleOf(one.year, one.role);
    if (!known) return view(one, { finding: "unknown", sentence: words.unknownRole });
    const article = known.held.articles[one.article - 1];
    if (!article) return view(one, { finding: "unknown", sentence: words.unknownArticle });
    if (one.debt !== undefined && Number(one.debt) !== Number(article.debt))
      return view(one, { finding: "unknown", sentence: words.otherDebt(one.debt, article.debt) }, article);
    const refused = refusal(one);
    if (refused) {
      if (by && refused.finding === "refused") await refuse(table, known.role.name, [one.article]);
      return view(one, refused, article);
    }
    return view(one, await enterArticle(dependencies, known, article, one, by), article);
  });
  const whole = await inParallel(refusedWhole, 1, async ({ year, role }): Promise<FoundArticle> => {
    const known = await roleOf(year, role);
    if (by && known)
      await refuse(
        table,
        known.role.name,
        known.held.articles.map((_, index) => index + 1),
      );
    return {
      finding: known ? "refused" : "unknown",
      article: String(role),
      names: [],
      amount: 0,
      over: 0,
      sentence: known ? words.refused("") : words.unknownRole,
    };
  });
  const odd = unread.map((article): FoundArticle => ({
    finding: "unread",
    article,
    names: [],
    amount: 0,
    over: 0,
    sentence: words.unread,
  }));
  const all = [...found, ...whole, ...odd];
  return {
    body: {
      articles: told.length + unread.length,
      same: all.filter(({ finding }) => finding === "same").length,
      amount: all.reduce((sum, { amount }) => sum + amount, 0),
      found: all.filter(({ finding }) => finding !== "same"),
      others,
    },
  };
}

export const treasuryReturnUseCases = (dependencies: Dependencies): UseCases<typeof treasuryReturns> => ({
  "treasury.readReturn": ({ body: { file } }) => enterFile(dependencies, file, null),
  "treasury.enterReturn": ({ body: { file }, session }) => enterFile(dependencies, file, session),
});
