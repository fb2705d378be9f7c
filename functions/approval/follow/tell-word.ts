/**
 * A staff member's word is told once it can no longer be taken back: the stream shows it, its moment is put as a one-time
 * schedule, and what stands at that moment decides (each subject's own `follow`). The scheduler calls a minute later at
 * the soonest, and a request that takes a word back lives half as long: no word is told under the hand that undoes it.
 */
import { plusSeconds, type Clock } from "../../kernel/clock.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import { toldFrom } from "../rules/word.ts";

/** What words are about. */
export const wordKinds = ["request", "enrolment", "document", "booking"] as const;
export type WordKind = (typeof wordKinds)[number];

/** A word to tell, unless it has been taken back. */
export interface WordToTell {
  readonly familyCode: FamilyCode;
  readonly word: WordKind;
  /** How its subject finds what it was said of. */
  readonly reference: string;
  /** Which word: what was said of it later is told by itself. */
  readonly said: string;
}

export interface Telling {
  readonly table: Table;
  readonly clock: Clock;
}

export interface TellLaterDependencies {
  readonly tellLater: (word: WordToTell, at: Instant) => Promise<void>;
}

/** Tells a word that stands. Again: nobody is told twice. */
export type TellWord<D extends Telling = Telling> = (dependencies: D, word: WordToTell) => Promise<void>;

/** Seconds after which no request that could take the word back lives any more. */
const longestRequest = 60;

/** Has a word told once its time to be taken back is over: at once, where the stream shows it only long after. */
export async function tellInTime<D extends Telling>(
  dependencies: D & TellLaterDependencies,
  tell: TellWord<D>,
  word: WordToTell,
  at: Instant,
): Promise<void> {
  if (dependencies.clock() > plusSeconds(at, longestRequest)) await tell(dependencies, word);
  else await dependencies.tellLater(word, toldFrom(at));
}
