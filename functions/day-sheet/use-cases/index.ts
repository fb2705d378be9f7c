import type { staffRoutes } from "../contract.ts";
import { localDate } from "../../kernel/time.ts";
import type { UseCases } from "../../http/call.ts";
import { daySheet } from "./read-day-sheet.ts";
import type { StaffDependencies } from "../dependencies.ts";

export const staffUseCases = (dependencies: StaffDependencies): UseCases<typeof staffRoutes> => ({
  "staff.sites": async () => {
    const { sites } = await dependencies.catalogue.latest();
    const views = sites
      .map(({ id, name, town }) => ({ id, name, town }))
      .sort((one, other) => one.name.localeCompare(other.name, "fr"));
    return { body: { sites: views, today: localDate(dependencies.clock()) } };
  },
  "staff.daySheet": daySheet(dependencies),
});
