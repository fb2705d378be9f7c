/** What can be done about a booking, and to which days it may move. */
import { describe, expect, it } from "vitest";
import type { CellView, GridView } from "../../../../functions/booking/contract/look.ts";
import type { RefusalView } from "../../../../functions/booking/contract/basket.ts";
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import { id } from "../../../../functions/kernel/ids.ts";
import { actionsFor, possibleDays } from "../../../../web/parents/booking/actions/possibleActions.ts";
import { statusOf } from "../../../../web/parents/booking/status.ts";

const at = id("Instant", "2026-12-07T09:00:00Z");
const date = (text: string) => id("PlainDate", text);
const [day, morning] = [id("UnitId", "journee"), id("UnitId", "matin")];
const refusal = (code: string): RefusalView => ({ code, short: "Non", sentence: "Non." });
const booking: BookingView = {
  date: date("2026-12-02"),
  childId: id("ChildId", "1"),
  activityId: id("ActivityId", "mercredis"),
  activityName: "Mercredis",
  activityKind: "wednesday",
  siteName: "Les Tilleuls",
  siteTown: "Pithiviers",
  unitId: day,
  unitName: "Journée",
  from: "07:30",
  to: "18:30",
  meal: true,
  status: "booked",
  cancelBefore: at,
  cancellable: true,
  past: false,
};
const late: Partial<BookingView> = { cancellable: false, locked: refusal("tooLateToCancel") };

describe("what can be done about a booking", () => {
  it.each<[string, Partial<BookingView>, string[]]>([
    ["in time", {}, ["change", "cancel", "absence"]],
    ["too late", late, ["absence", "askChange", "ask"]],
    ["too late and asked already", { ...late, asked: { what: "cancellation" } }, ["absence", "unask"]],
    ["declared absent", { absence: "justified" }, ["change", "cancel", "takeBack"]],
    ["declared absent, too late", { ...late, absence: "outing" }, ["takeBack", "askChange", "ask"]],
    // What staff decided is not the family's to take back.
    ["absent by a strike", { ...late, absence: "strike" }, ["askChange", "ask"]],
    ["waited for", { status: "waiting", position: 2 }, ["leave"]],
    ["to be approved", { status: "pending" }, ["withdraw"]],
    ["offered: it has its own buttons", { status: "offered", until: at }, []],
    ["over", { ...late, past: true }, []],
  ])("%s", (_, facts, expected) => {
    expect(actionsFor({ ...booking, ...facts })).toEqual(expected);
  });

  it("shows an absence as such, whatever the booking", () => {
    expect(statusOf({ ...booking, absence: "unjustified" })).toBe("absent");
    expect(statusOf({ ...booking, status: "waiting" })).toBe("waiting");
  });
});

describe("days to which it may move", () => {
  const free: CellView = { state: "free", places: 4, bookBefore: at, cancelBefore: at };
  const unlimited: CellView = { state: "free", bookBefore: at, cancelBefore: at };
  const no = (index: number): CellView => ({ state: "refused", refusal: index });
  const grid: GridView = {
    activity: {
      id: booking.activityId,
      name: "Mercredis",
      kind: "wednesday",
      siteId: id("SiteId", "tilleuls"),
      siteName: "Les Tilleuls",
      siteTown: "Pithiviers",
      from: date("2026-12-02"),
      to: date("2027-01-06"),
      window: { state: "open", sentence: "" },
      units: [
        { id: day, name: "Journée", from: "07:30", to: "18:30", meal: true, excludes: [morning] },
        { id: morning, name: "Matin", from: "07:30", to: "13:30", meal: true, excludes: [day] },
      ],
    },
    lacking: [],
    children: [{ id: booking.childId, firstName: "Léa", lastName: "X", birthDate: date("2018-01-01"), age: 8 }],
    refusals: [refusal("incompatible"), refusal("full"), refusal("quotaReached")],
    days: [
      { date: date("2026-12-02"), cells: [[{ state: "booked", cancelBefore: at }, no(0)]] },
      { date: date("2026-12-09"), cells: [[free, no(1)]] },
      { date: date("2026-12-16"), cells: [[no(2), no(0)]] },
      { date: date("2026-12-23"), closed: 1, cells: [] },
      { date: date("2027-01-06"), cells: [[no(2), unlimited]] },
    ],
    now: at,
  };

  it("are the free ones, and those in whose way it stands itself", () => {
    expect(possibleDays(grid, booking, day)).toEqual([{ date: "2026-12-09", places: 4 }, { date: "2026-12-16" }]);
    expect(possibleDays(grid, booking, morning)).toEqual([{ date: "2026-12-02" }, { date: "2027-01-06" }]);
  });

  it("with the office's help, those too for which it is too late; never those that are full or closed", () => {
    const late: GridView = { ...grid, refusals: [refusal("tooLate"), refusal("full"), refusal("windowClosed")] };
    expect(possibleDays(late, booking, morning)).toEqual([{ date: "2027-01-06" }]);
    expect(possibleDays(late, booking, morning, true)).toEqual([
      { date: "2026-12-02" },
      { date: "2026-12-16" },
      { date: "2027-01-06" },
    ]);
  });
});
