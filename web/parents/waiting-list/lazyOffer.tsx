/** Fetched when a place is kept for the family, which is rare: first pages stay light. What stands there meanwhile is as high. */
import { lazy } from "../../shared/lazy.tsx";

export const offerButtons = lazy(
  async () => (await import("./OfferButtons.tsx")).OfferButtons,
  <p class="button ghost">…</p>,
);
