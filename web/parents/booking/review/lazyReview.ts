/** Parts of booking that are fetched once they are of use, so that the grid itself stays light. */
import { lazy } from "../../../shared/lazy.tsx";

/** The confirmation: from the first choice on. */
export const review = lazy(async () => (await import("./Review.tsx")).Review, null);
/** What fills the grid at once: when a tool is pressed. */
export const patterns = lazy(async () => (await import("../patterns/PatternDialogs.tsx")).PatternDialogs, null);
