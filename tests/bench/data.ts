/**
 * What each call of the API asks of the table: round trips one after the other, and the capacity they consume, the
 * session's check included.
 *
 * A second gateway beside a running portal runs the built functions with the table's address replaced by a meter in
 * front of it. Each call is made twice and the second one counts: the first may meet a function that has just started.
 */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type * as z from "zod";
import { bookingLook, gridView, type GridView } from "../../functions/booking/contract/look.ts";
import { id } from "../../functions/kernel/ids.ts";
import { readDays, type SiteDay } from "../../functions/booking/store/day-record.ts";
import { openTable } from "../../functions/table/table.ts";
import { operatorClient } from "../../infra/local/dynamo/table.ts";
import { tableName } from "../../infra/local/names.ts";
import { environmentFor } from "../../infra/local/environment.ts";
import { createApi } from "../../infra/local/gateway/api.ts";
import { gatewayMessage } from "../../infra/local/gateway/event.ts";
import { openGateway } from "../../infra/local/gateway/server.ts";
import { startRuntime } from "../../infra/local/lambda/runtime.ts";
import { readTown } from "../../infra/town/read.ts";
import type { PortalFacts } from "../e2e/command.ts";
import { freeCells } from "../e2e/steps.ts";
import { send, signIn, type Sent, type SignedIn } from "../integration/http/client.ts";
import { budgets } from "./budgets.ts";
import { officeCalls } from "./office-calls.ts";
import { startMeter, type TableUse } from "./table-meter.ts";

export interface DataUse extends TableUse {
  readonly name: string;
  /** Round trips that what a parent's page reads may take; null: this is no page's read. */
  readonly mostTrips: number | null;
  /** Units that it may consume, for a family of two or three children and a school year of Wednesdays. */
  readonly most: { readonly read: number; readonly write: number };
}

interface Measured extends Pick<DataUse, "name" | "mostTrips" | "most"> {
  /** Made anew for each of the two calls: a booking repeated with its key would cost nothing. */
  readonly call: () => Sent;
}

const get =
  (path: string, { cookies }: SignedIn) =>
  (): Sent => ({ method: "GET", path, cookies });
const preview =
  ({ signedIn: { cookies } }: Home, lines: readonly object[]) =>
  (): Sent => ({ method: "POST", path: "/api/bookings/previews", cookies, body: { lines } });
const monthOf = (date: string): string => `/api/bookings?from=${date.slice(0, 8)}01&to=${date.slice(0, 8)}28`;

const listed = bookingLook["booking.list"].answer;
const shown = bookingLook["booking.activities"].answer;

/** A family that signs in, and what it has. */
interface Home {
  readonly signedIn: SignedIn;
  readonly children: z.output<typeof listed>["children"];
  readonly bookings: z.output<typeof listed>["bookings"];
}

async function readHome(url: string, signedIn: SignedIn): Promise<Home> {
  const { text } = await send(url, get("/api/bookings?from=2026-01-01&to=2029-12-31", signedIn)());
  const { children, bookings } = listed.parse(JSON.parse(text));
  return { signedIn, children, bookings };
}

/** The grids of the Wednesdays that this family may book. */
async function openGrids(url: string, { signedIn }: Home): Promise<readonly GridView[]> {
  const read = async (path: string): Promise<unknown> => JSON.parse((await send(url, get(path, signedIn)())).text);
  const { activities } = shown.parse(await read("/api/activities"));
  return Promise.all(
    activities
      .filter(({ kind, window }) => kind === "wednesday" && window.state === "open")
      .map(async ({ id }) => gridView.parse(await read(`/api/activities/${id}/grid`))),
  );
}

/** The families of the demo town that cost differently: each is held to its own number of round trips. */
interface Homes {
  /** Two children, who wait for nothing and have no other household. */
  readonly plain: Home;
  /** One of its children is on a waiting list. */
  readonly waiting: Home;
  /** One of its children has a second household. */
  readonly shared: Home;
  readonly sharedChild: Home["children"][number]["id"];
}

function chooseHomes(homes: readonly Home[]): Homes {
  const waits = ({ bookings }: Home): boolean => bookings.some(({ status }) => status === "waiting");
  const sharedChildOf = (home: Home) =>
    home.children.find(({ id }) =>
      homes.some((other) => other !== home && other.children.some((child) => child.id === id)),
    );
  const plain = homes.find((home) => home.children.length === 2 && !waits(home) && !sharedChildOf(home));
  const waiting = homes.find((home) => waits(home) && !sharedChildOf(home));
  const shared = homes.find((home) => sharedChildOf(home) && !waits(home));
  const sharedChild = shared && sharedChildOf(shared)?.id;
  if (!plain || !waiting || !shared || sharedChild === undefined)
    throw new Error("The demo town lacks a family that waits, one that shares a child, or one that does neither");
  return { plain, waiting, shared, sharedChild };
}

/** Units that a month of bookings reads at most. */
const mostOfMonth = 5;

/** What the pages of a family that waits read: its ranks, known once its days are. */
function waitingCalls({ waiting }: Homes): readonly Measured[] {
  const wait = waiting.bookings.find(({ status }) => status === "waiting");
  if (!wait) throw new Error("A family that waits waits for nothing");
  const mostTrips = budgets.parentTrips.waitingOrShared;
  const month = wait.date.slice(0, 7);
  const waits = waiting.bookings.filter(({ status, date }) => status === "waiting" && date.startsWith(month));
  return [
    {
      name: "Grille, famille qui attend",
      mostTrips,
      most: { read: 26, write: 0 },
      call: get(`/api/activities/${wait.activityId}/grid`, waiting.signedIn),
    },
    {
      name: "Mes réservations, famille qui attend",
      mostTrips,
      // A short query of the list for each of the days that it waits for.
      most: { read: mostOfMonth + waits.length / 2, write: 0 },
      call: get(monthOf(wait.date), waiting.signedIn),
    },
  ];
}

/** What the pages of one of a child's two households read; what the other one holds is read once the child is known. */
async function sharedCalls(url: string, { shared, sharedChild }: Homes): Promise<readonly Measured[]> {
  const cell = (await openGrids(url, shared))
    .flatMap((grid) => freeCells(grid).map((free) => ({ ...free, activity: grid.activity })))
    .find(({ childId }) => childId === sharedChild);
  if (!cell) throw new Error("No open activity has a free cell for the child of two households");
  const { activity, childId, date } = cell;
  const mostTrips = budgets.parentTrips.waitingOrShared;
  return [
    {
      name: "Ma fiche famille, enfant partagé",
      mostTrips,
      most: { read: 3, write: 0 },
      call: get("/api/family", shared.signedIn),
    },
    {
      name: "Grille, enfant partagé",
      mostTrips,
      most: { read: 26, write: 0 },
      call: get(`/api/activities/${activity.id}/grid`, shared.signedIn),
    },
    {
      name: "Mes réservations, enfant partagé",
      mostTrips,
      most: { read: 6, write: 0 },
      call: get(monthOf(date), shared.signedIn),
    },
    {
      name: "Aperçu d’un jour, enfant partagé",
      mostTrips,
      most: { read: 8, write: 0 },
      call: preview(shared, [{ childId, activityId: activity.id, unitId: activity.units[0]?.id, date }]),
    },
  ];
}

/** Longer than the stream is ever behind a demo town that was loaded a moment ago. */
const patience = 120_000;

/** Waits until the stream has settled what was booked on these days: until then a booking costs what a crowd costs. */
async function untilSettled(endpoint: string, days: readonly SiteDay[]): Promise<void> {
  const client = operatorClient(endpoint);
  try {
    for (const end = performance.now() + patience; ;) {
      const read = await readDays(openTable(tableName, client), days, { consistent: true });
      if (days.every((day) => read(day).claims.length + read(day).releases.length === 0)) return;
      if (performance.now() > end) throw new Error("The stream has not settled the days that are measured");
      await wait(200);
    }
  } finally {
    client.destroy();
  }
}

async function plainCalls(
  { portal: url, operator }: PortalFacts,
  { plain }: Homes,
  staff: SignedIn,
): Promise<readonly Measured[]> {
  const { signedIn } = plain;
  // Room for everybody: a line that is refused would cost less than one that is booked.
  const roomy = (one: GridView) => freeCells(one).filter(({ places }) => places >= 4);
  const grid = (await openGrids(url, plain)).find((one) => roomy(one).length >= 4);
  if (!grid) throw new Error("No open activity has four free cells for this family");
  const { activity } = grid;
  const free = roomy(grid);
  await untilSettled(
    operator.endpoints.dynamodb,
    free.slice(0, 4).map(({ date }) => ({ siteId: activity.siteId, date: id("PlainDate", date) })),
  );
  const from = free[0]?.date ?? "";
  const lines = (first: number) =>
    free
      .slice(first, first + 2)
      .map(({ childId, date }) => ({ childId, activityId: activity.id, unitId: activity.units[0]?.id, date }));
  const post = (path: string, choose: () => ReturnType<typeof lines>) => (): Sent => ({
    method: "POST",
    path,
    cookies: signedIn.cookies,
    body: { idempotencyKey: `mesure-${randomUUID()}`, lines: choose() },
  });
  let booked = 0;
  let cancelled = 0;
  const mostTrips = budgets.parentTrips.plain;
  const child = plain.children[0]?.id ?? "";
  return [
    { name: "Qui est connecté", mostTrips, most: { read: 1, write: 0 }, call: get("/api/session", signedIn) },
    { name: "Ma fiche famille", mostTrips, most: { read: 3, write: 0 }, call: get("/api/family", signedIn) },
    { name: "Ma fiche famille, ses champs", mostTrips, most: { read: 12, write: 0 }, call: get("/api/file", signedIn) },
    {
      name: "Suivre mes demandes, 30 au plus",
      mostTrips,
      most: { read: 10, write: 0 },
      call: get("/api/requests", signedIn),
    },
    { name: "Les activités", mostTrips, most: { read: 3, write: 0 }, call: get("/api/activities", signedIn) },
    {
      name: "Grille d’une activité",
      mostTrips,
      most: { read: 24, write: 0 },
      call: get(`/api/activities/${activity.id}/grid`, signedIn),
    },
    {
      name: "Mes réservations, un mois",
      mostTrips,
      most: { read: mostOfMonth, write: 0 },
      call: get(monthOf(from), signedIn),
    },
    {
      name: "Inscriptions à l’année",
      mostTrips,
      most: { read: 5, write: 0 },
      call: get("/api/enrolments", signedIn),
    },
    {
      name: "Fiche renseignements d’un enfant",
      mostTrips,
      most: { read: 6, write: 0 },
      call: get(`/api/children/${child}/record`, signedIn),
    },
    {
      name: "Santé d’un enfant",
      mostTrips,
      most: { read: 6, write: 0 },
      call: get(`/api/children/${child}/health`, signedIn),
    },
    {
      name: "Mon quotient familial",
      mostTrips,
      most: { read: 6, write: 0 },
      call: get("/api/quotient", signedIn),
    },
    {
      name: "Confirmer mes fiches",
      // Once a year, each part of the file: which children there are is known after the first wave.
      mostTrips: budgets.parentTrips.waitingOrShared,
      most: { read: 24, write: 0 },
      call: get("/api/certification", signedIn),
    },
    // With what is said of the quotient, in the same wave.
    { name: "Mes justificatifs", mostTrips, most: { read: 5, write: 0 }, call: get("/api/documents", signedIn) },
    {
      name: "Documents envoyés, 20 au plus",
      mostTrips,
      most: { read: 10, write: 0 },
      call: get("/api/documents/sent?kind=domicile", signedIn),
    },
    {
      name: "Annoncer un document",
      mostTrips: null,
      most: { read: 4, write: 4 },
      call: () => ({
        method: "POST",
        path: "/api/documents",
        cookies: signedIn.cookies,
        body: { kind: "domicile", name: "mesure.pdf", size: 1000 },
      }),
    },
    {
      name: "Aperçu de 2 jours",
      mostTrips,
      most: { read: 8, write: 0 },
      call: preview(plain, lines(0)),
    },
    {
      name: "Réserver 2 jours",
      mostTrips: null,
      // Two a line; the basket itself as it is begun and as it is answered, so that its receipt survives a request that dies.
      most: { read: 8, write: 6 },
      call: post("/api/bookings", () => lines(2 * booked++)),
    },
    {
      name: "Annuler 2 jours",
      mostTrips: null,
      // Eight; one more when the stream takes a claim out of its day at that very moment, and the day is looked at again.
      most: { read: 9, write: 5 },
      call: post("/api/bookings/cancellations", () => lines(2 * cancelled++)),
    },
    {
      name: "Les accueils (agent)",
      mostTrips: null,
      most: { read: 2, write: 0 },
      call: get("/api/staff/sites", staff),
    },
    {
      name: "Justificatifs d’une famille (agent)",
      mostTrips: null,
      // One write: that somebody looked is recorded.
      most: { read: 6, write: 3 },
      call: get(`/api/staff/families/${signedIn.view.login}/documents`, staff),
    },
    {
      name: "Demandes des familles, une page (agent)",
      mostTrips: null,
      // One query of the index in a town of any size; one write: who looked is recorded.
      most: { read: 20, write: 3 },
      call: get("/api/staff/requests", staff),
    },
    // With the requests and the first requests (office-calls.ts), the one list of « Demandes ».
    {
      name: "Réservations et justificatifs à valider, 200 au plus (agent)",
      mostTrips: null,
      most: { read: 120, write: 3 },
      call: get("/api/staff/approvals", staff),
    },
    {
      name: "Inscriptions à l’année qui attendent, une page (agent)",
      mostTrips: null,
      most: { read: 60, write: 3 },
      call: get("/api/staff/enrolments?state=asked", staff),
    },
    // The roster, and what the stream has not brought to it yet.
    {
      name: "Feuille du jour (agent)",
      mostTrips: null,
      // One write: who looked at the children of that day is recorded.
      most: { read: 20, write: 1 },
      call: get(`/api/staff/sites/${activity.siteId}/days/${from}`, staff),
    },
  ];
}

export async function measureData(facts: PortalFacts): Promise<readonly DataUse[]> {
  const { portal, data, operator, demo } = facts;
  const stack = new AsyncDisposableStack();
  try {
    const logs = await mkdtemp(join(tmpdir(), "portail-mesure-"));
    stack.defer(() => rm(logs, { recursive: true, force: true }));
    const meter = stack.adopt(await startMeter(operator.endpoints.dynamodb), (started) => started.close());
    const envOf = environmentFor({
      town: readTown(),
      clientId: operator.userPoolClientId,
      endpoints: { ...operator.endpoints, dynamodb: meter.url },
    });
    const runtime = stack.adopt(await startRuntime({ envOf, logs, clockOffset: 0 }), (started) => started.stop());
    const gateway = stack.adopt(await openGateway(0), (opened) => opened.close());
    gateway.connect({
      api: createApi({ runtime }),
      secret: await readFile(join(data, "portal-secret"), "utf8"),
      files: { answer: () => gatewayMessage(404, "Not Found"), reload: () => Promise.resolve() },
      bucket: operator.endpoints.s3,
    });
    const staffMember = demo.signIns.find(({ role }) => role === "staff");
    if (!staffMember) throw new Error("The demo town has no staff member that may sign in");
    const staff = await signIn(portal, staffMember.login, staffMember.password, staffMember.totpSecret);
    const homes = chooseHomes(
      await Promise.all(
        demo.signIns
          .filter(({ role }) => role === "guardian")
          .map(async ({ login, password }) => readHome(portal, await signIn(portal, login, password))),
      ),
    );
    const wanted = [
      ...(await plainCalls(facts, homes, staff)),
      ...waitingCalls(homes),
      ...(await sharedCalls(portal, homes)),
      ...(await officeCalls(portal, staff, {
        familyCode: homes.plain.signedIn.view.login,
        childId: homes.plain.children[0]?.id ?? "",
      })),
    ];
    const found: DataUse[] = [];
    for (const { name, mostTrips, most, call } of wanted) {
      const once = async (): Promise<void> => {
        const answer = await send(gateway.url, call());
        if (
          ![200, 201].includes(answer.status) ||
          answer.text.includes('"refused"') !== answer.text.includes('"refusals"')
        )
          throw new Error(`${name}: ${answer.status} ${answer.text}`);
      };
      await once();
      const used = await meter.during(once);
      // A function reads the catalogue anew every few seconds, whoever asks: the call that met that is measured again.
      const over = used.readUnits > most.read || (mostTrips !== null && used.trips > mostTrips);
      found.push({ name, mostTrips, most, ...(over ? await meter.during(once) : used) });
    }
    return found;
  } finally {
    await stack.disposeAsync();
  }
}
