/**
 * What is asked for a booking beside what was said when it was made. What was said is asked, unless something has moved
 * since by which the tariff counts: its edition, the quotient, who else comes that day, where the household lives, what
 * staff has said of it, which day bears a flat price, how long the child was there. Pure.
 */
import type { Price, PriceReason } from "./price-of.ts";

/** What has moved. */
export const movers = ["tariff", "quotient", "siblings", "residence", "circumstances", "span", "presence"] as const;
export type MovedBy = (typeof movers)[number];

const reasonOf = <K extends PriceReason["kind"]>({ reasons }: Price, kind: K) =>
  reasons.find((one): one is Extract<PriceReason, { kind: K }> => one.kind === kind);

/** What a reader of both would see move: by each mover, what it says. */
const saidOf: Readonly<Record<MovedBy, (price: Price) => string>> = {
  tariff: ({ tariff }) => `${tariff.id} ${tariff.effectiveFrom}`,
  quotient: (price) => `${price.quotient} ${reasonOf(price, "withoutQuotient") !== undefined}`,
  siblings: (price) => `${reasonOf(price, "sibling")?.rank ?? 1} ${reasonOf(price, "bracket")?.below ?? ""}`,
  circumstances: ({ reasons }) =>
    reasons
      .flatMap((one) => {
        if (one.kind === "payer") return [JSON.stringify([one.payer, one.name, one.part])];
        return one.kind === "regime"
          ? [one.regime]
          : one.kind === "ownMeal" || one.kind === "worksHere"
            ? [one.kind]
            : [];
      })
      .join("; "),
  span: (price) => {
    const said = reasonOf(price, "span");
    return said ? `${said.span} ${said.bears}` : "";
  },
  presence: (price) => String(reasonOf(price, "time")?.count),
  residence: (price) => String(reasonOf(price, "resident")?.resident),
};

export interface Asked {
  readonly price: Price;
  /** Empty: it is what was said. */
  readonly movedBy: readonly MovedBy[];
}

/** `promised`: as the booking keeps it; `now`: as everything stands. */
export function askedFor(promised: Price | undefined, now: Price): Asked {
  if (!promised || promised.amount === now.amount) return { price: now, movedBy: [] };
  const moved = movers.filter((mover) => saidOf[mover](promised) !== saidOf[mover](now));
  // The day that bears a flat price is told all that makes it, the others nothing of it.
  const movedBy: readonly MovedBy[] = moved.includes("span") ? ["span"] : moved;
  return movedBy.length > 0 ? { price: now, movedBy } : { price: promised, movedBy: [] };
}
