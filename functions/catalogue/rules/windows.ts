/**
 * Période de réservation: from when a family may book. It opens in steps (residents of the territory first), and after
 * the close it can be read but not booked.
 */
import type { Activity, BookingWindow } from "./catalogue.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { minuteOver } from "../../kernel/time.ts";

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
  const first = (instants: readonly Instant[]): Instant =>
    instants.reduce((one, other) => (other < one ? other : one), window.closesAt);
  const opensAt = first(steps.map((step) => step.opensAt));
  const earliest = first(window.steps.map((step) => step.opensAt));
  const state = minuteOver(window.closesAt, now) ? "readOnly" : now < opensAt ? "soon" : "open";
  return { state, opensAt, closesAt: window.closesAt, openToOthersFirst: earliest < opensAt };
}

/** The window that opens a day, or null when none does yet. */
export const windowOn = ({ windows }: Pick<Activity, "windows">, date: PlainDate): BookingWindow | null =>
  windows.find(({ from, to }) => from <= date && date <= to) ?? null;

const rank = { open: 0, soon: 1, readOnly: 2 } as const;

/**
 * The window to show for the whole activity: one that is open, else the next to open, else the last that closed; null
 * without any.
 */
export function windowShown(
  { windows }: Pick<Activity, "windows">,
  resident: boolean,
  now: Instant,
): WindowState | null {
  const states = windows.map((window) => windowFor(window, resident, now));
  const sooner = (one: Instant, other: Instant): number => (one < other ? -1 : one > other ? 1 : 0);
  const [first] = states.sort(
    (one, other) =>
      rank[one.state] - rank[other.state] ||
      (one.state === "soon" ? sooner(one.opensAt, other.opensAt) : sooner(other.closesAt, one.closesAt)),
  );
  return first ?? null;
}
