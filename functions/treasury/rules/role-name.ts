/** A role's name: its budget, its year and its number, so that two roles of a budget never share one, whoever makes them at once. */
import type { TreasuryCodes } from "../../catalogue/rules/accounts.ts";

type Budget = Pick<TreasuryCodes, "post" | "collectivity" | "budget">;

export const roleNameShape = /^[0-9AB]{6,7}-[0-9]{3}-[A-Z0-9][0-9]-20[0-9]{2}-[0-9]{7}$/u;

/** What the names of a budget's roles of a year begin with. */
export const rolesOf = ({ post, collectivity, budget }: Budget, year: number): string =>
  `${post}-${collectivity}-${budget}-${year}-`;

export const roleName = (codes: Budget, year: number, number: number): string =>
  `${rolesOf(codes, year)}${String(number).padStart(7, "0")}`;
