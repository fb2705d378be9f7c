/** What will become of a basket, in the groups that the confirmation shows. */
import type { LineOutcome, RefusalView } from "../../../../functions/booking/contract/basket.ts";
import type { Answer } from "../../api/client.ts";
import { costOf, priceAt, type Cost, type PriceView } from "../cost.ts";
import type { Desk } from "../desk.ts";
import { keyOf, linesOf, type CellKey, type Line, type Selection } from "../basket/selection.ts";
import { inBaskets, inOneBasket, wishLine } from "../basket/submit.ts";

/** What would become of one line, its price said. */
type Forecast = Omit<Answer<"booking.preview">["lines"][number], "price"> & { readonly price?: PriceView | null };
/** What would become of a basket, and what it would change of what the household owes; null: nothing has a price. */
export interface Forecasts {
  readonly lines: readonly Forecast[];
  readonly cost: Cost | null;
}
type Fate = Exclude<Forecast["outcome"], "cancelled">;

/** Lines that do not pass for the same reason. */
export interface Refused {
  readonly refusal: RefusalView;
  readonly mayWait: boolean;
  readonly lines: readonly Line[];
}

export interface Outlook {
  readonly passing: Readonly<Record<Exclude<Fate, "refused">, readonly Line[]>>;
  readonly refused: readonly Refused[];
  readonly givenUp: readonly Line[];
  /** Of what waits or may: the rank it would have on its list, by the server's count. */
  readonly ranks: ReadonlyMap<CellKey, number>;
  /** Of each line that passes or is given up, where it has one. */
  readonly prices: ReadonlyMap<CellKey, PriceView>;
}

/** Asks the server what would become of the lines: those to give up too, which others may depend on. */
export async function forecast(
  preview: Desk["preview"],
  selection: Selection,
  signal: AbortSignal,
): Promise<Forecasts> {
  const parts = inBaskets(linesOf(selection, "book", "wait", "cancel"), inOneBasket);
  const answers = await Promise.all(parts.map((part) => preview(part.map(wishLine), signal)));
  return {
    lines: answers.flatMap(({ lines, prices }) =>
      lines.map((line) => ({ ...line, price: priceAt(prices, line.price) })),
    ),
    cost: costOf(answers),
  };
}

export function outlookOf(selection: Selection, forecasts: readonly Forecast[]): Outlook {
  const said = new Map<CellKey, Forecast>(forecasts.map((line) => [keyOf(line), line]));
  const lines = linesOf(selection, "book", "wait", "cancel").map((line) => ({
    line,
    said: said.get(keyOf(line.cell)),
  }));
  const passing = (fate: Fate): readonly Line[] =>
    lines.filter((it) => it.said?.outcome === fate).map(({ line }) => line);
  const refused = new Map<string, Refused>();
  for (const { line, said: forecasted } of lines) {
    if (forecasted?.outcome !== "refused" || !forecasted.refusal) continue;
    const { refusal, mayWait = false } = forecasted;
    const name = `${refusal.sentence}${String(mayWait)}`;
    refused.set(name, { refusal, mayWait, lines: [...(refused.get(name)?.lines ?? []), line] });
  }
  return {
    passing: { booked: passing("booked"), toApprove: passing("toApprove"), waiting: passing("waiting") },
    refused: [...refused.values()],
    givenUp: lines.flatMap(({ line, said: forecasted }) =>
      line.wish === "cancel" && forecasted?.outcome !== "refused" ? [line] : [],
    ),
    ranks: new Map(
      forecasts.flatMap((line) => (line.position === undefined ? [] : [[keyOf(line), line.position] as const])),
    ),
    prices: new Map(forecasts.flatMap((line) => (line.price ? [[keyOf(line), line.price] as const] : []))),
  };
}

const sums = {
  booked: "booked",
  held: "held",
  accepted: "booked",
  toApprove: "toApprove",
  waiting: "waiting",
  cancelled: "cancelled",
  refused: "nothing",
  changed: "several",
  noted: "several",
  asked: "several",
} as const satisfies Record<LineOutcome, string>;

/** What became of the whole, in one word of those that the confirmation has. */
export function sumUp(outcomes: readonly LineOutcome[]): (typeof sums)[LineOutcome] | "partly" {
  const [sum = "nothing", ...others] = new Set(outcomes.map((outcome) => sums[outcome]));
  if (others.length === 0) return sum;
  return outcomes.includes("refused") ? "partly" : "several";
}

/** What « Confirmer » sends. `ifFull`: what is full by then goes to the waiting list. */
export const toSend = (
  { passing: { booked, toApprove, waiting }, givenUp }: Outlook,
  ifFull: "refuse" | "wait",
): readonly Line[] =>
  [
    ...givenUp,
    ...[...booked, ...toApprove].map((line) => (ifFull === "wait" ? { ...line, wish: "wait" as const } : line)),
    ...waiting,
  ].sort((a, b) => a.cell.date.localeCompare(b.cell.date) || keyOf(a.cell).localeCompare(keyOf(b.cell)));
