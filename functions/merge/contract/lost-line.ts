/** A day that somebody had twice, of which one is given up. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";

export const lostLine = z.object({
  familyCode: branded("FamilyCode"),
  date: branded("PlainDate"),
  unitName: z.string(),
  activityName: z.string(),
  was: z.enum(["waiting", "offered", "pending", "booked"]),
  /** What stays that day, of which it is the double or which it cannot be had with. */
  because: z.string(),
});
export type LostLineView = z.infer<typeof lostLine>;
