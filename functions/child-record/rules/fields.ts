/**
 * What a child's record may hold, field by field: which there are, in which section of the page, and whether it is
 * health. A field is named here, once; its shape is the contract's (contract/values.ts), its words are the site's.
 */

export const recordFields = [
  "contacts",
  "leaveAlone",
  "photo",
  "outings",
  "transport",
  "emergencyCare",
  "doctor",
  "insurance",
] as const;
export type RecordField = (typeof recordFields)[number];

/** Kept apart from the rest, under keys of their own that one function alone may read. */
export const healthFields = [
  "allergies",
  "diet",
  "carePlan",
  "glasses",
  "hearingAid",
  "swimming",
  "medicines",
  "vaccines",
] as const;
export type HealthField = (typeof healthFields)[number];

/** What a paper may prove: the protocol, the prescription, the pages of the health record. */
export const provenFields = ["carePlan", "medicines", "vaccines"] as const;
export type ProvenField = (typeof provenFields)[number];

export type ChildField = RecordField | HealthField;

/** Yes or no, by a parent; what each allows is the site's to say. No is an answer, and silence is neither. */
export const permissions = ["leaveAlone", "photo", "outings", "transport", "emergencyCare"] as const;
export type ChildPermission = (typeof permissions)[number];

/** What a child eats. No religion has a name here, and no text of one's own could give it one. */
export const diets = ["everything", "noPork", "noMeat"] as const;
export type Diet = (typeof diets)[number];

/** How well a child swims. */
export const swimmingLevels = ["no", "learning", "yes"] as const;
export type SwimmingLevel = (typeof swimmingLevels)[number];

/** When glasses are worn. */
export const glassesWorn = ["never", "sometimes", "always"] as const;
export type GlassesWorn = (typeof glassesWorn)[number];

const ofHealth: readonly string[] = healthFields;
export const isHealthField = (name: string): name is HealthField => ofHealth.includes(name);

const known: readonly string[] = [...recordFields, ...healthFields];
export const isChildField = (name: string): name is ChildField => known.includes(name);
