import { id, type Instant } from "./ids.ts";

/** The one source of time: handed to whatever needs it, so that tests choose it. */
export type Clock = () => Instant;

/** Milliseconds since 1970 as an instant, to the second. */
export const instantOf = (milliseconds: number): Instant =>
  id("Instant", `${new Date(milliseconds).toISOString().slice(0, 19)}Z`);

export const systemClock: Clock = () => instantOf(Date.now());

/** Seconds since 1970, the form of DynamoDB's TTL. */
export const epochSeconds = (instant: Instant): number => Date.parse(instant) / 1000;

export const plusSeconds = (instant: Instant, seconds: number): Instant =>
  instantOf(Date.parse(instant) + seconds * 1000);

export const minusSeconds = (instant: Instant, seconds: number): Instant => plusSeconds(instant, -seconds);
