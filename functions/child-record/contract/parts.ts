/** What routes on the two parts of a child's file, its health and the rest, have in common. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { healthFields, recordFields } from "../rules/fields.ts";

export const ofChild = z.strictObject({ childId: branded("ChildId") });
export const ofFamilysChild = z.strictObject({ familyCode: branded("FamilyCode"), childId: branded("ChildId") });

/** Who said something last, and when. */
const stamp = {
  /** What a change must say it has seen; 0: nobody has said anything. */
  version: z.int(),
  at: z.optional(branded("Instant")),
  /** As a letter would say it: `Mme Martin`. */
  by: z.optional(z.string()),
  /** Said at the office. */
  byOffice: z.optional(z.boolean()),
  /** Why the office has changed it, where it did not only accept it. */
  reason: z.optional(z.string()),
};
/** A field as it stands; null: nobody has answered. */
export const said = <V extends z.ZodMiniType>(value: V) => z.object({ ...stamp, value: z.nullable(value) });
/** A field as it is to be; null takes the answer away. */
export const change = <V extends z.ZodMiniType>(value: V) =>
  z.optional(z.strictObject({ seen: z.int().check(z.gte(0)), value: z.nullable(value) }));

const childField = z.enum([...recordFields, ...healthFields]);

export const childHead = {
  child: z.object({
    id: branded("ChildId"),
    firstName: z.string(),
    lastName: z.string(),
    birthDate: branded("PlainDate"),
  }),
  /** Another household has this child: it sees the same file, and is told of what changes. */
  shared: z.boolean(),
  /** Required fields, of either part, that nobody has answered. */
  missing: z.array(childField),
  /** The fields that the town asks for, of either part, in the order of the page. */
  rules: z.array(
    z.object({
      field: childField,
      required: z.boolean(),
      /** By the family: at once, after a check by the office, or by the office only. */
      change: z.enum(["atOnce", "checked", "office"]),
    }),
  ),
};

/** Where a page of a list goes on. */
export const pageQuery = z.strictObject({ before: z.optional(z.string().check(z.maxLength(60))) });
