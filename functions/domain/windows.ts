/**
 * Période de réservation: from when a family may book. It opens in steps (residents of the territory first), and after the close it
 * can be read but not booked.
 */
import type { BookingWindow } from "./catalogue.ts";
import type { Instant } from "./ids.ts";

export interface WindowState {
  readonly state: "open" | "soon" | "readOnly";
  /** When it opens, or opened, for this family. */
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** Whether another step opens it earlier, to families that this one is not among. */
  readonly openToOthersFirst: boolean;
}

/** The window as it stands for a family. Without a step for it, it never opens: `opensAt` is then its close. */
export function windowFor(window: BookingWindow, resident: boolean, now: Instant): WindowState {
  const steps = window.steps.filter((step) => step.for === "everyone" || resident);
  const first = (instants: readonly Instant[]): Instant => instants.reduce((one, other) => (other < one ? other : one), window.closesAt);
  const opensAt = first(steps.map((step) => step.opensAt));
  const earliest = first(window.steps.map((step) => step.opensAt));
  const state = now >= window.closesAt ? "readOnly" : now < opensAt ? "soon" : "open";
  return { state, opensAt, closesAt: window.closesAt, openToOthersFirst: earliest < opensAt };
}
