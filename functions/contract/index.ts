/** The whole contract, one entry an area; an area is one Lambda function. */
import { accessRoutes } from "./access.ts";
import { accountArea } from "./account-area.ts";
import { activitiesRoutes } from "./activities.ts";
import { approvalsRoutes } from "./approvals.ts";
import { bookingsRoutes } from "./bookings.ts";
import { deskRoutes } from "./desk.ts";
import { familyAccountsRoutes } from "./family-accounts.ts";
import { familyRoutes } from "./family.ts";
import { journalRoutes } from "./journal.ts";
import { planningRoutes } from "./planning.ts";
import { referenceRoutes } from "./reference.ts";
import { remindersRoutes } from "./reminders.ts";
import { signInsRoutes } from "./sign-ins.ts";
import { staffRoutes } from "./staff.ts";

export const contract = {
  access: accessRoutes,
  account: accountArea,
  activities: activitiesRoutes,
  approvals: approvalsRoutes,
  bookings: bookingsRoutes,
  desk: deskRoutes,
  family: familyRoutes,
  "family-accounts": familyAccountsRoutes,
  journal: journalRoutes,
  planning: planningRoutes,
  reference: referenceRoutes,
  reminders: remindersRoutes,
  "sign-ins": signInsRoutes,
  staff: staffRoutes,
} as const;

export type Area = keyof typeof contract;

/** Every route by its id. */
export const allRoutes = {
  ...contract.access,
  ...contract.account,
  ...contract.activities,
  ...contract.approvals,
  ...contract.bookings,
  ...contract.desk,
  ...contract.family,
  ...contract["family-accounts"],
  ...contract.journal,
  ...contract.planning,
  ...contract.reference,
  ...contract.reminders,
  ...contract["sign-ins"],
  ...contract.staff,
} as const;
export type Api = typeof allRoutes;
export type RouteId = keyof Api;
