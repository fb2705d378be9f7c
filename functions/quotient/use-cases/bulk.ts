/**
 * Quotients of many families from a file. Nothing is kept between the steps: whoever comes back with the same file finds
 * what was entered as it stands, and goes on with the rest. What somebody has changed since, or changes meanwhile, stays,
 * and is said.
 */
import { nameInLetters, type Household } from "../../family/rules/family.ts";
import { meantHouseholds } from "../../family/store/meant-code.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { UnreadableFile } from "../../import/fault.ts";
import { cents } from "../../kernel/money.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { localDate } from "../../kernel/time.ts";
import type { ComparedLine, EnteredLine, quotientBulk, QuotientLineView } from "../contract/bulk.ts";
import { readQuotientsFile } from "../file/quotients-file.ts";
import { judgeEntry, sameEntry, spanOf, type Entered } from "../rules/entry.ts";
import { addAct, readMonths, type QuotientAct, type QuotientMonth } from "../store/quotients.ts";
import { quotientWords as words } from "../words.fr.ts";
import type { QuotientDependencies } from "./look.ts";

type Bulk = UseCases<typeof quotientBulk>;

/** Writes of one batch that are under way at once: staff's other work, and families', must not wait for them. */
const writesAtOnce = 8;

const enteredBy = ({ value, from, until, origin }: QuotientLineView): Entered => ({
  value: cents(value),
  from,
  until,
  origin,
});

const readFile =
  ({ town: { quotient }, clock }: QuotientDependencies): Bulk["quotient.readFile"] =>
  ({ body: { file, month, origin } }) => {
    try {
      const read = readQuotientsFile(Buffer.from(file, "base64"), {
        month,
        origin,
        ...quotient,
        today: localDate(clock()),
      });
      return Promise.resolve({
        body: {
          lines: [...read.lines],
          faults: [...read.faults],
          notices: [...read.notices],
          ignoredColumns: [...read.ignoredColumns],
          lineCount: read.lineCount,
        },
      });
    } catch (error) {
      if (error instanceof UnreadableFile) throw new Problem("notPossible", error.message);
      throw error;
    }
  };

function compared(line: QuotientLineView, household: Household | null, known: QuotientMonth | null): ComparedLine {
  const about = { line: line.line, familyCode: household?.code ?? line.familyCode, seen: known?.version ?? 0 };
  if (!household) return { ...about, outcome: "refused", reason: words.noFamily };
  const [first] = household.guardians;
  const acts = known?.acts ?? [];
  const last = acts.at(-1);
  const shown = {
    ...about,
    ...(first ? { familyName: nameInLetters(first) } : {}),
    ...(last
      ? { stands: last.entered && { value: last.entered.value, origin: last.entered.origin, by: last.byName } }
      : {}),
  };
  const outcome = judgeEntry(acts, enteredBy(line));
  if (outcome === "full") return { ...shown, outcome: "refused", reason: words.full };
  if (outcome === "kept" && last)
    return { ...shown, outcome, reason: words.kept(last.byName, last.at, last.entered?.value ?? null) };
  return { ...shown, outcome };
}

const compare =
  ({ table, town }: QuotientDependencies): Bulk["quotient.compare"] =>
  async ({ body: { lines } }) => {
    const householdOf = await meantHouseholds(
      table,
      lines.map(({ familyCode }) => familyCode),
    );
    const codeOf = ({ familyCode }: QuotientLineView) => householdOf(familyCode)?.code ?? familyCode;
    const monthOf = await readMonths(
      table,
      town.quotient.kind,
      lines.map((line) => ({ code: codeOf(line), month: line.month })),
    );
    return {
      body: {
        lines: lines.map((line) => compared(line, householdOf(line.familyCode), monthOf(codeOf(line), line.month))),
      },
    };
  };

/** What somebody else's act, which stands, makes of a line: the same value is no quarrel. */
function refusedBy(line: number, { acts }: QuotientMonth, entered: Entered): EnteredLine {
  const last = acts.at(-1);
  if (last?.entered && sameEntry(last.entered, entered)) return { line, outcome: "same" };
  return {
    line,
    outcome: "refused",
    reason: last ? words.meanwhile(last.byName, last.at, last.entered?.value ?? null) : words.gone,
  };
}

const enterMany =
  ({ table, clock, town: { quotient } }: QuotientDependencies): Bulk["quotient.enterMany"] =>
  async ({ body: { idempotencyKey: key, reason, lines }, session }) => {
    const { kind, validity } = quotient;
    const [householdOf, monthOf] = await Promise.all([
      meantHouseholds(
        table,
        lines.map(({ familyCode }) => familyCode),
      ),
      readMonths(
        table,
        kind,
        lines.map(({ familyCode: code, month }) => ({ code, month })),
      ),
    ]);
    const today = localDate(clock());
    const enter = async (one: (typeof lines)[number]): Promise<EnteredLine> => {
      const { line, familyCode, month, seen } = one;
      const refused = (reason: string): EnteredLine => ({ line, outcome: "refused", reason });
      if (householdOf(familyCode)?.code !== familyCode) return refused(words.noFamily);
      const span = spanOf(one, today, validity);
      if ("fault" in span) return refused(words[span.fault]);
      const entered = enteredBy(one);
      const known = monthOf(familyCode, month);
      // Entered by this very file, in a batch whose answer was lost; or changed by somebody else meanwhile.
      if (known?.acts.some((act) => act.key === key)) return { line, outcome: "same" };
      if (known && known.version !== seen) return refusedBy(line, known, entered);
      const judged = judgeEntry(known?.acts ?? [], entered);
      const last = known?.acts.at(-1);
      if (judged === "same") return { line, outcome: "same" };
      if (judged === "full") return refused(words.full);
      if (judged === "kept" && last) return refused(words.kept(last.byName, last.at, last.entered?.value ?? null));
      const act: QuotientAct = { at: clock(), by: session.login, byName: session.displayName, reason, key, entered };
      const stands = await addAct(table, familyCode, { kind, month, seen }, act);
      return stands ? refusedBy(line, stands, entered) : { line, outcome: "entered" };
    };
    return { body: { lines: [...(await inParallel(lines, writesAtOnce, enter))] } };
  };

export const quotientBulkUseCases = (dependencies: QuotientDependencies): Bulk => ({
  "quotient.readFile": readFile(dependencies),
  "quotient.compare": compare(dependencies),
  "quotient.enterMany": enterMany(dependencies),
});
