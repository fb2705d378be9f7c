/**
 * An activity's grid: two children, two units that exclude each other, Wednesdays of weeks 49 to 52; Tom is full on the
 * 9th, Léa booked on the 16th.
 */
import type { CellView, GridView } from "../../../../functions/booking/contract/look.ts";
import type { RefusalView } from "../../../../functions/booking/contract/basket.ts";
import {
  id,
  type ActivityId,
  type ChildId,
  type Instant,
  type PlainDate,
  type UnitId,
} from "../../../../functions/kernel/ids.ts";
import { indexOf } from "../../../../web/shared/booking/grid/gridIndex.ts";
import { keyOf, reduce, type Cell, type History } from "../../../../web/shared/booking/basket/selection.ts";

export const child = (text: string): ChildId => id("ChildId", text);
export const date = (text: string): PlainDate => id("PlainDate", text);
export const unit = (text: string): UnitId => id("UnitId", text);
export const at = (text: string): Instant => id("Instant", text);
export const activityId: ActivityId = id("ActivityId", "mercredis");
export const login = id("Login", "ABC1");
export const cell = (c: string, d: string, u = "journee"): Cell => ({
  activityId,
  childId: child(c),
  date: date(d),
  unitId: unit(u),
});
export const key = (c: string, d: string, u = "journee"): string => keyOf(cell(c, d, u));

export const free = {
  state: "free",
  places: 9,
  bookBefore: at("2026-12-07T09:00:00Z"),
  cancelBefore: at("2026-12-07T09:00:00Z"),
} satisfies CellView;
export const booked: CellView = { state: "booked", cancelBefore: at("2026-12-07T09:00:00Z") };
export const full: CellView = { state: "refused", refusal: 0, mayWait: true };
export const noList: CellView = { state: "refused", refusal: 0 };
export const waiting: CellView = { state: "waiting", position: 2 };
export const refusal = (code: string): RefusalView => ({ code, short: "Complet", sentence: "Complet." });

export const grid: GridView = {
  activity: {
    id: activityId,
    name: "Mercredis",
    kind: "wednesday",
    siteId: id("SiteId", "tilleuls"),
    siteName: "Les Tilleuls",
    siteTown: "Pithiviers",
    from: date("2026-12-02"),
    to: date("2026-12-23"),
    window: { state: "open", opensAt: at("2026-11-01T07:00:00Z"), closesAt: at("2026-12-20T07:00:00Z"), sentence: "" },
    units: [
      { id: unit("journee"), name: "Journée", from: "07:30", to: "18:30", meal: true, excludes: [unit("matin")] },
      { id: unit("matin"), name: "Matin", from: "07:30", to: "13:30", meal: true, excludes: [unit("journee")] },
    ],
  },
  lacking: [],
  children: [
    ["1", "Léa"],
    ["2", "Tom"],
  ].map(([childId = "", firstName = ""]) => ({
    id: child(childId),
    firstName,
    lastName: "X",
    birthDate: date("2018-01-01"),
    age: 8,
  })),
  refusals: [refusal("full"), refusal("publicHoliday")],
  days: [
    {
      date: date("2026-12-02"),
      cells: [
        [free, free],
        [free, free],
      ],
    },
    {
      date: date("2026-12-09"),
      cells: [
        [free, free],
        [full, free],
      ],
    },
    {
      date: date("2026-12-16"),
      cells: [
        [booked, full],
        [free, free],
      ],
    },
    { date: date("2026-12-23"), closed: 1, cells: [] },
  ],
  now: at("2026-11-23T10:00:00Z"),
};
export const index = indexOf(grid);
export const [day, morning] = grid.activity.units;
export const wish = (history: History, ...keys: string[]): History =>
  reduce(history, { kind: "wish", wishes: keys.map((one) => [one, "book"]) });
