import type { Clock } from "../../kernel/clock.ts";
import { localDate } from "../../kernel/time.ts";
import type { UseCases } from "../../http/call.ts";
import type { catalogueRoutes } from "../contract.ts";
import { siteViewOf } from "../site-view.ts";
import type { CatalogueCache } from "../store/catalogue-cache.ts";

interface Dependencies {
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
}

export const catalogueUseCases = ({ catalogue, clock }: Dependencies): UseCases<typeof catalogueRoutes> => ({
  "catalogue.sites": async () => {
    const { sites } = await catalogue.latest();
    const views = sites.map(siteViewOf).sort((one, other) => one.name.localeCompare(other.name, "fr"));
    return { body: { sites: views, today: localDate(clock()) } };
  },
});
