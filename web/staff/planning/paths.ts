/** Addresses of the planning: a month of a site, one of its days. */
import type { PlainDate, SiteId } from "../../../functions/kernel/ids.ts";
import { monthOf } from "../../shared/format/calendar.ts";

export const planningPath = "/agents/places";
export const monthPath = (siteId: SiteId, date: PlainDate): string => `${planningPath}/${siteId}/${monthOf(date)}`;
export const dayPath = (siteId: SiteId, date: PlainDate): string => `${planningPath}/${siteId}/jour/${date}`;
