/**
 * The single table. One entity a line; the key itself is the ownership check, because a family's code comes from the verified
 * session and never from the request. No secondary index so far: every access pattern below is a key or a range of one.
 *
 * | entity    | pk                      | sk                    | access pattern                                             |
 * |-----------|-------------------------|-----------------------|------------------------------------------------------------|
 * | household | FAMILY#code             | FAMILY                | the family's file; sign-up checks code and names            |
 * | child     | FAMILY#code             | CHILD#childId         | the family's children (range CHILD#)                        |
 * | childDay  | FAMILY#code             | DAY#date#childId      | a child's bookings of a day; the family's calendar (range)   |
 * | request   | FAMILY#code             | REQUEST#requestKey    | the answers already given to a basket (TTL)                 |
 * | login     | LOGIN#login             | LOGIN                 | whom a sign-in stands for: family and guardian, or staff    |
 * | activation| LOGIN#code              | ACTIVATION            | what was accepted at sign-up, until the e-mail is confirmed |
 * | signIn    | FAMILY#code             | SIGNIN#guardianId     | which adults of the household have a sign-in                |
 * | signIn    | STAFF                   | AGENT#login           | the agents                                                  |
 * | recovery  | LOGIN#login             | RECOVERY              | hashes of the recovery codes left                           |
 * | audit     | LOGIN#login             | AUDIT#instant#nonce   | what happened to the account, latest first (TTL)            |
 * | mail      | LOGIN#login             | MAIL#id               | a mail to send: the stream's outbox (TTL)                   |
 * | session   | LOGIN#login             | SESSION#sha256(sid)   | one open session, checked at every request (TTL)            |
 * | attempts  | LOGIN#login             | ATTEMPTS#what         | attempts counted within a period (TTL)                      |
 * | attempts  | ADDRESS#address         | ATTEMPTS#what         | the same, by network address (TTL)                          |
 * | challenge | CHALLENGE#signature     | CHALLENGE             | a robot check already used (TTL)                            |
 * | day       | SITE#site#DAY#date      | DAY                   | places of a site's day: counters, capacities, claims        |
 * | site…     | CATALOGUE               | SITE#… ACTIVITY#… …   | the whole catalogue in one query, cached in process         |
 *
 * A site's day is a partition of its own: on opening day each contested day has the full 1,000 write units a second.
 * Every record carries `entity` (the stream's filters read it); records that end carry `expiresAt`, in epoch seconds.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { ActivityId, ChildId, FamilyCode, GuardianId, Instant, Login, PlainDate, RequestKey, SiteId } from "../domain/ids.ts";

export interface Table {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
}

/** Opens the table; endpoint, region and credentials come from the SDK's own variables. */
export function openTable(name: string, client: DynamoDBClient = new DynamoDBClient({ maxAttempts: 4 })): Table {
  return { name, client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }) };
}

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const familyPartition = (code: FamilyCode): string => `FAMILY#${code}`;
export const cataloguePartition = "CATALOGUE";
export const staffPartition = "STAFF";
export const signInPrefix = "SIGNIN#";

/** How each entity is named, once. */
export const keys = {
  household: (code: FamilyCode): Key => ({ pk: familyPartition(code), sk: "FAMILY" }),
  child: (code: FamilyCode, child: ChildId): Key => ({ pk: familyPartition(code), sk: `CHILD#${child}` }),
  childDay: (code: FamilyCode, date: PlainDate, child: ChildId): Key => ({ pk: familyPartition(code), sk: `DAY#${date}#${child}` }),
  request: (code: FamilyCode, request: RequestKey): Key => ({ pk: familyPartition(code), sk: `REQUEST#${request}` }),
  login: (login: Login): Key => ({ pk: `LOGIN#${login}`, sk: "LOGIN" }),
  activation: (code: FamilyCode): Key => ({ pk: `LOGIN#${code}`, sk: "ACTIVATION" }),
  signIn: (code: FamilyCode, guardian: GuardianId): Key => ({ pk: familyPartition(code), sk: `${signInPrefix}${guardian}` }),
  agent: (login: Login): Key => ({ pk: staffPartition, sk: `AGENT#${login}` }),
  recovery: (login: Login): Key => ({ pk: `LOGIN#${login}`, sk: "RECOVERY" }),
  audit: (login: Login, at: Instant, nonce: string): Key => ({ pk: `LOGIN#${login}`, sk: `AUDIT#${at}#${nonce}` }),
  mail: (login: Login, mailId: string): Key => ({ pk: `LOGIN#${login}`, sk: `MAIL#${mailId}` }),
  session: (login: Login, sidHash: string): Key => ({ pk: `LOGIN#${login}`, sk: `SESSION#${sidHash}` }),
  attemptsOfLogin: (login: Login, what: string): Key => ({ pk: `LOGIN#${login}`, sk: `ATTEMPTS#${what}` }),
  attemptsOfAddress: (address: string, what: string): Key => ({ pk: `ADDRESS#${address}`, sk: `ATTEMPTS#${what}` }),
  challenge: (signature: string): Key => ({ pk: `CHALLENGE#${signature}`, sk: "CHALLENGE" }),
  day: (site: SiteId, date: PlainDate): Key => ({ pk: `SITE#${site}#DAY#${date}`, sk: "DAY" }),
  site: (site: SiteId): Key => ({ pk: cataloguePartition, sk: `SITE#${site}` }),
  activity: (activity: ActivityId): Key => ({ pk: cataloguePartition, sk: `ACTIVITY#${activity}` }),
  calendar: (zone: string, schoolYear: string): Key => ({ pk: cataloguePartition, sk: `CALENDAR#${zone}#${schoolYear}` }),
} as const;
