/**
 * « Quotient sur justificatifs »: a family that no fund knows sends its figures with the papers that prove them. They are a
 * part of its file of which nothing stands: each request says them whole, and what its acceptance enters is a month's
 * quotient, counted by the town's own formula. A family's word alone never becomes one.
 */
import { randomUUID } from "node:crypto";
import type { FieldsOf } from "../catalogue/rules/file-rules.ts";
import type { FieldValue } from "../family/rules/field-values.ts";
import { amount, count, parts, type Field } from "../family/sections/fields.ts";
import type { Section, Standing } from "../family/sections/section.ts";
import { readHousehold } from "../family/store/families.ts";
import { id, type Instant } from "../kernel/ids.ts";
import { localDate } from "../kernel/time.ts";
import type { QuotientKind, TownForFunctions } from "../kernel/town-for-functions.ts";
import { mostActs, sameEntry, type Entered } from "./rules/entry.ts";
import { bounds, countedOf, figuresOf, papersIn } from "./rules/figures.ts";
import { quotientOn } from "./rules/quotient.ts";
import { actAdded, readQuotients, standingValues, type QuotientAct, type QuotientMonth } from "./store/quotients.ts";
import { papersWords as words } from "./words.fr.ts";

type Name = FieldsOf<"quotientPapers">;

const fieldsOf = (kind: QuotientKind): Readonly<Record<Name, Field>> => ({
  yearlyIncome: amount({ id: "yearlyIncome", ...words.yearlyIncome[kind === "fiscal" ? "fiscal" : "caf"] }),
  monthlyIncome: amount({ id: "monthlyIncome", ...words.monthlyIncome }),
  monthlyBenefits: amount({ id: "monthlyBenefits", ...words.monthlyBenefits }),
  monthlyRent: amount({ id: "monthlyRent", ...words.monthlyRent }),
  children: count({ id: "children", ...words.children }, bounds.children),
  quarterParts: parts({ id: "quarterParts", ...words.quarterParts }, bounds.quarterParts),
  persons: count({ id: "persons", ...words.persons }, bounds.persons),
});

/** What stood last by the acts up to a moment; null: nothing. */
const stoodAt = ({ acts }: Pick<QuotientMonth, "acts">, at: Instant): Entered | null =>
  acts.findLast((one) => one.at <= at)?.entered ?? null;
const same = (one: Entered | null, other: Entered | null): boolean =>
  one === null || other === null ? one === other : sameEntry(one, other);

type Asked = Parameters<NonNullable<Standing["comesTo"]>>[1];

/** `quotient`: the way of counting that the town uses, and how long one counts. */
export function quotientPapersSection({ kind, validity }: TownForFunctions["quotient"]): Section {
  const fields = fieldsOf(kind);
  const counted = (values: Readonly<Record<string, FieldValue>>, { asked, at }: Asked) => {
    const papers = papersIn(kind, values);
    return papers && countedOf(papers, { asked: localDate(asked), decided: localDate(at) }, validity);
  };
  return {
    id: "quotientPapers",
    title: words.title,
    fields: figuresOf[kind].map((name) => fields[name]),
    saidWhole: true,
    read: async (table, code, _by, target, { toWrite } = { toWrite: false }) => {
      if (target?.guardianId !== undefined || target?.childId !== undefined) return [];
      // A form shows nothing of what is known; whoever decides does.
      const [household, months] = await Promise.all([
        readHousehold(table, code),
        toWrite ? readQuotients(table, code) : [],
      ]);
      if (!household) return [];
      const monthOf = (entered: { readonly month: QuotientMonth["month"] }) =>
        months.find((one) => one.kind === kind && one.month === entered.month) ?? {
          month: entered.month,
          version: 0,
          acts: [],
        };
      const adding = (month: Pick<QuotientMonth, "month" | "version">, act: Omit<QuotientAct, "key">) => [
        actAdded(
          code,
          { kind, month: month.month, seen: month.version },
          { ...act, key: id("IdempotencyKey", randomUUID()) },
        ),
      ];
      return [
        {
          target: {},
          whose: null,
          values: Object.fromEntries(figuresOf[kind].map((name) => [name, null])),
          others: [],
          comesTo: (values, when) => {
            const found = counted(values, when);
            if (!found) return [];
            const known = quotientOn(standingValues(months), kind, found.from);
            return [
              { label: words.counted, said: words.value(found.value) },
              { label: words.wouldCount, said: words.span(found.from, found.until) },
              { label: words.knownThen, said: known ? words.known(known.value, known.until) : words.unknown },
            ];
          },
          refuse: (values, { act, asked, at }) => {
            const [first] = figuresOf[kind];
            if (act === "officeWrites") return { [first]: words.notHere };
            if (act === "familyAsks" || asked === undefined || at === undefined) return {};
            const found = counted(values, { asked, at });
            if (!found) return { [first]: words.otherKind };
            const { acts, version } = monthOf(found);
            const last = acts.at(-1);
            if (version >= mostActs) return { [first]: words.full };
            return last && !same(stoodAt({ acts }, asked), last.entered)
              ? { [first]: words.enteredSince(last.byName, last.at, last.entered?.value ?? null) }
              : {};
          },
          // What cannot be counted has been refused above, and writes nothing.
          write: (values, { at, hand, asked = at }) => {
            const found = hand.office ? counted(values, { asked, at }) : null;
            if (!found) return { writes: [] };
            const { value, from, until } = found;
            return {
              writes: adding(monthOf(found), {
                at,
                by: hand.login,
                byName: hand.by,
                reason: words.reason(asked),
                entered: { value, from, until, origin: "papers" },
              }),
            };
          },
          takeBack: (values, decided, { at, hand, asked = decided }) => {
            const found = counted(values, { asked, at: decided });
            const month = found && monthOf(found);
            const last = month?.acts.at(-1);
            // Somebody has entered another since, or taken this one out.
            if (!month || last?.at !== decided || last.reason !== words.reason(asked)) return null;
            const before = month.acts.at(-2)?.entered ?? null;
            return adding(month, {
              at,
              by: hand.login,
              byName: hand.by,
              reason: words.takenBack,
              entered: before,
            });
          },
        },
      ];
    },
  };
}
