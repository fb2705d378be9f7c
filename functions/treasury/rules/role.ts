/**
 * Which of a month's invoices make the next role of an account. Each is in one role, once: what an earlier one holds stays out,
 * unless the treasury has refused it there. One family whose file lacks something never stops the others.
 */
import { printedNumber, plainNumber, type InvoiceNumber } from "../../billing/rules/number.ts";
import { usualThreshold } from "../../catalogue/rules/accounts.ts";
import { dueOf, type Settlement } from "../../billing/rules/settlement.ts";
import type { Household } from "../../family/rules/family.ts";
import type { FamilyCode, PlainMonth } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import { debtorOf, type Debtor, type Lack } from "./debtor.ts";

/** What of an invoice this looks at. */
export interface Invoiced {
  readonly familyCode: FamilyCode;
  readonly period: PlainMonth;
  readonly total: Cents;
  readonly settlement?: Settlement | undefined;
  readonly issue: { readonly number: InvoiceNumber };
}

/** An invoice as a role asks for it. */
export interface Article {
  readonly familyCode: FamilyCode;
  readonly period: PlainMonth;
  /** Digits alone; and as printed. */
  readonly debt: string;
  readonly number: string;
  readonly amount: Cents;
}

export interface Asked {
  readonly article: Article;
  readonly debtor: Debtor;
}

/**
 * Why an invoice stays out: `done`: nothing is due of it. `asked`: an earlier role holds it. `awaited`: a payment online is under
 * way. `small`: what is left due is below what may be collected.
 */
export type Out =
  | { readonly why: "done" | "asked" }
  | { readonly why: "awaited" | "small"; readonly article: Article }
  | { readonly why: "lacks"; readonly article: Article; readonly lacks: readonly Lack[] };

export interface Chosen {
  /** The budget's year: one role is of one. */
  readonly year: number;
  readonly asked: readonly Asked[];
  readonly out: readonly Out[];
  /** Of later years, or more than one role holds: for the next one. */
  readonly later: number;
}

/** Articles of one role: its file, its record and the time of a call have an end. */
export const mostArticles = 1000;

export function chooseArticles(
  invoices: readonly Invoiced[],
  { threshold }: { readonly threshold: Cents | null },
  known: ReadonlySet<string>,
  householdOf: (code: FamilyCode) => Household | null,
): Chosen {
  const judged = invoices.map((invoice): { readonly year: number; readonly is: Asked | Out } => {
    const { number } = invoice.issue;
    const year = number.year;
    const article: Article = {
      familyCode: invoice.familyCode,
      period: invoice.period,
      debt: plainNumber(number),
      number: printedNumber(number),
      amount: dueOf(invoice),
    };
    if (known.has(article.number)) return { year, is: { why: "asked" } };
    if (article.amount === 0) return { year, is: { why: "done" } };
    if (invoice.settlement?.awaited) return { year, is: { why: "awaited", article } };
    if (article.amount < Math.max(threshold ?? 0, usualThreshold)) return { year, is: { why: "small", article } };
    const whom = debtorOf(householdOf(invoice.familyCode));
    return {
      year,
      is: "debtor" in whom ? { article, debtor: whom.debtor } : { why: "lacks", article, lacks: whom.lacks },
    };
  });
  const ready = judged.flatMap(({ year, is }) => ("debtor" in is ? [{ year, is }] : []));
  const year = ready.length === 0 ? 0 : Math.min(...ready.map((one) => one.year));
  const asked = ready.filter((one) => one.year === year).map(({ is }) => is);
  return {
    year,
    asked: asked.slice(0, mostArticles),
    out: judged.flatMap(({ is }) => ("why" in is ? [is] : [])),
    later: ready.length - Math.min(asked.length, mostArticles),
  };
}

export const amountOf = (articles: readonly Pick<Article, "amount">[]): Cents =>
  cents(articles.reduce((sum, { amount }) => sum + amount, 0));
