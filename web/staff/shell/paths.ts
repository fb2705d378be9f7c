/** Addresses of the staff's pages that other pages lead to. */
import type { PlainDate, SiteId } from "../../../functions/kernel/ids.ts";
import { monthOf } from "../../shared/format/calendar.ts";

/** A family: its bookings, and the other tabs of its page (familyTabs.tsx). */
export const familiesPath = "/agents/familles";
/** A family is created at the desk. */
export const newFamilyPath = "/agents/nouvelle-famille";
/** People whom the portal may hold twice. */
export const doublesPath = "/agents/doublons";
export const comparePath = (one: string, other: string): string => `${doublesPath}/${one}/${other}`;
interface CodeOfChild {
  readonly familyCode: string;
  readonly childId: string;
}
/** Two files of one child are made one: the code that goes, the one that stays. */
export const mergePath = (gone: CodeOfChild, kept: CodeOfChild): string =>
  `${doublesPath}/reunir/${gone.familyCode}/${gone.childId}/${kept.familyCode}/${kept.childId}`;
/** The same of two families. */
export const mergeHouseholdsPath = (gone: string, kept: string): string =>
  `${doublesPath}/reunir-familles/${gone}/${kept}`;
/** The same of two entries of one adult in a household, by their ranks. */
export const mergeAdultsPath = (familyCode: string, gone: string, kept: string): string =>
  `${doublesPath}/reunir-responsables/${familyCode}/${gone}/${kept}`;
export const familyPath = (familyCode: string): string => `${familiesPath}/${familyCode}`;
export const familyTabPath = (familyCode: string, tab: string): string =>
  tab === "" ? familyPath(familyCode) : `${familyPath(familyCode)}/${tab}`;
/** « Demandes »: whatever waits for the office's word, in one list; its tabs, one sort each (Inbox.tsx). */
export const inboxPath = "/agents/demandes";
/** Its tab of bookings and supporting documents. */
export const approvalsPath = "/agents/a-valider";
/** Its tab of enrolments for the year. */
export const waitingEnrolmentsPath = "/agents/inscriptions";
/** First requests of families without a code. */
export const firstRequestsPath = "/agents/premieres-demandes";
export const firstRequestPath = (requestId: string): string => `${firstRequestsPath}/${requestId}`;

/** The addresses of the tabs of « Demandes ». */
export const inboxPaths = (): readonly string[] => [
  inboxPath,
  approvalsPath,
  requestsPath,
  waitingEnrolmentsPath,
  firstRequestsPath,
];

/** A price tried in a situation that staff describe. */
export const tryPricePath = "/agents/essayer-un-prix";
/** Quotients of many families, from a file. */
export const bulkQuotientsPath = "/agents/quotients";
export const staffChildRecordPath = (familyCode: string, childId: string): string =>
  `${familyPath(familyCode)}/enfants/${childId}`;
/** How the day sheet says that it leads there: the family reads whence its child's health was opened. */
export const fromDaySheet = "depuis=feuille";
export const bookForFamilyPath = (familyCode: string, activityId?: string): string =>
  `${familyPath(familyCode)}/reserver${activityId === undefined ? "" : `/${activityId}`}`;

/** The planning: a month of a site, one of its days. */
export const planningPath = "/agents/places";
export const monthPath = (siteId: SiteId, date: PlainDate): string => `${planningPath}/${siteId}/${monthOf(date)}`;
export const dayPath = (siteId: SiteId, date: PlainDate): string => `${planningPath}/${siteId}/jour/${date}`;

/** What families ask of their files. An address with a point in it is a file's, not a page's. */
export const requestsPath = "/agents/demandes-familles";
export const requestPath = (familyCode: string, requestId: string): string =>
  `${requestsPath}/${familyCode}/${requestId.replace(".", "-")}`;

/** What families are asked, month by month. */
export const billingPath = "/agents/facturation";

/** The till, what is unpaid, payments online. */
export const paymentsPath = "/agents/paiements";

/** Direct debits: batches, and one of them. */
export const debitsPath = "/agents/prelevements";
export const debitBatchPath = (batch: string): string => `${debitsPath}/${batch}`;

/** Roles for the treasury, and its return files. */
export const treasuryPath = "/agents/tresorerie";

/** Families who could not be told something. */
export const untoldPath = "/agents/non-prevenus";
export const accountsPath = "/agents/comptes-de-recouvrement";

export const daySheetPath = (siteId: SiteId, date: PlainDate): string => `/agents/feuille/${siteId}/${date}`;
