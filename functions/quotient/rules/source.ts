/**
 * Where a family's quotient can be asked for: its number at the CAF or the MSA, the identity that API Particulier asks
 * by, and the consent without which neither is kept nor sent anywhere.
 */
import type { Instant, Login, PlainDate } from "../../kernel/ids.ts";

export const funds = ["caf", "msa"] as const;
export type Fund = (typeof funds)[number];

/**
 * The text that a family agrees to (words.fr.ts), by its day. A change of the text is another version: consents already
 * given name the one that was read.
 */
export const consentVersion = "2026-11-26";

/** As API Particulier asks for it: only the person who has the file at the fund finds it. */
export interface AskedIdentity {
  readonly birthName: string;
  /** All of them, in their order. */
  readonly firstNames: readonly string[];
  readonly birthDate: PlainDate;
  readonly sex: "F" | "M";
  /** INSEE's code of the commune (`45252`), or of the country (`99350`) for who was born abroad. */
  readonly birthPlace: string;
}

/** A consent given or withdrawn, as it is kept. */
export interface ConsentAct {
  readonly what: "given" | "withdrawn";
  /** Of the text. */
  readonly text: string;
  readonly at: Instant;
  readonly by: Login;
  readonly byName: string;
  /** Entered by the office, for a family that said so: how it did. */
  readonly reason?: string | undefined;
}

/** How an asking ended; what was found is a value of its own. */
export const askOutcomes = ["found", "notFound", "noResources", "away"] as const;
export type AskOutcome = (typeof askOutcomes)[number];

/** France, among the codes of countries. */
const france = "99100";
const isAbroad = (birthPlace: string): boolean => birthPlace.startsWith("99");

/** Country and commune of a birth, as API Particulier wants them. */
export const birthCodes = (birthPlace: string): { readonly country: string; readonly commune?: string } =>
  isAbroad(birthPlace) ? { country: birthPlace } : { country: france, commune: birthPlace };

/** `••••567`: enough to recognise one's own, of no use to anybody else. */
export const masked = (number: string): string => `${"•".repeat(Math.max(0, number.length - 3))}${number.slice(-3)}`;

/** Whether the family agrees today, to the text that is read today. */
export const agreedTo = (acts: readonly Pick<ConsentAct, "what" | "text">[]): boolean => acts.at(-1)?.what === "given";

/**
 * Seconds before the same family may ask again. What was found is the same for a day: the State's own answer is kept
 * that long. A service that is away is given a moment.
 */
const pauses: Readonly<Record<AskOutcome, number>> = { found: 24 * 3600, notFound: 600, noResources: 3600, away: 60 };

export function waitBeforeAsking(
  asked: { readonly at: Instant; readonly outcome: AskOutcome } | undefined,
  now: Instant,
): number {
  if (!asked) return 0;
  return Math.max(0, Math.ceil(pauses[asked.outcome] - (Date.parse(now) - Date.parse(asked.at)) / 1000));
}
