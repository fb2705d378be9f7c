/**
 * « Quotient familial CAF & MSA » of the State's API Particulier, version 3, asked by a person's identity.
 *
 *     GET {endpoint}/v3/dss/quotient_familial/identite
 *     authorization: Bearer <token of the town, valid for eighteen months>
 *     ?recipient=<SIRET of the town>&nomNaissance=&prenoms[]=&anneeDateNaissance=&moisDateNaissance=&jourDateNaissance=
 *      &sexeEtatCivil=F|M&codeCogInseePaysNaissance=&codeCogInseeCommuneNaissance=
 *     200 {data: {quotient_familial: {fournisseur: CNAF|MSA, valeur, annee, mois, …}, allocataires, enfants, adresse}}
 *     4xx, 5xx {errors: [{code, title, detail, …}]}
 *
 * Of the answer only the quotient is read: the rest is nobody's business here. The address holds who is asked about, so
 * that neither it nor an answer ever reaches the log; codes do.
 *
 * https://particulier.api.gouv.fr/catalogue, and the service's own test cases: github.com/etalab/siade_staging_data.
 */
import * as z from "zod/mini";
import { id, type PlainMonth } from "../kernel/ids.ts";
import { lazily } from "../kernel/lazily.ts";
import { cents, type Cents } from "../kernel/money.ts";
import { birthCodes, type AskedIdentity, type Fund } from "./rules/source.ts";

/** What the portal needs to ask: as the town's configuration, and the operator's secret, have it. */
export interface ApiAccess {
  readonly endpoint: string;
  /** SIRET of the town, in whose name it is asked. */
  readonly recipient: string;
  /** Read at each asking: its operator may change it. */
  readonly token: () => Promise<string>;
}

/** Why no answer came. `refused`: the town's right to ask is the matter, which only its operator can mend. */
export type AwayReason = "refused" | "limited" | "busy" | "late" | "failed" | "unreadable";

export type ApiAnswer =
  | { readonly kind: "found"; readonly fund: Fund; readonly value: Cents; readonly month: PlainMonth }
  /** No file is found by that identity; or the identity is not one that can be asked by. */
  | { readonly kind: "notFound" }
  /** There is a file, and it says no quotient: the fund does not know what the household earns. */
  | { readonly kind: "noResources" }
  | {
      readonly kind: "away";
      readonly why: AwayReason;
      /** Of the answer, when there was one: `502 37999`. */
      readonly code: string;
      /** Seconds for which it wants to be left alone. */
      readonly retryAfter?: number;
    };

export type AskApi = (identity: AskedIdentity) => Promise<ApiAnswer>;

/** Milliseconds: the State answers within five seconds or not at all. */
const patience = 5000;
/** Seconds to leave it alone when it says that it is asked too much, and not for how long. */
const usualPause = 60;
/** Whatever it says: half a day is the longest that it shuts anybody out. */
const longestPause = 12 * 3600;

const answerSchema = lazily(() =>
  z.object({
    data: z.object({
      quotient_familial: z.optional(
        z.nullable(
          z.object({
            fournisseur: z.enum(["CNAF", "MSA"]),
            valeur: z.optional(z.nullable(z.number().check(z.gte(0), z.lte(1_000_000)))),
            annee: z.int().check(z.gte(2000), z.lte(2999)),
            mois: z.int().check(z.gte(1), z.lte(12)),
          }),
        ),
      ),
    }),
  }),
);
const errorsSchema = lazily(() => z.object({ errors: z.array(z.object({ code: z.optional(z.string()) })) }));

function addressOf({ endpoint, recipient }: ApiAccess, identity: AskedIdentity): URL {
  const { country, commune } = birthCodes(identity.birthPlace);
  const [year = "", month = "", day = ""] = identity.birthDate.split("-");
  const address = new URL("/v3/dss/quotient_familial/identite", endpoint);
  const query = address.searchParams;
  query.set("recipient", recipient);
  query.set("nomNaissance", identity.birthName);
  for (const name of identity.firstNames) query.append("prenoms[]", name);
  query.set("anneeDateNaissance", String(Number(year)));
  query.set("moisDateNaissance", String(Number(month)));
  query.set("jourDateNaissance", String(Number(day)));
  query.set("sexeEtatCivil", identity.sex);
  query.set("codeCogInseePaysNaissance", country);
  if (commune !== undefined) query.set("codeCogInseeCommuneNaissance", commune);
  return address;
}

function found(body: unknown): ApiAnswer {
  const read = z.safeParse(answerSchema(), body);
  if (!read.success) return { kind: "away", why: "unreadable", code: "200" };
  const quotient = read.data.data.quotient_familial;
  if (quotient?.valeur === undefined || quotient.valeur === null) return { kind: "noResources" };
  const { fournisseur, valeur, annee, mois } = quotient;
  return {
    kind: "found",
    fund: fournisseur === "MSA" ? "msa" : "caf",
    value: cents(Math.round(valeur * 100)),
    month: id("PlainMonth", `${annee}-${String(mois).padStart(2, "0")}`),
  };
}

/** Seconds, from a header that says so, or nothing that can be read. */
function pauseOf(header: string | null): number {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds > 0
    ? Math.min(Math.ceil(seconds), longestPause)
    : usualPause;
}

function refused(status: number, body: unknown, retryAfter: string | null): ApiAnswer {
  const read = z.safeParse(errorsSchema(), body);
  const code = `${status} ${(read.success ? read.data.errors[0]?.code : undefined) ?? "?"}`;
  const away = (why: AwayReason) => ({ kind: "away", why, code }) as const;
  switch (status) {
    // 422: what was asked by cannot be an identity; who typed it can mend it, as with one that is not found.
    case 404:
    case 422:
      return { kind: "notFound" };
    case 401:
    case 403:
      return away("refused");
    case 409:
      return away("busy");
    case 429:
      return { ...away("limited"), retryAfter: pauseOf(retryAfter) };
    default:
      return away("failed");
  }
}

/** A body that is no JSON is none. */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The connector. It answers whatever happens: what is wrong with the service is an answer too. */
export const apiParticulier =
  (access: ApiAccess, send: typeof fetch = fetch): AskApi =>
  async (identity) => {
    try {
      const response = await send(addressOf(access, identity), {
        headers: { authorization: `Bearer ${await access.token()}`, accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(patience),
      });
      const body = await jsonOf(response);
      return response.status === 200
        ? found(body)
        : refused(response.status, body, response.headers.get("retry-after"));
    } catch (error) {
      const late = error instanceof Error && error.name === "TimeoutError";
      // `fetch` throws a TypeError when no answer came: the network, a name, a certificate, a redirection.
      if (!late && !(error instanceof TypeError)) throw error;
      return { kind: "away", why: late ? "late" : "failed", code: "0" };
    }
  };
