/**
 * What is wrong with tariffs: quotients without a price or with two, children without a price, units without a price,
 * tariffs that are named and are not there. What passes here has a price for every family, whatever its file says.
 */
import type { PlainDate, TariffId, UnitId } from "../../kernel/ids.ts";
import { cents } from "../../kernel/money.ts";
import { eldest } from "./ages.ts";
import type { Activity } from "./catalogue.ts";
import type { Findings } from "./findings.ts";
import { lineFor, tariffOn, type Bracket, type LineFacts, type Tariff, type TariffCase } from "./tariffs.ts";

/** Ages of children, in whole years. */
const ages = Array.from({ length: eldest + 1 }, (_, age) => age);

/** Every child that the lines of a tariff tell apart. */
function casesOf({ lines }: Tariff): readonly LineFacts[] {
  const grades = [null, ...new Set(lines.flatMap((line) => line.case.grades ?? []))];
  const both = (told: boolean): readonly boolean[] => (told ? [true, false] : [true]);
  const asks = (what: (whom: TariffCase) => unknown): boolean => lines.some((line) => what(line.case) !== undefined);
  const homes = both(asks(({ residents, worksHere }) => residents ?? worksHere)).flatMap((resident) =>
    (asks(({ worksHere }) => worksHere) ? [false, true] : [false]).map((worksHere) => ({ resident, worksHere })),
  );
  // None is recorded of most households.
  const known = [null, ...new Set(lines.flatMap((line) => line.case.regimes ?? []))];
  const meals = lines.some((line) => line.case.ownMeal) ? [false, true] : [false];
  return homes.flatMap((home) =>
    known.flatMap((regime) =>
      meals.flatMap((ownMeal) =>
        ages.flatMap((age) => grades.map((grade) => ({ ...home, regime, age, grade, ownMeal }))),
      ),
    ),
  );
}

/** The first case of a unit that no line is for. */
const withoutLine = (tariff: Tariff, unit: UnitId): LineFacts | null =>
  casesOf(tariff).find((one) => lineFor(tariff, unit, one) === null) ?? null;

const unitsOf = ({ lines }: Tariff): readonly UnitId[] => [...new Set(lines.flatMap(({ units }) => units))];

function checkBrackets(brackets: readonly Bracket[], findings: Findings): void {
  let next = cents(0);
  for (const { from, to } of brackets) {
    if (from > next) findings.fault({ code: "quotientsWithoutPrice", from: next, to: cents(from - 1) }, "brackets");
    if (from < next) findings.fault({ code: "quotientsTwice", from, to: cents(next - 1) }, "brackets");
    if (to === null) return;
    next = cents(Math.max(next, to + 1));
  }
  findings.fault({ code: "quotientsWithoutPrice", from: next, to: null }, "brackets");
}

/** Prices that go down as quotients go up: most often two lines that changed places. */
function checkOrder(brackets: readonly Bracket[], findings: Findings): void {
  const first = ({ amount }: Bracket): number => (amount.kind === "amounts" ? (amount.amounts[0] ?? 0) : amount.floor);
  const falls = brackets.find((one, rank) => {
    const before = brackets[rank - 1];
    return before !== undefined && first(one) < first(before);
  });
  if (falls) findings.notice({ code: "priceFalls", from: falls.from }, "brackets");
}

export function checkTariff(tariff: Tariff, at: (line: number) => Findings, whole: Findings): void {
  for (const [rank, { price }] of tariff.lines.entries()) {
    if (price.kind !== "brackets") continue;
    checkBrackets(price.brackets, at(rank));
    checkOrder(price.brackets, at(rank));
  }
  for (const unit of unitsOf(tariff)) {
    const missing = withoutLine(tariff, unit);
    if (missing) whole.fault({ code: "caseWithoutPrice", unit, case: missing }, "lines");
  }
  for (const [rank, line] of tariff.lines.entries()) {
    const used = line.units.some((unit) => casesOf(tariff).some((one) => lineFor(tariff, unit, one) === line));
    if (!used) at(rank).notice({ code: "lineNeverUsed" });
  }
}

/** The tariff that an activity names has a price for each of its units, from its first day on. */
export function checkActivityTariff(
  { tariff: tariffId, from, to, units }: Pick<Activity, "tariff" | "from" | "to" | "units">,
  tariffs: readonly Tariff[],
  codes: readonly string[],
  findings: Findings,
): void {
  if (tariffId === undefined) return;
  if (!codes.includes(tariffId)) {
    findings.fault({ code: "tariffUnknown", tariff: tariffId, known: codes }, "tariff");
    return;
  }
  const editions = editionsIn(tariffs, tariffId, from, to);
  const [first] = editions;
  if (!first) {
    const begins = tariffs.find(({ id }) => id === tariffId)?.effectiveFrom;
    // Without any it is at fault itself, which has been told.
    if (begins !== undefined) findings.fault({ code: "tariffStartsLate", tariff: tariffId, from: begins }, "tariff");
    return;
  }
  if (first.effectiveFrom > from)
    findings.fault({ code: "tariffStartsLate", tariff: tariffId, from: first.effectiveFrom }, "tariff");
  for (const edition of editions)
    for (const { id: unit } of units)
      if (!unitsOf(edition).includes(unit))
        findings.of("units", unit).fault({
          code: "unitWithoutPrice",
          unit,
          tariff: tariffId,
          effectiveFrom: edition.effectiveFrom,
        });
}

/** The editions of a tariff that hold on some day from one to another, both included. */
const editionsIn = (tariffs: readonly Tariff[], id: TariffId, from: PlainDate, to: PlainDate): readonly Tariff[] => {
  const onFirstDay = tariffOn(tariffs, id, from);
  return [
    ...(onFirstDay ? [onFirstDay] : []),
    ...tariffs
      .filter((one) => one.id === id && one.effectiveFrom > from && one.effectiveFrom <= to)
      .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1)),
  ];
};
