/** What waits is taken in hand by one staff member at a time: the others see who has it, and do not answer in their place. Pure. */
import type { Instant, Login } from "../../kernel/ids.ts";

/** Who of staff has it in hand, and since when. */
export interface Holder {
  readonly by: Login;
  /** As they were called then. */
  readonly byName: string;
  readonly at: Instant;
}

/** Names a thing that waits, of whatever subject: its kind, and what its subject finds it by. */
export type Thing = `${string}#${string}`;
export const thingOf = (kind: string, reference: string): Thing => `${kind}#${reference}`;

/** The colleague who has it in hand; null: it is free, or this person's own. */
export const heldByAnother = (holder: Holder | undefined, by: Login): Holder | null =>
  holder && holder.by !== by ? holder : null;
