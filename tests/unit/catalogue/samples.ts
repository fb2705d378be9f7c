/** A small catalogue to decide on. */
import type { Activity, Site, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import { emptyChildDay } from "../../../functions/booking/rules/child-day.ts";
import type { Asker } from "../../../functions/booking/rules/booking-rules.ts";
import type { Child } from "../../../functions/family/rules/family.ts";
import { id, type Instant, type PlainDate, type UnitId } from "../../../functions/kernel/ids.ts";

export const day = (text: string): PlainDate => id("PlainDate", text);
export const instant = (text: string): Instant => id("Instant", text);
export const unitId = (text: string): UnitId => id("UnitId", text);

export const site: Site = {
  id: id("SiteId", "les-tilleuls"),
  name: "Les Tilleuls",
  town: "Pithiviers",
  pools: [],
  closures: [
    {
      id: id("ClosureId", "travaux-2026"),
      kind: "closure",
      from: day("2026-12-16"),
      to: day("2026-12-18"),
      reason: "travaux",
    },
  ],
};

export const unit = (name: string, from: Unit["from"], to: Unit["to"], more: Partial<Unit> = {}): Unit => ({
  id: unitId(name),
  name,
  from,
  to,
  meal: false,
  excludes: [],
  implies: [],
  places: 12,
  placesOn: [],
  pools: [],
  approval: false,
  bookBefore: { kind: "days", days: 2, counting: "ouvrés", at: "10:00" },
  cancelBefore: { kind: "days", days: 1, counting: "ouvrés", at: "10:00" },
  ...more,
});

export const wednesdays: Activity = {
  id: id("ActivityId", "mercredis"),
  effectiveFrom: day("2026-09-02"),
  siteId: site.id,
  kind: "wednesday",
  name: "Mercredis",
  from: day("2026-09-02"),
  to: day("2027-06-30"),
  runs: { weekdays: [3], during: "schoolTime", onBridgeDays: false },
  windows: [
    {
      id: id("WindowId", "annee"),
      from: day("2026-09-01"),
      to: day("2027-08-31"),
      steps: [
        { for: "residents", opensAt: instant("2026-11-02T07:30:00Z") },
        { for: "everyone", opensAt: instant("2026-11-16T07:30:00Z") },
      ],
      closesAt: instant("2027-06-01T21:59:00Z"),
    },
  ],
  eligibility: { minAge: 3, maxAge: 11 },
  pools: [],
  within: [],
  quota: null,
  waiting: null,
  units: [unit("journee", "08:00", "18:00"), unit("matin", "08:00", "13:30"), unit("apres-midi", "13:30", "18:00")],
};

export const winter: Activity = {
  ...wednesdays,
  id: id("ActivityId", "hiver"),
  kind: "holidays",
  name: "Vacances d’hiver",
  from: day("2027-02-22"),
  to: day("2027-03-05"),
  runs: { weekdays: [1, 2, 3, 4, 5], during: "holidays", onBridgeDays: false },
};

export const lou: Child = {
  id: id("ChildId", "E1"),
  firstName: "Lou",
  lastName: "Durand",
  birthDate: day("2018-03-14"),
  grade: "CE2",
};

export const asking = (date: PlainDate, more: Partial<Asker> = {}): Asker => ({
  child: lou,
  household: { resident: true },
  elsewhere: [],
  day: emptyChildDay(lou.id, date),
  days: [],
  ...more,
});
