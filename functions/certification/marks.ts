/**
 * The mark of a value: two that differ have two marks. It says no more than that, but is no secret: who can read it can
 * try the few values of a yes or no, so that it is kept and shown where the file itself may be read. Short, because a page
 * has some dozens of them.
 */
import { createHash } from "node:crypto";
import { canonical } from "../kernel/canonical.ts";
import type { Marks } from "./rules/pages.ts";

/** 96 bits: nobody gains by two values of one fact that have the same. */
const length = 16;

const markOf = (value: unknown): string =>
  createHash("sha256")
    .update(canonical(value ?? null) ?? "")
    .digest("base64url")
    .slice(0, length);

/** Of what a page shows, by the name of each fact. */
export const marksOf = (shown: Readonly<Record<string, unknown>>): Marks =>
  Object.fromEntries(Object.entries(shown).map(([fact, value]) => [fact, markOf(value)]));

/** Names all that a page shows to one reader. */
export const seenOf = (marks: Marks): string => markOf(marks);
