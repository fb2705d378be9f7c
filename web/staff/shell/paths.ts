/** Addresses of the staff's pages that other pages lead to. */
import type { PlainDate, SiteId } from "../../../functions/kernel/ids.ts";
import { monthOf } from "../../shared/format/calendar.ts";

/** A family: what it has booked, who signs in for it. */
export const familiesPath = "/agents/familles";
export const familyPath = (familyCode: string): string => `${familiesPath}/${familyCode}`;
export const quotientPath = (familyCode: string): string => `${familyPath(familyCode)}/quotient`;
export const bookForFamilyPath = (familyCode: string, activityId?: string): string =>
  `${familyPath(familyCode)}/reserver${activityId === undefined ? "" : `/${activityId}`}`;
export const familyAccessPath = "/agents/acces";

/** The planning: a month of a site, one of its days. */
export const planningPath = "/agents/places";
export const monthPath = (siteId: SiteId, date: PlainDate): string => `${planningPath}/${siteId}/${monthOf(date)}`;
export const dayPath = (siteId: SiteId, date: PlainDate): string => `${planningPath}/${siteId}/jour/${date}`;

/** Families who could not be told something. */
export const untoldPath = "/agents/non-prevenus";

export const daySheetPath = (siteId: SiteId, date: PlainDate): string => `/agents/feuille/${siteId}/${date}`;
