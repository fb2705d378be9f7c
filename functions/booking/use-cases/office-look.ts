/** La grille et l’aperçu d’une famille, pour qui réserve à sa place au guichet. */
import type { bookingOfficeLook } from "../contract/office-look.ts";
import type { PricingDependencies } from "../dependencies.ts";
import { officeLeave } from "../rules/booking-rules.ts";
import type { UseCases } from "../../http/call.ts";
import { gridOf } from "./grid.ts";
import { previewOf } from "./preview.ts";

export const bookingOfficeLookUseCases = (dependencies: PricingDependencies): UseCases<typeof bookingOfficeLook> => ({
  "booking.gridForFamily": async ({ params: { familyCode, activityId } }) => ({
    body: await gridOf(dependencies, { familyCode, guardianId: null }, activityId, officeLeave),
  }),
  "booking.previewForFamily": async ({ params: { familyCode }, session: { login }, body: { lines } }) => ({
    body: await previewOf(dependencies, { familyCode, guardianId: null, login, override: officeLeave }, lines),
  }),
});
