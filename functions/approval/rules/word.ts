/**
 * A staff member's word on what waits for it: for some seconds it can be taken back, and nobody is told of it before
 * (follow/tell-word.ts). Whatever subject it is about, the seconds are the same. Pure.
 */
import { plusSeconds } from "../../kernel/clock.ts";
import type { Instant } from "../../kernel/ids.ts";

/** Seconds within which a decision can be taken back; nobody is told before. */
export const undoSeconds = 10;

/** Until when a word that was said at that moment can be taken back. */
export const undoUntil = (at: Instant): Instant => plusSeconds(at, undoSeconds);

/** Whether it still can: no family sees it yet. */
export const isFresh = (at: Instant, now: Instant): boolean => Date.parse(now) - Date.parse(at) <= undoSeconds * 1000;

/** The first moment at which it can no longer be taken back, and is told. */
export const toldFrom = (at: Instant): Instant => plusSeconds(at, undoSeconds + 1);
