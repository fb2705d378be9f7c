/** Where a family's quotient may come from: a tariff may take some of them only. */

/** How a value came to be known. */
export const quotientOrigins = [
  /** A statement of the family-benefits fund (CAF), or of its agricultural brother (MSA). */
  "caf",
  "msa",
  /** Counted from the family's papers (quotient/rules/formulas.ts). */
  "papers",
  /** Set by the town, for a family that no formula fits. */
  "decision",
  /** Told by the CAF or the MSA themselves, through the State's API Particulier. */
  "api",
] as const;
export type QuotientOrigin = (typeof quotientOrigins)[number];
