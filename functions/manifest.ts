/**
 * Every function of the portal, once: its entry, what calls it, what it may touch. `infra/` makes Lambda functions,
 * routes, triggers, schedules and roles of it; `infra/local/` runs the same on one machine and refuses the same
 * actions.
 *
 * One Lambda an area of the contract: one for everything would have a role that can do everything; one a route would
 * pass CloudFormation's 500 resources.
 */
import type { Area } from "./contract.ts";
import type { FileFolder, ScannedFolder } from "./files/folders.ts";

export type TableAction =
  "GetItem" | "BatchGetItem" | "Query" | "PutItem" | "UpdateItem" | "DeleteItem" | "ConditionCheckItem";
export type IdentityAction =
  | "DescribeUserPoolClient"
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
  /** `Portail Famille <portail@exemple.fr>`, or empty while no address is verified in SES. */
  | "MAIL_SENDER"
  /** SES configuration set, or empty. */
  | "MAIL_CONFIGURATION_SET"
  /** Name of the bucket that holds families' files. */
  | "FILES_BUCKET"
  /** What functions need of the town's configuration, as JSON (`TownForFunctions`). */
  | "TOWN"
  /**
   * Group of one-time schedules, and what the scheduler must be told of each function in `timers`, as JSON (`Timers`).
   */
  | "TIMERS";

export type Caller =
  /** `fallback`: this function also answers every other path under `/api`, with the contract's own 404. */
  | { readonly kind: "http"; readonly area: Area; readonly fallback?: true }
  | { readonly kind: "identity"; readonly trigger: "PreSignUp" | "CustomMessage" | "PostConfirmation" }
  /**
   * `entities`: the `entity` attribute of the records that concern it; others are filtered out before they cost
   * anything. `lanes`: batches of one shard that are handled at once, at most; the changes of one record stay in order.
   */
  | {
      readonly kind: "stream";
      readonly entities: readonly string[];
      readonly batchSize: number;
      readonly lanes: number;
    }
  /** `rate`: an EventBridge Scheduler expression, in the town's time zone. */
  | { readonly kind: "schedule"; readonly name: string; readonly expression: string }
  /**
   * One-time schedules, put at run time by the functions that name this one in `timers`; called with the input they
   * gave.
   */
  | { readonly kind: "timer" }
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
  readonly calledBy: Caller;
  readonly settings: readonly Setting[];
  readonly table: readonly TableAction[];
  /** May query the index. */
  readonly index?: true;
  /** Functions called by a timer for which this one may put, move and remove one-time schedules. */
  readonly timers?: readonly string[];
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
const http = (area: Area, rest: Pick<FunctionSpec, "table" | "identity">): FunctionSpec => ({
  entry: `entries/${area}.ts`,
  calledBy: { kind: "http", area },
  settings: web,
  memory: 1024,
  timeout: 25,
  ...rest,
});

export const functions = {
  account: http("account", {
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    identity: [
      "DescribeUserPoolClient",
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
  }),
  /**
   * « Mes codes d’accès »: apart from signing in, which it outweighs and which opening day calls a thousand times more.
   */
  access: http("access", {
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    identity: [
      "DescribeUserPoolClient",
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
  }),
  signIns: {
    ...http("sign-ins", {
      table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
      identity: [
        "DescribeUserPoolClient",
        "AdminCreateUser",
        "AdminSetUserPassword",
        "AdminAddUserToGroup",
        "ForgotPassword",
        "AdminGetUser",
        "AdminDeleteUser",
        "AdminDisableUser",
        "AdminEnableUser",
        "AdminUserGlobalSignOut",
      ],
    }),
  },
  family: http("family", { table: ["GetItem", "Query"], identity: [] }),
  /** What may be booked and what is booked. Families look far more than they book; this one may write nothing. */
  activities: http("activities", { table: ["GetItem", "BatchGetItem", "Query"], identity: [] }),
  bookings: http("bookings", {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    identity: [],
  }),
  staff: http("staff", { table: ["GetItem", "BatchGetItem", "Query"], identity: [] }),
  journal: http("journal", { table: ["GetItem", "Query", "PutItem", "DeleteItem"], identity: [] }),
  planning: http("planning", {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    identity: [],
  }),
  desk: http("desk", {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    identity: [],
  }),
  familyAccounts: http("family-accounts", {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    identity: [],
  }),
  approvals: {
    ...http("approvals", {
      table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
      identity: [],
    }),
    index: true,
  },
  reminders: http("reminders", { table: ["GetItem", "Query", "PutItem"], identity: [] }),
  reference: {
    ...http("reference", { table: ["GetItem"], identity: [] }),
    calledBy: { kind: "http", area: "reference", fallback: true },
  },
  preSignUp: {
    entry: "entries/pre-sign-up.ts",
    calledBy: { kind: "identity", trigger: "PreSignUp" },
    settings: ["TABLE_NAME"],
    table: ["GetItem"],
    identity: [],
    memory: 512,
    timeout: 5,
  },
  customMessage: {
    entry: "entries/custom-message.ts",
    calledBy: { kind: "identity", trigger: "CustomMessage" },
    settings: ["TOWN"],
    table: [],
    identity: [],
    memory: 256,
    timeout: 5,
  },
  postConfirmation: {
    entry: "entries/post-confirmation.ts",
    calledBy: { kind: "identity", trigger: "PostConfirmation" },
    settings: ["TABLE_NAME"],
    table: ["GetItem", "PutItem"],
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
    calledBy: {
      kind: "stream",
      entities: ["day", "childDay", "waiting", "closure", "closing", "site", "activity"],
      batchSize: 25,
      lanes: 10,
    },
    settings: ["TABLE_NAME", "TOWN", "TIMERS"],
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    timers: ["passOn", "remind"],
    identity: [],
    memory: 1024,
    timeout: 300,
  },
  /** An offer of the waiting list has ended: its place goes to the next. */
  passOn: {
    entry: "entries/pass-on.ts",
    calledBy: { kind: "timer" },
    settings: ["TABLE_NAME", "TOWN"],
    table: ["BatchGetItem", "Query", "PutItem", "UpdateItem"],
    identity: [],
    memory: 512,
    timeout: 60,
  },
  /** One batch at a time: SES limits how many mails may leave in a second. */
  mailer: {
    entry: "entries/mailer.ts",
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
    calledBy: { kind: "schedule", name: "reconcile", expression: "cron(15 3 * * ? *)" },
    settings: ["TABLE_NAME", "TOWN", "TIMERS"],
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    timers: ["remind"],
    identity: [],
    memory: 1024,
    timeout: 900,
  },
  /** One reminder about one booking window: a run over all families, in as many calls as it takes. */
  remind: {
    entry: "entries/remind.ts",
    calledBy: { kind: "timer" },
    settings: ["TABLE_NAME", "TOWN", "TIMERS"],
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    timers: ["remind"],
    identity: [],
    memory: 512,
    timeout: 300,
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof functions;
type Functions = typeof functions;
/** Functions that one-time schedules call. */
export type TimerName = {
  [N in FunctionName]: Functions[N]["calledBy"]["kind"] extends "timer" ? N : never;
}[FunctionName];
export const functionNames = Object.keys(functions).filter((name): name is FunctionName => name in functions);
