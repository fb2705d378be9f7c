/** A kind of basket: what it does with a line. */
import type { BookingLine } from "../contract/basket.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import type { CostLine } from "../rules/costs.ts";
import type { Facts, KnownLine, LineResult } from "./facts.ts";
import type { Pretence } from "./pretend.ts";

export type SettleLine<L extends BookingLine> = (known: KnownLine<L>, facts: Facts) => Promise<LineResult>;

/** What a kind of basket does. */
export interface BasketKind<L extends BookingLine> {
  readonly name: "book" | "cancel" | "accept" | "decline" | "change" | "absence" | "ask" | "unask";
  readonly settle: SettleLine<L>;
  /** Whether a line asks for something that must be on the programme now; what is held already may have left it. */
  readonly asksNew?: (line: L) => boolean;
  /** What a line would obtain a place for, and so has a price; null or absent: nothing. */
  readonly obtains?: (line: L) => CostLine | null;
  /** Days that a line touches. */
  readonly daysOf?: (line: L) => readonly PlainDate[];
  /**
   * Plays a line, and says whether it would change anything. What has it is judged as a whole where days go together
   * (judge-minimum.ts).
   */
  readonly foresee?: (known: KnownLine<L>, pretence: Pretence) => boolean;
  /** Takes back what a line has just obtained, when the days that go with it were not. */
  readonly undo?: (known: KnownLine<L>, facts: Facts) => Promise<unknown>;
  /**
   * Whether a line may come to wait: ranks are given in the order of the lines of a day, as they were said before
   * (positions.ts), whichever child they are for.
   */
  readonly mayWait?: (line: L) => boolean;
  /** In which order lines are settled, where one depends on the other. */
  readonly inOrder?: <K extends KnownLine<L>>(lines: readonly K[]) => readonly K[];
  /** The family that sends it receives a receipt by mail (follow/tell-basket.ts). */
  readonly receipt?: true;
}
