/**
 * The one starter of all functions that answer HTTP: what every one needs (settings, table, secret, keys of the user
 * pool) and what this one needs besides are made in parallel, once, before the first request.
 */
import type { contract } from "../contract.ts";
import type { SchoolZone } from "../calendar/rules/school-calendar.ts";
import type { UseCases } from "../http/call.ts";
import { answered, httpHandler, type Answered, type HttpHandler } from "../http/pipeline.ts";
import type { Routes } from "../http/route.ts";
import { tokenVerifier, type SessionReader } from "../http/session-guard.ts";
import { systemClock, type Clock } from "../kernel/clock.ts";
import { log } from "../kernel/log.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { functions } from "../manifest.ts";
import { recordAccess } from "../journal/store/accesses.ts";
import { readSession } from "../sign-in/store/sessions.ts";
import { openTable, type Table } from "../table/table.ts";
import { readPortalSecret } from "./secret.ts";
import { readSetting } from "./settings.ts";

/** What is there at once. */
export interface Opened {
  readonly table: Table;
  readonly town: TownForFunctions;
  readonly schoolZone: SchoolZone;
  readonly clock: Clock;
}

/** What every function that answers HTTP holds. */
export interface Started extends Opened {
  readonly portalSecret: string;
  readonly verifyToken: SessionReader["verifyToken"];
}

/** A group of routes with its use cases, which are made of `N` at start. */
interface Served<R extends Routes, N> {
  readonly routes: R;
  readonly start: (needs: N) => Answered;
}

export const served = <R extends Routes, N>(routes: R, useCases: (needs: N) => UseCases<R>): Served<R, N> => ({
  routes,
  start: (needs) => answered(routes, useCases(needs)),
});

type Functions = typeof functions;
/** Functions that answer HTTP, and the groups that the manifest has each serve. */
type HttpFunction = {
  [F in keyof Functions]: Functions[F]["calledBy"] extends { readonly kind: "http" } ? F : never;
}[keyof Functions];
type GroupsOf<F extends HttpFunction> = Extract<Functions[F]["calledBy"], { readonly kind: "http" }>["routes"][number];

/** For a function that needs nothing besides. */
export const nothingMore = (): Promise<object> => Promise.resolve({});

/**
 * Starts function `F`: a group of routes that the manifest has it serve and that is missing here does not compile, nor
 * does one more.
 */
export async function serve<F extends HttpFunction, M extends object = object>(
  more: (opened: Opened) => Promise<M>,
  groups: { readonly [G in GroupsOf<F>]: Served<(typeof contract)[G], Started & M> },
): Promise<HttpHandler> {
  const table = openTable(readSetting("TABLE_NAME"));
  const town = readSetting("TOWN");
  const opened: Opened = { table, town, schoolZone: town.schoolZone, clock: systemClock };
  const [portalSecret, verifyToken, besides] = await Promise.all([
    readPortalSecret(readSetting("PORTAL_SECRET_ID")),
    tokenVerifier({ userPoolId: readSetting("USER_POOL_ID"), clientId: readSetting("USER_POOL_CLIENT_ID") }),
    more(opened),
  ]);
  const needs = { ...opened, portalSecret, verifyToken, ...besides };
  const all: Readonly<Record<string, Served<Routes, Started & M>>> = groups;
  const sessions: SessionReader = {
    verifyToken,
    clock: opened.clock,
    readSession: (login, sidHash) => readSession(table, login, sidHash),
  };
  return httpHandler(
    Object.values(all).map(({ start }) => start(needs)),
    {
      log,
      portalSecret,
      sessions,
      recordAccess: (access) => recordAccess(table, access, town.auditKeptDays),
    },
  );
}
