/**
 * The price that was said when something was booked, as the booking keeps it: a few bytes, since a child's day is written
 * by every booking of it.
 *
 *     c   amount, in cents
 *     q   the quotient that it was counted by
 *     t   the tariff, and the day from which its edition holds
 *     w   why: one word a reason, in the order in which the price was made
 */
import * as z from "zod/mini";
import { rate, type Rate } from "../../kernel/exact.ts";
import { id } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import { quotientOrigins } from "../../catalogue/rules/quotient-origins.ts";
import { flatSpans, regimes, type FlatSpan } from "../../catalogue/rules/tariffs.ts";
import { payers, type HelpPart } from "../rules/circumstances.ts";
import type { Price, PriceReason } from "../rules/price-of.ts";

const partWord = (part: HelpPart): string => ("share" in part ? `*${part.share}` : `+${part.amount}`);

const spanLetters: Readonly<Record<FlatSpan, string>> = { week: "w", month: "m", period: "p" };

/** A first letter says which reason, its numbers follow. */
function wordOf(reason: PriceReason): string {
  switch (reason.kind) {
    case "flat":
      return `f${reason.amount}`;
    case "bracket":
      return `b${reason.from}-${reason.to ?? ""}${reason.below === null ? "" : `/${reason.below}`}`;
    case "effortRate": {
      const { held } = reason;
      return `e${reason.rate}*${reason.quotient}${held ? `${held.bound === "floor" ? "<" : ">"}${held.amount}` : ""}`;
    }
    case "withoutQuotient":
      return `n${reason.refused ?? ""}`;
    case "resident":
      return reason.resident ? "r1" : "r0";
    case "ownMeal":
      return "m";
    case "span":
      return `d${spanLetters[reason.span]}${reason.bears ? 1 : 0}`;
    case "time":
      return `h${reason.block}x${reason.count ?? ""}*${reason.each}`;
    case "sibling":
      return `s${reason.rank}${reason.counted === "sameDay" ? "d" : "i"}${reason.share ?? ""}`;
    case "late":
      return "share" in reason.surcharge ? `l*${reason.surcharge.share}` : `l+${reason.surcharge.amount}`;
    case "split":
      return `g${reason.care}/${reason.food}`;
    case "worksHere":
      return "w";
    case "regime":
      return `a${reason.regime}`;
    case "payer":
      // A name may hold spaces, which part the words.
      return `p${reason.amount}/${reason.of}${partWord(reason.part)}${reason.payer}${reason.name === null ? "" : `:${encodeURIComponent(reason.name)}`}`;
    case "unbooked":
      throw new Error("What nobody booked has no booking that keeps its price");
  }
}

const amount = (digits: string | undefined): Cents => cents(Number(digits));
const share = (digits: string | undefined): Rate => rate(Number(digits));

/** Each shape, and what it says. */
const readers = lazily((): readonly (readonly [RegExp, (parts: readonly (string | undefined)[]) => PriceReason])[] => [
  [/^f(\d+)$/u, ([one]) => ({ kind: "flat", amount: amount(one) })],
  [
    /^b(\d+)-(\d*)(?:\/(\d+))?$/u,
    ([from, to, below]) => ({
      kind: "bracket",
      from: amount(from),
      to: to === "" ? null : amount(to),
      below: below === undefined ? null : Number(below),
    }),
  ],
  [
    /^e(\d+)\*(\d+)(?:([<>])(\d+))?$/u,
    ([by, quotient, bound, held]) => ({
      kind: "effortRate",
      rate: share(by),
      quotient: amount(quotient),
      held: bound === undefined ? null : { bound: bound === "<" ? "floor" : "ceiling", amount: amount(held) },
    }),
  ],
  [
    /^n([a-z]*)$/u,
    ([of]) => ({ kind: "withoutQuotient", refused: of === "" ? null : z.parse(z.enum(quotientOrigins), of) }),
  ],
  [/^r([01])$/u, ([one]) => ({ kind: "resident", resident: one === "1" })],
  [/^m$/u, () => ({ kind: "ownMeal" })],
  [/^w$/u, () => ({ kind: "worksHere" })],
  [
    /^d([wmp])([01])$/u,
    ([letter, bears]) => {
      const span = flatSpans.find((one) => spanLetters[one] === letter);
      if (!span) throw new Error(`No span of days is written ${letter}`);
      return { kind: "span", span, bears: bears === "1" };
    },
  ],
  [
    /^h(15|30|60)x(\d*)\*(\d+)$/u,
    ([block, count, each]) => ({
      kind: "time",
      block: block === "15" ? 15 : block === "30" ? 30 : 60,
      count: count === "" ? null : Number(count),
      each: amount(each),
      // What is kept is what was said when it was booked, before anybody had come.
      noted: false,
    }),
  ],
  [/^a(.+)$/u, ([of]) => ({ kind: "regime", regime: z.parse(z.enum(regimes), of) })],
  [
    /^p(\d+)\/(\d+)([*+])(\d+)([a-z]+)(?::(.+))?$/u,
    ([paid, of, sign, part, payer, name]) => ({
      kind: "payer",
      payer: z.parse(z.enum(payers), payer),
      name: name === undefined ? null : decodeURIComponent(name),
      part: sign === "*" ? { share: share(part) } : { amount: amount(part) },
      amount: amount(paid),
      of: amount(of),
    }),
  ],
  [
    /^s(\d+)([di])(\d*)$/u,
    ([rank, counted, due]) => ({
      kind: "sibling",
      rank: Number(rank),
      counted: counted === "d" ? "sameDay" : "enrolled",
      share: due === "" ? null : share(due),
    }),
  ],
  [/^l\*(\d+)$/u, ([one]) => ({ kind: "late", surcharge: { share: share(one) } })],
  [/^g(\d+)\/(\d+)$/u, ([care, food]) => ({ kind: "split", care: amount(care), food: amount(food) })],
  [/^l\+(\d+)$/u, ([one]) => ({ kind: "late", surcharge: { amount: amount(one) } })],
]);

function reasonOf(word: string): PriceReason {
  for (const [shape, read] of readers()) {
    const found = shape.exec(word);
    if (found) return read(found.slice(1));
  }
  throw new Error(`A booking keeps a reason of its price that cannot be read: ${word}`);
}

const record = lazily(() =>
  z.object({ c: z.int().check(z.minimum(0)), q: z.optional(z.int()), t: z.string(), w: z.string() }),
);
export type KeptPriceRecord = z.infer<ReturnType<typeof record>>;

/** How a booking's record holds it. */
export const keptPriceRecord = ({ amount: due, quotient, tariff, reasons }: Price): KeptPriceRecord => ({
  c: due,
  ...(quotient === null ? {} : { q: quotient }),
  t: `${tariff.id} ${tariff.effectiveFrom}`,
  w: reasons.map(wordOf).join(" "),
});

/** From its record. Throws when it is not what this module writes. */
export const keptPrice = lazily((): z.ZodMiniType<Price> =>
  z.pipe(
    record(),
    z.transform(({ c, q, t, w }): Price => {
      const [tariff = "", since = ""] = t.split(" ");
      return {
        amount: cents(c),
        quotient: q === undefined ? null : cents(q),
        reasons: w === "" ? [] : w.split(" ").map(reasonOf),
        tariff: { id: id("TariffId", tariff), effectiveFrom: id("PlainDate", since) },
      };
    }),
  ),
);
