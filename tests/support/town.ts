/** What functions know of a town, for tests that need one and say nothing of its own. */
import type { TownForFunctions } from "../../functions/kernel/town-for-functions.ts";

export const town: TownForFunctions = {
  name: "Communauté d’Essai",
  officeName: "Guichet d’essai",
  officeAddress: "1 place du Test, 45000 Essai",
  officePhone: "02 00 00 00 00",
  officeEmail: "guichet@exemple.fr",
  brand: "#5a3d9e",
  auditKeptDays: 365,
  historyKeptDays: 760,
  mailsPerSecond: 14,
  schoolZone: "B",
  timeZone: "Europe/Paris",
  termsVersion: "2026-01-01",
  quotient: { kind: "caf", validity: { months: 12 } },
  certification: { from: "07-01" },
};
