/** What can be done about a booking is fetched when a booking is first opened. */
import { lazy } from "../../../shared/lazy.tsx";

export const dayDialog = lazy(async () => (await import("./DayDialog.tsx")).DayDialog, null);
