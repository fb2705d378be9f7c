/** The whole contract, one entry an area; an area is one Lambda function. */
import { accessRoutes } from "./access/contract/own.ts";
import { accountArea } from "./sign-in/contract/index.ts";
import { activitiesRoutes } from "./booking/contract/look.ts";
import { approvalsRoutes } from "./approval/contract.ts";
import { bookingsRoutes } from "./booking/contract/act.ts";
import { deskRoutes } from "./booking/contract/office.ts";
import { familyAccountsRoutes } from "./account-closing/contract.ts";
import { familyRoutes } from "./family/contract.ts";
import { journalRoutes } from "./history/contract.ts";
import { planningRoutes } from "./planning/contract.ts";
import { referenceRoutes } from "./reference/contract.ts";
import { remindersRoutes } from "./reminder/contract.ts";
import { signInsRoutes } from "./access/contract/sign-ins.ts";
import { staffRoutes } from "./day-sheet/contract.ts";

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
