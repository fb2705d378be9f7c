/**
 * What one reader may know of a family. Staff may shut an adult out of a child's file (a court decision), and protect how
 * an adult is reached; the marks stand in the records that every route reads anyway (`shutOut` of a household's record of
 * the child, `shielded` of the household), so that they hold from the next request on and cost no read of their own:
 *
 * - an adult who is shut out of a child knows nothing of it, and an act that names it is answered as one that names a child
 *   that is not there;
 * - how a shielded adult is reached, and where the household lives, the other adults of the household are not told.
 *
 * The subject of protections writes the marks and says why (functions/protection). An import knows nothing of them, and
 * leaves them alone.
 */
import type { ChildId, GuardianId } from "../../kernel/ids.ts";
import { standsFor } from "./former-adults.ts";
import { eldestFirst, type Child, type Family, type Guardian, type Household } from "./family.ts";

/** Who looks: an adult of the household, or the office, which sees all of it. */
export type SeenBy = GuardianId | "office";

/** A family as somebody sees it. */
export interface SeenFamily extends Family {
  /** Children that it has, or had, of whom this one may know nothing: what names them is left out of every answer. */
  readonly hidden: ReadonlyMap<ChildId, Child>;
}

/** Whether that one may know of the child. */
export const mayKnow = ({ shutOut = [] }: Pick<Child, "shutOut">, by: SeenBy): boolean =>
  by === "office" || !shutOut.includes(by);

/** Whether how that adult is reached is kept from this one. */
export function isShielded(
  { shielded = [], formerAdults }: Pick<Household, "shielded" | "formerAdults">,
  adult: GuardianId,
  by: SeenBy,
): boolean {
  const meant = standsFor(formerAdults, adult);
  return by !== "office" && by !== meant && shielded.includes(meant);
}

/** Whether where the household lives is kept from this one: an adult who lives there is shielded from them. */
export const hidesHome = ({ shielded = [] }: Pick<Household, "shielded">, by: SeenBy): boolean =>
  by !== "office" && shielded.some((adult) => adult !== by);

const unreached = ({ email: _email, phone: _phone, ...adult }: Guardian): Guardian => adult;

/** The household as somebody sees it. */
export const seenHousehold = (household: Household, by: SeenBy): Household =>
  hidesHome(household, by)
    ? {
        ...household,
        guardians: household.guardians.map((adult) => (isShielded(household, adult.id, by) ? unreached(adult) : adult)),
        address: { lines: [], postcode: "", town: "" },
      }
    : household;

/** The family as somebody sees it, of all the children that it has or had. */
export function seenFamily(
  household: Household,
  children: readonly { readonly child: Child; readonly left: boolean }[],
  by: SeenBy,
): SeenFamily {
  const known = children.filter(({ child }) => mayKnow(child, by));
  return {
    household: seenHousehold(household, by),
    children: known
      .filter(({ left }) => !left)
      .map(({ child }) => child)
      .sort(eldestFirst),
    hidden: new Map(children.filter((one) => !known.includes(one)).map(({ child }) => [child.id, child])),
  };
}
