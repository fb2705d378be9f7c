/** Fetched when something is about to be given up or moved: the pages of bookings stay light. */
import { lazy } from "../../../shared/lazy.tsx";
import { costComing } from "./costComing.tsx";

export const costNote = lazy(async () => (await import("./CostNote.tsx")).CostNote, costComing);
