/** The confirmation, fetched from the first choice on, so that the grid itself stays light. */
import { lazy } from "../../lazy.tsx";

export const review = lazy(async () => (await import("./Review.tsx")).Review, null);
