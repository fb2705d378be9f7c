/** The whole contract, one entry an area; an area is one Lambda function. */
import { accountRoutes } from "./account.ts";
import { bookingsRoutes } from "./bookings.ts";
import { familyRoutes } from "./family.ts";
import { referenceRoutes } from "./reference.ts";
import { staffRoutes } from "./staff.ts";

export const contract = {
  account: accountRoutes,
  bookings: bookingsRoutes,
  family: familyRoutes,
  reference: referenceRoutes,
  staff: staffRoutes,
} as const;

export type Area = keyof typeof contract;

/** Every route by its id. */
export const allRoutes = { ...accountRoutes, ...bookingsRoutes, ...familyRoutes, ...referenceRoutes, ...staffRoutes } as const;
export type Api = typeof allRoutes;
export type RouteId = keyof Api;
