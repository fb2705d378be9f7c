/**
 * What the simulator of PayFiP knows of its operations, and by which of PayFiP's rules it answers.
 *
 * | account (`numcli`) | answer                                     |
 * |--------------------|--------------------------------------------|
 * | not six digits     | T1                                         |
 * | 000404, 000403     | T2 unknown, T4 not open                    |
 * | 000500, 000503     | `TechDysfonctionnementErreur`, `TechIndisponibiliteErreur` |
 * | 000400             | `TechProtocolaireErreur`                   |
 * | 000502             | a page that is no SOAP                     |
 * | 000408             | nothing for longer than anybody waits      |
 *
 * R3, A1, A2, M1, M3, M5, N1, D1, S1 come by the fields themselves; P1 for what it does not know, or has forgotten at
 * night; P5 until the payer has decided. Its page says P3 of what was opened before, P4 after fifteen minutes.
 */
import { randomUUID } from "node:crypto";

/** What went wrong, in PayFiP's words. */
export type Fault =
  | { readonly code: string; readonly label: string }
  | "TechDysfonctionnementErreur"
  | "TechIndisponibiliteErreur"
  | "TechProtocolaireErreur";

/** No fault that PayFiP documents, but what a network makes of a service. */
export type Broken = "silent" | "unreadable";

export type Fields = Readonly<Record<string, string>>;

/** Card paid, debit paid, card refused, debit refused, cancelled; `X`: a letter that nobody knows yet. */
export const results = ["P", "V", "R", "Z", "A", "X"] as const;
export type Result = (typeof results)[number];

export interface Operation {
  readonly id: string;
  readonly asked: Fields;
  readonly created: number;
  /** The payer's page was opened. */
  opened: boolean;
  result: { readonly letter: Result; readonly at: Date; readonly authorisation: string } | null;
}

/** Milliseconds in which a payer may open the page. */
const openable = 15 * 60_000;
/** An operation without result is forgotten the night after. */
const remembered = 24 * 3_600_000;

const fault = (code: string, label: string): Fault => ({ code, label });

const rehearsed: Readonly<Record<string, Fault | Broken>> = {
  "000404": fault("T2", "Numéro de client inconnu."),
  "000403": fault("T4", "Client non ouvert au paiement."),
  "000500": "TechDysfonctionnementErreur",
  "000503": "TechIndisponibiliteErreur",
  "000400": "TechProtocolaireErreur",
  "000502": "unreadable",
  "000408": "silent",
};

const clientFault = (client: string): Fault | Broken | null =>
  /^\d{6}$/u.test(client) ? (rehearsed[client] ?? null) : fault("T1", "Numéro de client incorrect.");

const isAddress = (text: string): boolean => text.length < 250 && /^https?:\/\//u.test(text);

function orderFault(asked: Fields): Fault | Broken | null {
  const of = (name: string): string => asked[name] ?? "";
  const amount = of("montant");
  if (!/^[A-Za-z0-9]{6,30}$/u.test(of("refdet"))) return fault("R3", "Référence de la dette incorrecte.");
  if (of("mel") === "") return fault("A1", "E-mail absent.");
  if (of("mel").length < 6 || of("mel").length > 80 || !/^[^\s@]+@[^\s@]+$/u.test(of("mel")))
    return fault("A2", "E-mail incorrect.");
  if (!/^\d+$/u.test(amount)) return fault("M1", "Montant incorrect.");
  if (Number(amount) < 100) return fault("M3", "Montant inférieur à 1 euro.");
  if (Number(amount) > 10_000_000) return fault("M5", "Montant trop élevé.");
  if (!isAddress(of("urlnotif"))) return fault("N1", "Adresse de notification incorrecte.");
  if (!isAddress(of("urlredirect"))) return fault("D1", "Adresse de retour incorrecte.");
  if (!["T", "X", "W"].includes(of("saisie"))) return fault("S1", "Type de saisie incorrect.");
  return clientFault(of("numcli"));
}

const unknown = fault("P1", "Identifiant d’opération inconnu.");

const inParis = (at: Date): { readonly date: string; readonly time: string } => {
  const parts = new Intl.DateTimeFormat("fr-FR", {
    timeZone: "Europe/Paris",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? "";
  return { date: `${part("day")}${part("month")}${part("year")}`, time: `${part("hour")}${part("minute")}` };
};

export type Answered = { readonly fields: Fields } | { readonly fault: Fault | Broken };

export interface Operations {
  readonly create: (asked: Fields) => Answered;
  readonly detail: (operation: string) => Answered;
  readonly client: (client: string) => Answered;
  /** For the payer's page: the operation, or why it cannot be paid. */
  readonly open: (operation: string) => Operation | { readonly fault: Fault };
  /** What the payer decided; null for an operation that has its result, or that nobody has opened. */
  readonly decide: (operation: string, letter: Result) => Operation | null;
}

/** `now`: milliseconds, for the times that PayFiP itself counts. */
export function createOperations(now: () => number): Operations {
  const known = new Map<string, Operation>();
  const find = (name: string): Operation | null => {
    const operation = known.get(name);
    if (!operation) return null;
    if (operation.result || now() - operation.created < remembered) return operation;
    known.delete(name);
    return null;
  };
  return {
    create: (asked) => {
      const wrong = orderFault(asked);
      if (wrong) return { fault: wrong };
      const id = randomUUID();
      known.set(id, { id, asked, created: now(), opened: false, result: null });
      return { fields: { idOp: id } };
    },
    detail: (name) => {
      const operation = find(name);
      if (!operation) return { fault: unknown };
      const { asked, result } = operation;
      if (!result) return { fault: fault("P5", "Résultat de la transaction non connu.") };
      const { date, time } = inParis(result.at);
      const of = (field: string): string => asked[field] ?? "";
      return {
        fields: {
          dattrans: date,
          exer: of("exer").slice(-2),
          heurtrans: time,
          idOp: name,
          mel: of("mel"),
          montant: of("montant"),
          // Only what was paid has one.
          ...(["P", "V"].includes(result.letter) ? { numauto: result.authorisation } : {}),
          numcli: of("numcli"),
          objet: of("objet"),
          refdet: of("refdet"),
          resultrans: result.letter,
          saisie: of("saisie"),
        },
      };
    },
    client: (client) => {
      const wrong = clientFault(client);
      if (wrong) return { fault: wrong };
      return { fields: { libelleN1: "COLLECTIVITE SIMULEE", libelleN2: "REGIE", libelleN3: "", numcli: client } };
    },
    open: (name) => {
      const operation = find(name);
      if (!operation) return { fault: unknown };
      if (operation.opened || operation.result) return { fault: fault("P3", "Cette opération a déjà été utilisée.") };
      if (now() - operation.created > openable)
        return { fault: fault("P4", "Cette opération date de plus de quinze minutes.") };
      operation.opened = true;
      return operation;
    },
    decide: (name, letter) => {
      const operation = find(name);
      if (!operation || operation.result || !operation.opened) return null;
      operation.result = {
        letter,
        at: new Date(now()),
        authorisation: letter === "V" ? `${name.slice(0, 8)}-tip` : name.slice(0, 6),
      };
      return operation;
    },
  };
}
