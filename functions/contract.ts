/**
 * The whole contract: routes in groups, each of one subject. A subject's routes are one group, or several where they
 * differ in rights or load; which function serves which groups is the manifest's to say. What stands before the slash is
 * the subject: its folder, its tag in the OpenAPI document, the beginning of its routes' ids.
 */
import { ownAccess } from "./access/contract/own.ts";
import { givenAccess } from "./access/contract/sign-ins.ts";
import { accountClosingRoutes } from "./account-closing/contract.ts";
import { approvalAct, approvalLook } from "./wiring/approvals/contract.ts";
import { attendanceAct, attendanceLook, attendanceOwn } from "./attendance/contract/routes.ts";
import { billingOffice } from "./billing/contract/office.ts";
import { billingNotes } from "./billing/contract/notes.ts";
import { billingRebilling } from "./billing/contract/rebilling.ts";
import { billingShares } from "./billing/contract/shares.ts";
import { billingOwn } from "./billing/contract/own.ts";
import { bookingAct } from "./booking/contract/act.ts";
import { bookingLook } from "./booking/contract/look.ts";
import { bookingOffice } from "./booking/contract/office.ts";
import { bookingOfficeLook } from "./booking/contract/office-look.ts";
import { healthOffice, healthRoutes } from "./child-record/contract/health.ts";
import { recordOffice, recordRoutes } from "./child-record/contract/record.ts";
import { catalogueRoutes } from "./catalogue/contract.ts";
import { certificationOffice } from "./certification/contract/office.ts";
import { certificationLook, certificationOwn } from "./certification/contract/own.ts";
import { closureAct, closureLook } from "./closure/contract.ts";
import { daySheetRoutes } from "./day-sheet/contract.ts";
import { documentFiles } from "./document/contract/files.ts";
import { directDebitOffice } from "./direct-debit/contract/office.ts";
import { directDebitOwn } from "./direct-debit/contract/own.ts";
import { documentLook, documentOffice } from "./document/contract/look.ts";
import { enrolmentLook, enrolmentOffice, enrolmentOwn } from "./enrolment/contract.ts";
import { familyOffice, familyRoutes } from "./family/contract.ts";
import { firstRequestOffice } from "./first-request/contract/office.ts";
import { firstRequestRoutes } from "./first-request/contract/requester.ts";
import { feedRoutes } from "./feed/contract.ts";
import { familyHistory, ownHistory } from "./history/contract.ts";
import { homeRoutes } from "./home/contract.ts";
import { mergeAdults } from "./merge/contract/adults.ts";
import { mergeAct, mergeLook } from "./merge/contract/children.ts";
import { mergeHouseholds } from "./merge/contract/households.ts";
import { planningAct, planningLook } from "./planning/contract.ts";
import { accountRoutes } from "./payment/contract/accounts.ts";
import { paymentDesk } from "./payment/contract/desk.ts";
import { paymentNotification } from "./payment/contract/notification.ts";
import { paymentOffice } from "./payment/contract/office.ts";
import { paymentOwn } from "./payment/contract/own.ts";
import { paymentWallet } from "./payment/contract/wallet.ts";
import { paymentWalletDesk } from "./payment/contract/wallet-desk.ts";
import { priceOffice } from "./price/contract/circumstances.ts";
import { ownPrices } from "./price/contract/own.ts";
import { priceTry } from "./price/contract/try.ts";
import { priceRoutes } from "./price/contract/simulate.ts";
import { protectionOffice } from "./protection/contract.ts";
import { quotientSource } from "./quotient/contract/source.ts";
import { quotientBulk } from "./quotient/contract/bulk.ts";
import { ownQuotient, quotientActs, quotientLook } from "./quotient/contract/months.ts";
import { referenceRoutes } from "./reference/contract.ts";
import { reminderOffice, reminderOwn } from "./reminder/contract.ts";
import { requestOffice } from "./request/contract/office.ts";
import { requestOwn } from "./request/contract/own.ts";
import { searchRoutes } from "./search/contract.ts";
import { signInRoutes } from "./sign-in/contract/index.ts";
import { taxCertificateOffice } from "./tax-certificate/contract/office.ts";
import { taxCertificateOwn } from "./tax-certificate/contract/own.ts";
import { treasuryReturns } from "./treasury/contract/returns.ts";
import { treasuryRoles } from "./treasury/contract/roles.ts";
import { untoldAct, untoldLook } from "./untold/contract.ts";
import { waitingListOffice, waitingListRoutes } from "./waiting-list/contract.ts";

export const contract = {
  "access/own": ownAccess,
  "access/given": givenAccess,
  "account-closing": accountClosingRoutes,
  "approval/look": approvalLook,
  "approval/act": approvalAct,
  "attendance/look": attendanceLook,
  "attendance/act": attendanceAct,
  "attendance/own": attendanceOwn,
  "billing/own": billingOwn,
  "billing/office": billingOffice,
  "booking/look": bookingLook,
  "booking/act": bookingAct,
  "booking/office": bookingOffice,
  "booking/office-look": bookingOfficeLook,
  catalogue: catalogueRoutes,
  "child-record/own": recordRoutes,
  "child-record/office": recordOffice,
  "child-record/health": healthRoutes,
  "child-record/health-office": healthOffice,
  "certification/look": certificationLook,
  "certification/own": certificationOwn,
  "certification/office": certificationOffice,
  "closure/look": closureLook,
  "closure/act": closureAct,
  "day-sheet": daySheetRoutes,
  "direct-debit/own": directDebitOwn,
  "direct-debit/office": directDebitOffice,
  "document/look": documentLook,
  "document/office": documentOffice,
  "document/files": documentFiles,
  "enrolment/look": enrolmentLook,
  "enrolment/own": enrolmentOwn,
  "enrolment/office": enrolmentOffice,
  family: familyRoutes,
  "family/office": familyOffice,
  feed: feedRoutes,
  "first-request/requester": firstRequestRoutes,
  "first-request/office": firstRequestOffice,
  "history/own": ownHistory,
  home: homeRoutes,
  "history/family": familyHistory,
  "merge/look": mergeLook,
  "merge/act": mergeAct,
  "merge/adults": mergeAdults,
  "merge/households": mergeHouseholds,
  "planning/look": planningLook,
  "planning/act": planningAct,
  "payment/accounts": accountRoutes,
  "payment/own": paymentOwn,
  "payment/notification": paymentNotification,
  "payment/office": paymentOffice,
  "payment/desk": paymentDesk,
  "payment/wallet": paymentWallet,
  "payment/wallet-desk": paymentWalletDesk,
  price: priceRoutes,
  "price/own": ownPrices,
  "price/office": priceOffice,
  "billing/notes": billingNotes,
  "billing/rebilling": billingRebilling,
  "billing/shares": billingShares,
  "price/try": priceTry,
  "protection/office": protectionOffice,
  "quotient/own": ownQuotient,
  "quotient/look": quotientLook,
  "quotient/act": quotientActs,
  "quotient/bulk": quotientBulk,
  "quotient/source": quotientSource,
  reference: referenceRoutes,
  "reminder/own": reminderOwn,
  "reminder/office": reminderOffice,
  "request/own": requestOwn,
  "request/office": requestOffice,
  search: searchRoutes,
  "sign-in": signInRoutes,
  "tax-certificate/own": taxCertificateOwn,
  "tax-certificate/office": taxCertificateOffice,
  "treasury/roles": treasuryRoles,
  "treasury/returns": treasuryReturns,
  "untold/look": untoldLook,
  "untold/act": untoldAct,
  "waiting-list/own": waitingListRoutes,
  "waiting-list/office": waitingListOffice,
} as const;

/** Routes of one subject that are served together. */
export type RouteGroup = keyof typeof contract;

/** Every route by its id. */
export const allRoutes = {
  ...ownAccess,
  ...givenAccess,
  ...accountClosingRoutes,
  ...approvalLook,
  ...approvalAct,
  ...attendanceLook,
  ...attendanceAct,
  ...attendanceOwn,
  ...billingOwn,
  ...billingNotes,
  ...billingRebilling,
  ...billingShares,
  ...billingOffice,
  ...bookingLook,
  ...bookingAct,
  ...bookingOffice,
  ...bookingOfficeLook,
  ...catalogueRoutes,
  ...recordRoutes,
  ...recordOffice,
  ...healthRoutes,
  ...healthOffice,
  ...certificationLook,
  ...certificationOwn,
  ...certificationOffice,
  ...closureLook,
  ...closureAct,
  ...daySheetRoutes,
  ...directDebitOwn,
  ...directDebitOffice,
  ...documentLook,
  ...documentOffice,
  ...documentFiles,
  ...enrolmentLook,
  ...enrolmentOwn,
  ...enrolmentOffice,
  ...familyRoutes,
  ...familyOffice,
  ...feedRoutes,
  ...firstRequestRoutes,
  ...firstRequestOffice,
  ...ownHistory,
  ...homeRoutes,
  ...familyHistory,
  ...mergeLook,
  ...mergeAct,
  ...mergeAdults,
  ...mergeHouseholds,
  ...planningLook,
  ...planningAct,
  ...accountRoutes,
  ...paymentOwn,
  ...paymentNotification,
  ...paymentOffice,
  ...paymentDesk,
  ...paymentWallet,
  ...paymentWalletDesk,
  ...priceRoutes,
  ...ownPrices,
  ...priceOffice,
  ...priceTry,
  ...protectionOffice,
  ...ownQuotient,
  ...quotientLook,
  ...quotientActs,
  ...quotientBulk,
  ...quotientSource,
  ...referenceRoutes,
  ...reminderOwn,
  ...reminderOffice,
  ...requestOwn,
  ...requestOffice,
  ...searchRoutes,
  ...signInRoutes,
  ...taxCertificateOwn,
  ...taxCertificateOffice,
  ...treasuryRoles,
  ...treasuryReturns,
  ...untoldLook,
  ...untoldAct,
  ...waitingListRoutes,
  ...waitingListOffice,
} as const;
export type Api = typeof allRoutes;
export type RouteId = keyof Api;
