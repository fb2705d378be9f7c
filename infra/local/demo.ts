/** What the demo town tells about itself, for the screen, `outputs.json` and the journeys in the browser. */
import type { LocalPortal } from "./portal.ts";

export interface DemoSignIn {
  /** Who that is, in French: « Parent de deux enfants ». */
  readonly who: string;
  readonly role: "guardian" | "staff";
  readonly login: string;
  readonly password: string;
  /** Base32, once staff need a second factor. */
  readonly totpSecret?: string;
}

/** A family that has its code and has not activated it, with what the invoice says. */
export interface DemoActivation {
  readonly familyCode: string;
  readonly lastName: string;
  readonly firstName: string;
}

export interface DemoFacts {
  readonly signIns: readonly DemoSignIn[];
  readonly activation: DemoActivation;
}

/** Fills a new portal. Loaded when needed only: later starts do not read the demo town's names and rules. */
export async function loadDemoTown(portal: LocalPortal): Promise<DemoFacts> {
  const { loadDemo } = await import("../demo/load.ts");
  return loadDemo(portal);
}
