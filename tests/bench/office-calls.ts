/**
 * What the office's pages about families ask of the table: the inbox of requests, the tabs of a family, a child's health,
 * who is there twice and what making them one would do, first requests. None of them depends on the size of the town but
 * where its name says so.
 */
import type * as z from "zod";
import { firstRequestOffice } from "../../functions/first-request/contract/office.ts";
import { searchRoutes } from "../../functions/search/contract.ts";
import { send, type Sent, type SignedIn } from "../integration/http/client.ts";
import { budgets } from "./budgets.ts";

type Name = keyof typeof budgets.officeCalls;
export interface OfficeCall {
  readonly name: Name;
  readonly mostTrips: null;
  readonly most: { readonly read: number; readonly write: number };
  readonly call: () => Sent;
}

/** A family with a child, as the office asks for it. */
export interface AskedFamily {
  readonly familyCode: string;
  readonly childId: string;
}

const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

type Double = z.output<(typeof searchRoutes)["search.doubles"]["answer"]>["doubles"][number];

export async function officeCalls(
  url: string,
  staff: SignedIn,
  { familyCode, childId }: AskedFamily,
): Promise<readonly OfficeCall[]> {
  const { cookies } = staff;
  const get = (path: string) => (): Sent => ({ method: "GET", path, cookies });
  const read = async (path: string): Promise<unknown> => JSON.parse((await send(url, get(path)())).text);
  const measured = (name: Name, call: () => Sent): OfficeCall => ({
    name,
    mostTrips: null,
    most: budgets.officeCalls[name],
    call,
  });
  const { doubles } = searchRoutes["search.doubles"].answer.parse(await read("/api/staff/doubles?state=open"));
  const isOfChildren = ({ one, other }: Double): boolean => one.childId !== undefined && other.childId !== undefined;
  const pair = doubles.find(isOfChildren);
  const { requests } = firstRequestOffice["first-request.list"].answer.parse(await read("/api/staff/first-requests"));
  const [first] = requests;
  if (!pair || !first) throw new Error("The demo town lacks a child that is there twice, or a first request");
  const family = `/api/staff/families/${familyCode}`;
  const child = `${family}/children/${childId}`;
  return [
    measured("Boîte des demandes, une recherche (agent)", get("/api/staff/requests?text=martin")),
    measured("Famille, foyer et enfants (agent)", get(family)),
    measured("Famille, ses champs (agent)", get(`${family}/file`)),
    measured("Famille, réservations (agent)", get(`${family}/bookings?from=${dayFrom(0)}&to=${dayFrom(60)}`)),
    measured("Famille, demandes (agent)", get(`${family}/requests`)),
    measured("Famille, accès (agent)", get(`${family}/sign-ins`)),
    measured("Famille, historique (agent)", get(`${family}/history`)),
    measured("Famille, quotient (agent)", get(`${family}/quotient`)),
    measured("Famille, mesures de protection (agent)", get(`${family}/protections`)),
    measured("Fiche d’un enfant (agent)", get(`${child}/record`)),
    measured("Santé d’un enfant, consultation enregistrée (agent)", () => ({
      method: "POST",
      path: `${child}/health/views`,
      cookies,
      body: { from: "childPage" },
    })),
    measured("Doublons (agent)", get("/api/staff/doubles?state=open")),
    measured(
      "Réunir deux fiches, aperçu (agent)",
      get(
        `/api/staff/families/${pair.one.familyCode}/children/${pair.one.childId ?? ""}/merge?keptFamily=${pair.other.familyCode}&kept=${pair.other.childId ?? ""}`,
      ),
    ),
    measured("Premières demandes (agent)", get("/api/staff/first-requests")),
    // The only one that walks through the town's households, some a day.
    measured("Première demande, familles qui lui ressemblent (agent)", get(`/api/staff/first-requests/${first.id}`)),
  ];
}
