/**
 * Every function of the portal, once: its entry, what calls it, what it may touch. `infra/` makes Lambda functions,
 * routes, triggers, schedules and roles of it; `infra/local/` runs the same on one machine and refuses the same
 * actions.
 *
 * A subject and a function are two things. Subjects declare their routes in groups (contract.ts); a function serves
 * groups of several subjects when they need the same rights and bear the same load, and no other reason parts them. One
 * function for everything would have a role that can do everything; one a route would pass CloudFormation's 500
 * resources and nearly always start cold. So:
 *
 * - who signs in, who changes their own codes, who gives codes to others: three sets of Cognito's actions, of which the
 *   first is called a thousand times more on opening day;
 * - families look far more than they book: looking has a function of its own, which may write nothing;
 * - what programs fetch by a secret address (calendars, one-click unsubscribing) is apart from what people wait for;
 * - the office looks at days with one, which changes nothing of a family's, keeps files with another, which can touch no
 *   place, and books for a family, answers what it asks and decides for everybody with three more.
 */
import { forgottenCode } from "./billing/rules/periods.ts";
import type { RouteGroup } from "./contract.ts";
import type { FileFolder, ScannedFolder } from "./files/folders.ts";
import type { Entity } from "./table/entities.ts";

export type TableAction =
  | "GetItem"
  | "BatchGetItem"
  | "Query"
  | "Scan"
  | "PutItem"
  | "UpdateItem"
  | "DeleteItem"
  | "ConditionCheckItem";
export type IdentityAction =
  | "SignUp"
  | "ConfirmSignUp"
  | "ResendConfirmationCode"
  | "ForgotPassword"
  | "ConfirmForgotPassword"
  | "RevokeToken"
  | "AdminInitiateAuth"
  | "AdminRespondToAuthChallenge"
  | "AdminGetUser"
  | "AdminDeleteUser"
  | "AdminUserGlobalSignOut"
  | "AdminSetUserMFAPreference"
  | "AdminCreateUser"
  | "AdminSetUserPassword"
  | "AdminAddUserToGroup"
  | "AdminDisableUser"
  | "AdminEnableUser"
  | "ChangePassword"
  | "UpdateUserAttributes"
  | "VerifyUserAttribute"
  | "AssociateSoftwareToken"
  | "VerifySoftwareToken"
  | "SetUserMFAPreference";

/**
 * A link or an upload form can do what the function that signed it may do, and nothing else. Nobody may list: records
 * know the keys, and S3 answers "access denied" to who asks for a file that is not there.
 */
export type FileAction =
  | "GetObject"
  /**
   * The version that an event named: a browser can send another file to the same key while the first is being judged.
   */
  | "GetObjectVersion"
  | "PutObject"
  /** The bucket keeps what was deleted for a month. */
  | "DeleteObject";

/** Names of environment variables; each function's own zod schema reads those it declares. */
export type Setting =
  | "TABLE_NAME"
  | "USER_POOL_ID"
  | "USER_POOL_CLIENT_ID"
  /** Name of the secret (Secrets Manager) that CloudFront sends and that keys are derived from. */
  | "PORTAL_SECRET_ID"
  /** Id of the secret that holds the user pool client's own. */
  | "USER_POOL_CLIENT_SECRET_ID"
  /** `Portail Famille <portail@exemple.fr>`, or empty while no address is verified in SES. */
  | "MAIL_SENDER"
  /** SES configuration set, or empty. */
  | "MAIL_CONFIGURATION_SET"
  /** Name of the bucket that holds families' files. */
  | "FILES_BUCKET"
  /** The town's access to the State's API Particulier, as JSON, with the id of the secret that holds its token; empty without one. */
  | "API_PARTICULIER"
  /** The treasury's online payment, as JSON: where it is and whether money moves; empty where nothing is paid online. */
  | "PAYFIP"
  /** What functions need of the town's configuration, as JSON (`TownForFunctions`). */
  | "TOWN"
  /**
   * Group of one-time schedules, and what the scheduler must be told of each function in `oneTimeSchedules`, as JSON (`OneTimeSchedules` of the schedule kit).
   */
  | "ONE_TIME_SCHEDULES";

export type Caller =
  /**
   * `routes`: the groups that it serves. `fallback`: it also answers every other path under `/api`, with the contract's
   * own 404.
   */
  | { readonly kind: "http"; readonly routes: readonly RouteGroup[]; readonly fallback?: true }
  | { readonly kind: "identity"; readonly trigger: "PreSignUp" | "CustomMessage" | "PostConfirmation" }
  /**
   * `entities`: the `entity` attribute of the records that concern it; others are filtered out before they cost
   * anything. `lanes`: batches of one shard that are handled at once, at most; the changes of one record stay in order.
   */
  | {
      readonly kind: "stream";
      readonly entities: readonly Entity[];
      readonly batchSize: number;
      readonly lanes: number;
    }
  /** `rate`: an EventBridge Scheduler expression, in the town's time zone. */
  | { readonly kind: "schedule"; readonly name: string; readonly expression: string }
  /**
   * One-time schedules, put at run time by the functions that name this one in `oneTimeSchedules`; called with the input they
   * gave. `deployedAs`: its name in AWS where the code has a better one by now. Schedules that wait in a town call it by
   * that name, and a function that has a name of its own cannot be replaced by another of the same.
   */
  | { readonly kind: "oneTime"; readonly deployedAs?: string }
  /**
   * What happened to a file of a folder, as EventBridge tells it, once or more often. `created`: it is there (S3's
   * "Object Created"). `scanned`: it has been scanned for malware, or could not be (GuardDuty's "GuardDuty Malware
   * Protection Object Scan Result").
   */
  | { readonly kind: "file"; readonly event: "created"; readonly folder: FileFolder }
  | { readonly kind: "file"; readonly event: "scanned"; readonly folder: ScannedFolder };

export interface FunctionSpec {
  /** File that exports `handler`, relative to `functions/`. */
  readonly entry: string;
  /** What people lose when it fails: one French sentence, which its alarms say to the town's operators. */
  readonly loss: string;
  readonly calledBy: Caller;
  /** Codes of its log that wake the town's operators, and what each says to them: one French sentence. */
  readonly rings?: Readonly<Record<string, string>>;
  readonly settings: readonly Setting[];
  readonly table: readonly TableAction[];
  /** May reach the records of children's health; a role that says nothing is refused them. */
  readonly health?: true;
  /** May query the index. */
  readonly index?: true;
  /** May read all of the index: whoever learns the whole town. */
  readonly indexScan?: true;
  /** Functions that one-time schedules call, which this one may put, move and remove. */
  readonly oneTimeSchedules?: readonly string[];
  readonly identity: readonly IdentityAction[];
  /** What it may do with the files of each folder. */
  readonly files?: Readonly<Partial<Record<FileFolder, readonly FileAction[]>>>;
  /** May send mail, from the town's own address only. */
  readonly mail?: true;
  /** Megabytes. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
}

/** Settings of every function that answers HTTP: it verifies CloudFront's header, the token and the session. */
const web = [
  "TABLE_NAME",
  "USER_POOL_ID",
  "USER_POOL_CLIENT_ID",
  "PORTAL_SECRET_ID",
  "TOWN",
] as const satisfies readonly Setting[];
/** What functions that answer HTTP have in common. */
const http = { settings: web, memory: 1024, timeout: 25 } as const satisfies Partial<FunctionSpec>;
/** Of those that speak to the user pool as its client. */
const withUserPool = {
  ...http,
  settings: [...web, "USER_POOL_CLIENT_SECRET_ID"],
} as const satisfies Partial<FunctionSpec>;

export const functions = {
  /** Signing in, first connection, forgotten password: what opening day calls most. */
  signIn: {
    ...withUserPool,
    entry: "entries/sign-in.ts",
    loss: "Plus personne ne peut se connecter, activer son compte ni retrouver un mot de passe.",
    calledBy: { kind: "http", routes: ["sign-in"] },
    // `BatchGetItem`: the writings of a family's code.
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    identity: [
      "SignUp",
      "ConfirmSignUp",
      "ResendConfirmationCode",
      "ForgotPassword",
      "ConfirmForgotPassword",
      "RevokeToken",
      "AdminInitiateAuth",
      "AdminRespondToAuthChallenge",
      "AdminGetUser",
      "AdminDeleteUser",
      "AdminUserGlobalSignOut",
      "AdminSetUserMFAPreference",
    ],
  },
  /** « Mes codes d’accès »: by each person, on their own sign-in only. */
  ownAccess: {
    ...withUserPool,
    entry: "entries/own-access.ts",
    loss: "Personne ne peut plus changer son mot de passe, son adresse ou son téléphone, ni fermer ses sessions.",
    calledBy: { kind: "http", routes: ["access/own"] },
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    identity: [
      "AdminGetUser",
      "AdminInitiateAuth",
      "AdminUserGlobalSignOut",
      "ChangePassword",
      "UpdateUserAttributes",
      "VerifyUserAttribute",
      "AssociateSoftwareToken",
      "VerifySoftwareToken",
      "SetUserMFAPreference",
    ],
  },
  /** Sign-ins that somebody gives to somebody else, or takes back: the only one that makes and disables users. */
  givenAccess: {
    ...withUserPool,
    entry: "entries/given-access.ts",
    loss: "Aucun accès au portail ne peut plus être donné ni retiré, à un responsable comme à un agent.",
    calledBy: { kind: "http", routes: ["access/given"] },
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    identity: [
      "AdminCreateUser",
      "AdminSetUserPassword",
      "AdminSetUserMFAPreference",
      "AdminAddUserToGroup",
      "ForgotPassword",
      "AdminGetUser",
      "AdminDeleteUser",
      "AdminDisableUser",
      "AdminEnableUser",
      "AdminUserGlobalSignOut",
    ],
  },
  /** What a family sees: its file, what may be booked, what is booked, what happened. It may write nothing. */
  look: {
    ...http,
    entry: "entries/look.ts",
    loss: "Les familles ne voient plus ce qu’elles peuvent réserver, ce qu’elles ont réservé, ni leur dossier.",
    calledBy: {
      kind: "http",
      routes: ["booking/look", "document/look", "family", "history/own", "price/own", "quotient/own"],
    },
    table: ["GetItem", "BatchGetItem", "Query"],
    identity: [],
  },
  /** What a family does to its bookings. */
  book: {
    ...http,
    entry: "entries/book.ts",
    loss: "Les familles ne peuvent plus réserver, annuler ni accepter une place proposée.",
    calledBy: { kind: "http", routes: ["booking/act", "waiting-list/own"] },
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    identity: [],
  },
  /** A child's file but for its health, by its households and by the office. */
  childRecord: {
    ...http,
    entry: "entries/child-record.ts",
    loss: "Les fiches des enfants ne sont plus ni lues ni changées : contacts, autorisations, médecin, assurance.",
    calledBy: { kind: "http", routes: ["child-record/own", "child-record/office"] },
    // `BatchGetItem`: the papers of people who may come for the child.
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"],
    identity: [],
  },
  /** A child's health: the only one that may reach its records, and the only one that opens its papers to staff. */
  health: {
    ...http,
    settings: [...web, "FILES_BUCKET"],
    entry: "entries/health.ts",
    loss: "La santé des enfants n’est plus ni lue ni changée (allergies, PAI, médicaments, vaccins), et deux fiches d’un enfant ne se réunissent plus.",
    calledBy: {
      kind: "http",
      routes: ["child-record/health", "child-record/health-office", "merge/look", "merge/act"],
    },
    // `BatchGetItem`: the papers that staff decides on, too. `DeleteItem`, `ConditionCheckItem`: two files of one child
    // become one, health and all, or stay two.
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    health: true,
    identity: [],
    files: { documents: ["GetObject"] },
  },
  /**
   * What a family does so that it may book: enrols a child for the year. It can touch no place. It shows that too: once or
   * twice a year, so that the function that everybody waits for does not load it.
   */
  enrol: {
    ...http,
    entry: "entries/enrol.ts",
    loss: "Les familles ne peuvent plus voir, demander ni terminer d’inscription à l’année.",
    calledBy: { kind: "http", routes: ["enrolment/look", "enrolment/own"] },
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"],
    identity: [],
  },
  /**
   * A family's own file, read, changed and confirmed once a year, and what it asks of the office: it can touch neither
   * places nor bookings.
   */
  ownFile: {
    ...http,
    entry: "entries/own-file.ts",
    loss: "Les familles ne peuvent plus lire, changer ni confirmer leurs fiches, ajouter un enfant, ni suivre leurs demandes ; leur accueil ne dit plus ce qui les attend.",
    calledBy: { kind: "http", routes: ["certification/look", "certification/own", "home", "request/own"] },
    // `ConditionCheckItem`: the file is confirmed as it was read, or not at all.
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"],
    identity: [],
  },
  /** What staff decides of families' files: each decision writes the file and its documents with it. */
  officeRequest: {
    ...http,
    entry: "entries/office-request.ts",
    loss: "Les agents ne voient plus les demandes des familles et ne peuvent plus y répondre, et ni deux fiches d’un responsable ni deux familles ne se réunissent plus.",
    calledBy: { kind: "http", routes: ["request/office", "merge/adults", "merge/households"] },
    // `DeleteItem`: a child whose entry is taken back within seconds, a sign-in of an adult who had two.
    // `ConditionCheckItem`: the household that stays is none that has gone itself, and a paper that was accepted before the
    // request that rests on it is there.
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    index: true,
    identity: [],
  },
  /** Files that families send and open, and that staff opens: the only one that signs forms. */
  document: {
    ...http,
    settings: [...web, "FILES_BUCKET"],
    entry: "entries/document.ts",
    loss: "Les familles ne peuvent plus envoyer de justificatif, et personne ne peut en ouvrir.",
    calledBy: { kind: "http", routes: ["document/files"] },
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    identity: [],
    files: { quarantine: ["PutObject"], documents: ["GetObject"] },
  },
  /** A file that a family has sent was scanned: kept and shown to staff, or removed. */
  judgeDocument: {
    entry: "entries/judge-document.ts",
    loss: "Les justificatifs envoyés restent en attente d’analyse et n’arrivent pas au guichet.",
    calledBy: { kind: "file", event: "scanned", folder: "quarantine" },
    settings: ["TABLE_NAME", "FILES_BUCKET"],
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    identity: [],
    files: { quarantine: ["GetObjectVersion", "DeleteObject"], documents: ["PutObject", "DeleteObject"] },
    memory: 512,
    timeout: 60,
  },
  /** What a person receives elsewhere: the calendar link, which programs fetch day and night, and reminders. */
  subscriptions: {
    ...http,
    entry: "entries/subscriptions.ts",
    loss: "Les calendriers des téléphones ne se mettent plus à jour, et le choix de recevoir ou non les rappels n’est plus enregistré.",
    calledBy: { kind: "http", routes: ["feed", "reminder/own"] },
    // `ConditionCheckItem`: a calendar link is made only while the session that asks for it stands.
    table: ["GetItem", "Query", "PutItem", "DeleteItem", "ConditionCheckItem"],
    identity: [],
  },
  /** What staff looks at of days, places and bookings. It changes nothing of a family's: what it puts is the record of who looked. */
  officeLook: {
    ...http,
    entry: "entries/office-look.ts",
    // It says whom no mail reaches, which is everybody while there is no sender.
    settings: [...web, "MAIL_SENDER"],
    loss: "Les agents ne voient plus les plannings ni les réservations des familles.",
    calledBy: {
      kind: "http",
      routes: ["booking/office-look", "catalogue", "closure/look", "planning/look", "price/try", "reminder/office"],
    },
    table: ["GetItem", "BatchGetItem", "Query", "PutItem"],
    index: true,
    identity: [],
  },
  /** A family's file at the office, read and written: it can touch neither places nor bookings. */
  officeFile: {
    ...http,
    entry: "entries/office-file.ts",
    settings: [...web, "MAIL_SENDER"],
    loss: "Les agents ne voient et ne complètent plus le dossier des familles : foyer, justificatifs, quotient, historique, familles à appeler.",
    calledBy: {
      kind: "http",
      routes: [
        "certification/office",
        "document/office",
        "enrolment/office",
        "family/office",
        "history/family",
        "price/office",
        "protection/office",
        "quotient/look",
        "quotient/act",
        "untold/look",
        "untold/act",
      ],
    },
    // `ConditionCheckItem`: files are confirmed for a family as they were read, or not at all.
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"],
    index: true,
    identity: [],
  },
  /** Quotients of many families from a file: reading files weighs, and nobody waits for it at the desk. */
  quotientFile: {
    ...http,
    entry: "entries/quotient-file.ts",
    loss: "Les agents ne peuvent plus saisir les quotients en nombre, à partir d’un fichier.",
    calledBy: { kind: "http", routes: ["quotient/bulk"] },
    table: ["GetItem", "BatchGetItem", "PutItem", "UpdateItem"],
    identity: [],
  },
  /** A family's number at the CAF or the MSA, its consent, and the asking: the only one that speaks to API Particulier. */
  quotientSource: {
    ...http,
    settings: [...web, "API_PARTICULIER"],
    entry: "entries/quotient-source.ts",
    loss: "Les familles ne peuvent plus donner ni retirer leur numéro de CAF ou de MSA, et aucun quotient n’est demandé en ligne.",
    calledBy: { kind: "http", routes: ["quotient/source"] },
    table: ["GetItem", "BatchGetItem", "PutItem", "UpdateItem"],
    identity: [],
  },
  /** First requests of families without a code, by anybody: it reads no family, and what it signs leads to quarantine. */
  firstRequest: {
    ...http,
    settings: [...web, "FILES_BUCKET"],
    entry: "entries/first-request.ts",
    loss: "Les familles sans code ne peuvent plus envoyer de première demande.",
    calledBy: { kind: "http", routes: ["first-request/requester"] },
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    identity: [],
    files: { quarantine: ["PutObject"] },
  },
  /** The same at the office, which looks for a family that is there already and makes one otherwise. */
  firstRequestOffice: {
    ...http,
    settings: [...web, "FILES_BUCKET", "MAIL_SENDER"],
    entry: "entries/first-request-office.ts",
    loss: "Les agents ne voient plus les premières demandes et ne peuvent plus en faire des familles.",
    calledBy: { kind: "http", routes: ["first-request/office"] },
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    index: true,
    // Who the family may be already is asked of everybody, as `search` keeps them; made anew when that is missing.
    indexScan: true,
    identity: [],
    files: { documents: ["GetObject"], search: ["GetObject", "PutObject"] },
  },
  /** What staff does for one family: its bookings, its waiting, its account. */
  officeBook: {
    ...http,
    entry: "entries/office-book.ts",
    loss: "Le guichet ne peut plus réserver, changer ni annuler pour une famille, ni fermer son compte.",
    calledBy: { kind: "http", routes: ["account-closing", "booking/office", "waiting-list/office"] },
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    identity: [],
  },
  /** What families have asked, and what staff answers: bookings to approve, cancellations, documents. */
  officeDecide: {
    ...http,
    entry: "entries/office-decide.ts",
    settings: [...web, "MAIL_SENDER"],
    loss: "Le guichet ne voit plus ce que les familles demandent et ne peut plus en décider.",
    calledBy: { kind: "http", routes: ["approval/look", "approval/act"] },
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    index: true,
    identity: [],
  },
  /**
   * The day's sheet and who was there: read and noted on tablets, all at the same minutes of a morning, and read by
   * families. It can touch no booking.
   */
  attendance: {
    ...http,
    entry: "entries/attendance.ts",
    loss: "Les agents ne voient plus les feuilles du jour et n’y font plus l’appel ; les familles ne voient plus les heures de présence.",
    calledBy: { kind: "http", routes: ["attendance/look", "attendance/act", "attendance/own", "day-sheet"] },
    table: ["GetItem", "BatchGetItem", "Query", "PutItem"],
    // When a family's children were there, which stands under the day of the site.
    index: true,
    identity: [],
  },
  /** What staff decides for everybody: places of a day, days that are closed. */
  officeAct: {
    ...http,
    entry: "entries/office-act.ts",
    loss: "Le guichet ne peut plus fermer un accueil ni changer ses places.",
    calledBy: { kind: "http", routes: ["closure/act", "planning/act"] },
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    identity: [],
  },
  /** Finding people, for staff: it holds everybody in memory, with an index by words that nobody else has to carry. */
  search: {
    ...http,
    settings: [...web, "FILES_BUCKET"],
    entry: "entries/search.ts",
    loss: "Les agents ne trouvent plus personne par son nom, son téléphone ou son adresse, ni les personnes inscrites deux fois.",
    calledBy: { kind: "http", routes: ["search"] },
    // A whole processor: the index of a large town is made when the function starts.
    memory: 1769,
    // `PutItem`: the record of who looked. `UpdateItem`: who is not the same.
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    indexScan: true,
    identity: [],
    files: { search: ["GetObject", "PutObject"] },
  },
  /** What the town asks: the same for everybody, and read by anybody. It can touch nobody's data. */
  prices: {
    ...http,
    entry: "entries/prices.ts",
    loss: "Plus personne ne peut simuler un prix.",
    calledBy: { kind: "http", routes: ["price"] },
    // `GetItem`: sessions, as every function that pages call.
    table: ["GetItem", "Query"],
    identity: [],
  },
  /** By which accounts the town is paid, and the asking at the treasury whether one is open. */
  accounts: {
    ...http,
    settings: [...web, "PAYFIP"],
    entry: "entries/accounts.ts",
    loss: "Les agents ne peuvent plus vérifier un numéro PayFiP auprès de la trésorerie.",
    calledBy: { kind: "http", routes: ["payment/accounts"] },
    // `PutItem`: who looked.
    table: ["GetItem", "Query", "PutItem"],
    identity: [],
  },
  /** A family's invoices, by its adults: sums, lines, and links to their PDFs. */
  invoices: {
    ...http,
    settings: [...web, "FILES_BUCKET"],
    entry: "entries/invoices.ts",
    loss: "Les familles ne voient plus leurs factures.",
    calledBy: { kind: "http", routes: ["billing/own"] },
    // `PutItem`: whether the payer shares them.
    table: ["GetItem", "Query", "PutItem"],
    identity: [],
    files: { invoices: ["GetObject"] },
  },
  /** Invoices at the office: those of a family, dry runs, and the beginning of a run. It states nothing itself. */
  officeBilling: {
    ...http,
    settings: [...web, "FILES_BUCKET"],
    entry: "entries/office-billing.ts",
    loss: "Les agents ne voient plus les factures et ne peuvent plus lancer de facturation.",
    calledBy: { kind: "http", routes: ["billing/office", "billing/rebilling", "billing/shares"] },
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    identity: [],
    files: { invoices: ["GetObject"] },
  },
  /** A family pays, and the treasury says that it has: the one way by which money reaches an invoice online. */
  pay: {
    ...http,
    settings: [...web, "PAYFIP"],
    entry: "entries/pay.ts",
    loss: "Les familles ne peuvent plus payer en ligne ; ce qui a été payé n’est pas perdu, et sera repris.",
    calledBy: { kind: "http", routes: ["payment/own", "payment/notification"] },
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    identity: [],
  },
  /** A family's wallet: what is in it, money put into it at the treasury's, invoices paid from it. */
  wallet: {
    ...http,
    settings: [...web, "PAYFIP"],
    entry: "entries/wallet.ts",
    loss: "Les familles ne voient plus leur porte-monnaie et n’y versent plus ; ce qui a été versé n’est pas perdu, et sera repris.",
    calledBy: { kind: "http", routes: ["payment/wallet"] },
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    identity: [],
  },
  /** Tax certificates and credit notes, to families and to the office: each is drawn when it is asked for. */
  taxCertificates: {
    ...http,
    settings: [...web, "FILES_BUCKET"],
    entry: "entries/tax-certificates.ts",
    loss: "Les attestations fiscales et les avoirs en PDF ne peuvent plus être faits.",
    calledBy: { kind: "http", routes: ["billing/notes", "tax-certificate/own", "tax-certificate/office"] },
    // `PutItem`: what a certificate says, and who of staff looked.
    table: ["GetItem", "Query", "PutItem"],
    identity: [],
    files: { invoices: ["GetObject", "PutObject"] },
  },
  /** Payments at the office. */
  officePayments: {
    ...http,
    entry: "entries/office-payments.ts",
    loss: "Les agents ne peuvent plus encaisser, ni voir la caisse, les impayés et les paiements en ligne sans résultat.",
    calledBy: { kind: "http", routes: ["payment/office", "payment/desk", "payment/wallet-desk"] },
    // `BatchGetItem`: which families are exempted from being asked again.
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    index: true,
    identity: [],
  },
  /** Mandates of a family, by its payer. */
  mandates: {
    ...http,
    entry: "entries/mandates.ts",
    loss: "Les familles ne peuvent plus voir, signer ni révoquer de mandat de prélèvement ; ceux qui sont signés restent.",
    calledBy: { kind: "http", routes: ["direct-debit/own"] },
    table: ["GetItem", "BatchGetItem", "Query", "PutItem"],
    identity: [],
  },
  /** Direct debits at the office: batches, their file for the bank, what it sends back. */
  officeDebits: {
    ...http,
    entry: "entries/office-debits.ts",
    loss: "Les agents ne peuvent plus préparer, solder ni corriger de prélèvements ; ceux qui sont préparés restent.",
    calledBy: { kind: "http", routes: ["direct-debit/office"] },
    // `ConditionCheckItem`: a batch that is ready gets no more debits.
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"],
    index: true,
    identity: [],
  },
  /** Roles for the treasury, as files, and the reading of what it says was paid. */
  treasury: {
    ...http,
    settings: [...web, "FILES_BUCKET"],
    entry: "entries/treasury.ts",
    loss: "Les agents ne peuvent plus faire de rôle pour la trésorerie, ni lire ce qu’elle dit payé.",
    calledBy: { kind: "http", routes: ["treasury/roles", "treasury/returns"] },
    // `BatchGetItem`: whom the invoices of a month are addressed to.
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    identity: [],
    files: { invoices: ["GetObject", "PutObject"] },
  },
  /** What describes the API; it can touch the least, so that it answers what no route matches. */
  reference: {
    ...http,
    entry: "entries/reference.ts",
    loss: "La description de l’interface n’est plus servie, ce qui ne gêne ni les familles ni les agents.",
    calledBy: { kind: "http", routes: ["reference"], fallback: true },
    table: ["GetItem"],
    identity: [],
  },
  preSignUp: {
    entry: "entries/pre-sign-up.ts",
    loss: "Aucune famille ne peut plus activer son compte.",
    calledBy: { kind: "identity", trigger: "PreSignUp" },
    settings: ["TABLE_NAME"],
    table: ["GetItem"],
    identity: [],
    memory: 512,
    timeout: 5,
  },
  customMessage: {
    entry: "entries/custom-message.ts",
    loss: "Les codes qui activent un compte ou changent un mot de passe ne partent plus.",
    calledBy: { kind: "identity", trigger: "CustomMessage" },
    settings: ["TOWN"],
    table: [],
    identity: [],
    memory: 256,
    timeout: 5,
  },
  postConfirmation: {
    entry: "entries/post-confirmation.ts",
    loss: "Les familles qui viennent de confirmer leur adresse ne peuvent pas se connecter.",
    calledBy: { kind: "identity", trigger: "PostConfirmation" },
    settings: ["TABLE_NAME"],
    // It ends the sessions of whoever was invited in that adult's name before.
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    identity: [],
    memory: 512,
    timeout: 5,
  },
  /**
   * Opening day writes a hundred records a second and more: one batch at a time, a freed place would be offered minutes
   * later.
   */
  tableStream: {
    entry: "entries/table-stream.ts",
    loss: "Les places libérées ne sont plus proposées, les fermetures n’annulent plus rien, l’historique des familles et les récapitulatifs de leurs réservations s’arrêtent.",
    calledBy: {
      kind: "stream",
      entities: [
        "day",
        "childDay",
        "waiting",
        "officeAct",
        "idempotency",
        "closure",
        "closing",
        "site",
        "activity",
        "calendar",
        "quotient",
        "document",
        "enrolment",
        "file",
        "recordChange",
        "strangerFile",
        "request",
        "household",
        "child",
        "merge",
        "adultMerge",
        "householdMerge",
        "billRun",
        "mandate",
        "debit",
        "statement",
        "wallet",
        "dunningExemption",
      ],
      batchSize: 25,
      lanes: 10,
    },
    settings: ["TABLE_NAME", "TOWN", "ONE_TIME_SCHEDULES", "FILES_BUCKET"],
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    oneTimeSchedules: ["endOffers", "remind", "bill", "announceInvoices"],
    identity: [],
    // Files whose record has gone.
    files: { quarantine: ["DeleteObject"], documents: ["DeleteObject"] },
    memory: 1024,
    timeout: 300,
  },
  /** Called at the moments that no change tells: an offer has ended, a list is to be walked, an act of the office or a basket is over, a quotient soon ends, an adult leaves the household, a decision can no longer be taken back, changes of a child's file have gathered for an hour. */
  endOffers: {
    entry: "entries/end-offers.ts",
    loss: "Les places proposées que personne n’a acceptées ne passent plus à la famille suivante ; ce que le guichet décide n’est plus dit aux familles.",
    calledBy: { kind: "oneTime", deployedAs: "passOn" },
    settings: ["TABLE_NAME", "TOWN"],
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"],
    identity: [],
    memory: 512,
    timeout: 60,
  },
  /** One batch at a time: SES limits how many mails may leave in a second. */
  mailer: {
    entry: "entries/mailer.ts",
    loss: "Les familles et les agents ne reçoivent plus les messages du portail.",
    calledBy: { kind: "stream", entities: ["mail"], batchSize: 10, lanes: 1 },
    settings: ["TABLE_NAME", "TOWN", "MAIL_SENDER", "MAIL_CONFIGURATION_SET", "PORTAL_SECRET_ID"],
    table: ["GetItem", "Query", "UpdateItem"],
    identity: [],
    mail: true,
    memory: 512,
    timeout: 60,
  },
  reconcile: {
    entry: "entries/reconcile.ts",
    loss: "Les écarts entre places et réservations ne sont plus réparés, les rappels à venir ne sont plus programmés, les appels du jour ne se ferment plus, et la recherche de personnes n’est plus remise à neuf.",
    calledBy: { kind: "schedule", name: "reconcile", expression: "cron(15 3 * * ? *)" },
    rings: {
      [forgottenCode]:
        "Un mois fini depuis plus de dix jours n’est pas facturé, alors que le mois d’avant l’est : « Facturation », chez les agents, dit lequel.",
    },
    settings: ["TABLE_NAME", "TOWN", "ONE_TIME_SCHEDULES", "FILES_BUCKET"],
    // `Scan`: only when a day disagrees with itself are all children's days of that date looked for.
    table: ["GetItem", "BatchGetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    indexScan: true,
    oneTimeSchedules: ["remind"],
    identity: [],
    files: { search: ["PutObject"] },
    memory: 1024,
    timeout: 900,
  },
  /** Payments whose result nobody has brought back are looked up. */
  settlePayments: {
    entry: "entries/settle-payments.ts",
    loss: "Les paiements en ligne dont la page a été fermée restent « en attente de la trésorerie » ; ils sont repris dès que cela remarche.",
    calledBy: { kind: "schedule", name: "settlePayments", expression: "rate(2 minutes)" },
    settings: ["TABLE_NAME", "PAYFIP"],
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    identity: [],
    memory: 512,
    timeout: 120,
  },
  /** Families are asked again for what is late, when an office is open. */
  dun: {
    entry: "entries/dun.ts",
    loss: "Les familles ne sont plus relancées des factures en retard ; elles le sont dès que cela remarche.",
    calledBy: { kind: "schedule", name: "dun", expression: "cron(30 9 ? * MON-FRI *)" },
    settings: ["TABLE_NAME", "TOWN"],
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"],
    index: true,
    identity: [],
    memory: 512,
    timeout: 900,
  },
  /** One reminder about one booking window: a run over all families, in as many calls as it takes. */
  remind: {
    entry: "entries/remind.ts",
    loss: "Les familles ne reçoivent plus de rappel avant l’ouverture et la fin des réservations.",
    calledBy: { kind: "oneTime" },
    settings: ["TABLE_NAME", "TOWN", "ONE_TIME_SCHEDULES"],
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    oneTimeSchedules: ["remind"],
    identity: [],
    memory: 512,
    timeout: 300,
  },
  /** The run of a month: each family is stated what it owes, in as many calls as it takes. */
  bill: {
    entry: "entries/bill.ts",
    loss: "La facturation d’un mois ne commence pas, ou s’arrête : aucune facture n’est perdue ni doublée, relancez-la.",
    calledBy: { kind: "oneTime" },
    settings: ["TABLE_NAME", "TOWN"],
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    identity: [],
    memory: 1024,
    timeout: 300,
  },
  /** The invoices of a month become PDFs, and their payers are told: the only one that draws. */
  announceInvoices: {
    entry: "entries/announce-invoices.ts",
    loss: "Les PDF des factures ne sont plus faits, et les familles ne sont plus prévenues de leurs factures.",
    calledBy: { kind: "oneTime" },
    settings: ["TABLE_NAME", "TOWN", "FILES_BUCKET"],
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    identity: [],
    files: { invoices: ["PutObject"] },
    // Drawing takes a processor.
    memory: 1769,
    timeout: 300,
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof functions;
type Functions = typeof functions;
/** Functions that one-time schedules call. */
export type OneTimeScheduleName = {
  [N in FunctionName]: Functions[N]["calledBy"]["kind"] extends "oneTime" ? N : never;
}[FunctionName];
/** What a function is called in AWS. */
export const deployedName = (name: FunctionName): string => {
  const { calledBy }: FunctionSpec = functions[name];
  return calledBy.kind === "oneTime" ? (calledBy.deployedAs ?? name) : name;
};
export const functionNames = Object.keys(functions).filter((name): name is FunctionName => name in functions);
