/** Entering and withdrawing a month's quotient. Who comes second is told what the first did, and nothing is lost. */
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, PlainMonth } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import { localDate } from "../../kernel/time.ts";
import type { quotientActs } from "../contract/months.ts";
import { quotientOf, type Papers } from "../rules/formulas.ts";
import { faultyField, mostActs, spanOf, type Entered } from "../rules/entry.ts";
import { addAct, readQuotients, type QuotientAct } from "../store/quotients.ts";
import { quotientWords as words } from "../words.fr.ts";
import { familyQuotientView, type QuotientDependencies } from "./look.ts";

type Acts = UseCases<typeof quotientActs>;
type EnterBody = Parameters<Acts["quotient.enter"]>[0]["body"];
type PapersBody = Extract<EnterBody, { readonly origin: "papers" }>["papers"];

const wrong = (field: string, message: string): Problem =>
  new Problem("request.invalid", { detail: message, errors: [{ field, message }] });

const papersOf = (papers: PapersBody): Papers => {
  switch (papers.kind) {
    case "caf":
      return {
        ...papers,
        yearlyIncome: cents(papers.yearlyIncome),
        monthlyBenefits: cents(papers.monthlyBenefits),
      };
    case "fiscal":
      return { ...papers, yearlyIncome: cents(papers.yearlyIncome) };
    case "perPerson":
      return {
        ...papers,
        monthlyIncome: cents(papers.monthlyIncome),
        monthlyBenefits: cents(papers.monthlyBenefits),
        monthlyRent: cents(papers.monthlyRent),
      };
  }
};

/** The value: as it stands on a statement, or counted from the papers by the town's own formula. */
function valueOf(body: EnterBody, kind: Papers["kind"]): Cents {
  if (body.origin !== "papers") return cents(body.value);
  if (body.papers.kind !== kind) throw wrong("papers", words.otherKind);
  return quotientOf(papersOf(body.papers));
}

function spanFor(
  { from, until }: EnterBody,
  month: PlainMonth,
  { clock, town }: QuotientDependencies,
): Pick<Entered, "from" | "until"> {
  const span = spanOf({ month, from, until }, localDate(clock()), town.quotient.validity);
  if ("fault" in span) throw wrong(faultyField[span.fault], words[span.fault]);
  return span;
}

/** Writes the act; a problem says what somebody else did meanwhile. */
async function write(
  { table, town }: QuotientDependencies,
  code: FamilyCode,
  { month, seen }: { readonly month: PlainMonth; readonly seen: number },
  act: QuotientAct,
): Promise<void> {
  if (seen >= mostActs) throw new Problem("notPossible", words.tooMany);
  const stands = await addAct(table, code, { kind: town.quotient.kind, month, seen }, act);
  if (!stands) return;
  const last = stands.acts.at(-1);
  throw new Problem(
    "changed",
    last ? words.changed(last.byName, last.at, last.entered?.value ?? null, act.entered?.value ?? null) : words.gone,
  );
}

export function quotientActUseCases(dependencies: QuotientDependencies): Acts {
  const { table, clock, town } = dependencies;
  return {
    "quotient.enter": async ({ params: { familyCode, month }, body, session }) => {
      const entered: Entered = {
        value: valueOf(body, town.quotient.kind),
        ...spanFor(body, month, dependencies),
        origin: body.origin,
      };
      const family = await familyOf(table, familyCode);
      const { idempotencyKey: key, seen, reason } = body;
      const act = { at: clock(), by: session.login, byName: session.displayName, reason, key, entered };
      await write(dependencies, familyCode, { month, seen }, act);
      return { body: familyQuotientView(dependencies, family, await readQuotients(table, familyCode)) };
    },
    "quotient.withdraw": async ({ params: { familyCode, month }, body, session }) => {
      const [family, months] = await Promise.all([familyOf(table, familyCode), readQuotients(table, familyCode)]);
      const { idempotencyKey: key, seen, reason } = body;
      const known = months.find(({ kind, month: of }) => kind === town.quotient.kind && of === month);
      // What this page saw: an act of somebody else since is told by the write below.
      if (!known || (known.version === seen && known.acts.at(-1)?.entered === null))
        throw new Problem("notPossible", words.nothingToWithdraw);
      const act = { at: clock(), by: session.login, byName: session.displayName, reason, key, entered: null };
      await write(dependencies, familyCode, { month, seen }, act);
      return { body: familyQuotientView(dependencies, family, await readQuotients(table, familyCode)) };
    },
  };
}
