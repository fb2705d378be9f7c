/**
 * Kinds of mail. The kit knows none: a subject says in its `mails.fr.ts` what each of its kinds tells, and adds it to
 * `MailFacts`:
 *
 *     declare module "../mail/kinds.ts" {
 *       interface MailFacts {
 *         readonly closed: ClosedFacts;
 *       }
 *     }
 *
 * From there the compiler holds the rest together: only declared kinds can be written (outbox.ts), with their own
 * facts, and the registry of the function that sends (wiring/mails.ts) must have every one of them.
 */
import type * as z from "zod/mini";
import type { ChildId, FamilyCode, FirstRequestId, Login } from "../kernel/ids.ts";
import type { MailFrame } from "./frame.ts";
import type { MailContent } from "./layout.ts";

/** What each kind tells, by its name in the record; subjects add theirs. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the subjects
export interface MailFacts {}
export type MailKindName = keyof MailFacts;

/** A mail of some kind, as it is written. */
export type Mail = {
  readonly [K in MailKindName]: { readonly kind: K; readonly facts: MailFacts[K] };
}[MailKindName];

/** What a kind tells, as its record holds it, and how that is said. */
export interface MailKind<Facts> {
  /** Made when a mail of the kind is first read. */
  readonly facts: () => z.ZodMiniType<Facts>;
  readonly content: (frame: MailFrame, facts: Facts) => MailContent;
}

/** Whose mail it is: under whom its record stands. */
export type MailOwner =
  | { readonly familyCode: FamilyCode; readonly about: readonly ChildId[] }
  | { readonly login: Login }
  | { readonly requestId: FirstRequestId };

/** One reader of a mail. */
export interface Reader {
  /** Names the reader among those of the mail, so that each gets it once: a guardian's rank; `1` for a single reader. */
  readonly id: string;
  readonly to: string;
  /** How this reader stops receiving such mails, for people and for programs. */
  readonly stop?: {
    readonly shown: NonNullable<MailContent["stop"]>;
    readonly headers: Readonly<Record<string, string>>;
  };
}

/** Who reads a mail, as things stand when it is sent, and the origin that its links lead to. */
export interface Audience {
  readonly portal: string;
  readonly readers: readonly Reader[];
  /** Nobody is to be told, by telephone either: who could be may not know of it. */
  readonly nobody?: true;
}
export type FindAudience<Facts> = (owner: MailOwner, facts: Facts) => Promise<Audience>;

/** All that sending needs to know of every kind. */
export type MailRegistry = {
  readonly [K in MailKindName]: MailKind<MailFacts[K]> & { readonly audience: FindAudience<MailFacts[K]> };
};
