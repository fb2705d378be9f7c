/**
 * A simulator of API Particulier's « Quotient familial CAF & MSA » (version 3, by identity), for this machine and the
 * tests. It knows nobody: its people are those of the State's own test cases (github.com/etalab/siade_staging_data), and
 * names that stand for each documented answer. It says so in every answer, and to whoever opens its address.
 *
 * | birth name                   | answer                                                          |
 * |------------------------------|-----------------------------------------------------------------|
 * | ROUX, MARTIN, DUPONT, FAKIR  | a quotient, for the right first name, day and place of birth      |
 * | ZERO                         | a quotient of 0                                                  |
 * | SANSRESSOURCES               | a file without a quotient                                        |
 * | LIMITE                       | 429, with `Retry-After`                                          |
 * | EXPIRE, REFUS                | 401 00103, 403 00100: the town's access                          |
 * | DOUBLON, INVALIDE            | 409 00015, 422                                                   |
 * | PANNE, MUET, ILLISIBLE       | 502 37999, 504 37001, a page that is no JSON                     |
 * | LENT                         | nothing for longer than anybody waits                            |
 * | any other                    | 404 37003: no file                                               |
 */
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { foldName } from "../../functions/family/rules/family.ts";
import { type Listener, serve } from "./net.ts";

/** What the simulator takes for the town's token. */
export const simulatedToken = "jeton.du.simulateur";

interface Person {
  readonly firstName: string;
  readonly birthDate: string;
  readonly sex: "F" | "M";
  readonly country: string;
  readonly commune: string | null;
  readonly fund: "CNAF" | "MSA";
  readonly value: number;
}

const people: Readonly<Record<string, Person>> = {
  ROUX: {
    firstName: "JEANNE",
    birthDate: "1987-6-27",
    sex: "F",
    country: "99100",
    commune: "08480",
    fund: "MSA",
    value: 150,
  },
  MARTIN: {
    firstName: "PIERRE",
    birthDate: "1987-6-27",
    sex: "M",
    country: "99100",
    commune: "51108",
    fund: "MSA",
    value: 200,
  },
  DUPONT: {
    firstName: "SOPHIE",
    birthDate: "1982-9-3",
    sex: "F",
    country: "99100",
    commune: "13001",
    fund: "CNAF",
    value: 900,
  },
  FAKIR: {
    firstName: "EYMEN",
    birthDate: "1992-11-14",
    sex: "M",
    country: "99350",
    commune: null,
    fund: "CNAF",
    value: 4270,
  },
  ZERO: {
    firstName: "ANNE",
    birthDate: "1990-1-1",
    sex: "F",
    country: "99100",
    commune: "45252",
    fund: "CNAF",
    value: 0,
  },
};

const isThat = (query: URLSearchParams, one: Person): boolean =>
  foldName(query.getAll("prenoms[]")[0] ?? "") === one.firstName &&
  ["annee", "mois", "jour"].map((part) => query.get(`${part}DateNaissance`)).join("-") === one.birthDate &&
  query.get("sexeEtatCivil") === one.sex &&
  query.get("codeCogInseePaysNaissance") === one.country &&
  query.get("codeCogInseeCommuneNaissance") === one.commune;

const meta = { simulateur: "Portail Famille, infra/local/api-particulier.ts : réponse inventée, de personne" };

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const error = (status: number, code: string, title: string, detail: string): Answer => ({
  status,
  body: { errors: [{ code, title, detail, source: null, meta }] },
});

function quotient(value: number | undefined, fund: Person["fund"]): Answer {
  const now = new Date();
  const [annee, mois] = [now.getUTCFullYear(), now.getUTCMonth() + 1];
  return {
    status: 200,
    body: {
      data: {
        quotient_familial: {
          fournisseur: fund,
          ...(value === undefined ? {} : { valeur: value }),
          annee,
          mois,
          annee_calcul: annee,
          mois_calcul: mois,
        },
        allocataires: [],
        enfants: [],
      },
      links: {},
      meta,
    },
  };
}

const notFound = error(
  404,
  "37003",
  "Dossier inexistant",
  "Le dossier allocataire n’a pas été trouvé avec ces paramètres.",
);

const rehearsed: Readonly<Record<string, Answer>> = {
  SANSRESSOURCES: quotient(undefined, "CNAF"),
  LIMITE: {
    ...error(429, "00429", "Trop de requêtes", "La limite de requêtes par minute est dépassée."),
    headers: { "retry-after": "30" },
  },
  EXPIRE: error(401, "00103", "Jeton expiré", "Le jeton d’accès a expiré."),
  REFUS: error(403, "00100", "Accès refusé", "Le jeton ne donne pas accès à cette ressource."),
  DOUBLON: error(409, "00015", "Requête déjà en cours", "La même requête est en cours de traitement."),
  INVALIDE: error(422, "00364", "Paramètre invalide", "Un paramètre n’est pas correctement formaté."),
  PANNE: error(502, "37999", "Erreur inconnue du fournisseur", "La réponse du fournisseur est inconnue."),
  MUET: error(504, "37001", "Délai dépassé", "Le fournisseur n’a pas répondu à temps."),
};

const needed = ["recipient", "nomNaissance", "prenoms[]", "sexeEtatCivil", "codeCogInseePaysNaissance"];

/** Milliseconds: longer than the portal waits. */
const slow = 7000;

async function answerTo(address: URL, authorization: string | undefined): Promise<Answer> {
  const query = address.searchParams;
  if (address.pathname !== "/v3/dss/quotient_familial/identite")
    return { status: 200, body: { ...meta, chemin: "/v3/dss/quotient_familial/identite" } };
  if (authorization !== `Bearer ${simulatedToken}`)
    return error(401, "00101", "Non autorisé", "Le jeton d’accès n’est pas valide.");
  const missing = needed.find((name) => (query.get(name) ?? "") === "");
  if (missing !== undefined || !/^\d{14}$/u.test(query.get("recipient") ?? ""))
    return error(422, "00364", "Paramètre manquant", `Le paramètre ${missing ?? "recipient"} n’est pas renseigné.`);
  const name = foldName(query.get("nomNaissance") ?? "");
  if (name === "LENT") await wait(slow);
  const person = people[name];
  if (person) return isThat(query, person) ? quotient(person.value, person.fund) : notFound;
  return rehearsed[name] ?? notFound;
}

function write(response: ServerResponse, name: string, { status, body, headers = {} }: Answer): void {
  const unreadable = foldName(name) === "ILLISIBLE";
  response
    .writeHead(status === 404 && unreadable ? 200 : status, {
      "content-type": unreadable ? "text/html; charset=utf-8" : "application/json; charset=utf-8",
      "x-simulateur": "portail-famille",
      ...headers,
    })
    .end(unreadable ? "<h1>Maintenance</h1>" : JSON.stringify(body));
}

export const startApiParticulier = (): Promise<Listener> =>
  serve((request, response) => {
    const address = new URL(request.url ?? "/", "http://localhost");
    answerTo(address, request.headers.authorization)
      .then((answer) => {
        write(response, address.searchParams.get("nomNaissance") ?? "", answer);
      })
      .catch((error: unknown) => {
        process.stderr.write(`api-particulier: ${String(error)}\n`);
        response.destroy();
      });
  });
