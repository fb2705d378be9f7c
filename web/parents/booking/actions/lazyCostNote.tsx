/** Fetched when something is about to be given up or moved: the pages of bookings stay light. */
import { lazy } from "../../../shared/lazy.tsx";

/** Keeps its place meanwhile: the buttons below it must not slide away under a finger. */
export const costComing = <div class="preview cost-coming" aria-hidden="true" />;

export const costNote = lazy(async () => (await import("./CostNote.tsx")).CostNote, costComing);
