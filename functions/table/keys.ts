/**
 * The single table. One entity a line; the key itself is the ownership check, because a family's code comes from the
 * verified session and never from the request. Nearly every access pattern below is a key or a range of one; the others
 * use the index.
 *
 * | entity    | pk                      | sk                    | access pattern                                             |
 * |-----------|-------------------------|-----------------------|------------------------------------------------------------|
 * | portalAddress | PORTAL              | ADDRESS               | the portal's origin, for links in mails                    |
 * | household | FAMILY#code             | FAMILY                | the family's file; sign-up checks code and names            |
 * | child     | FAMILY#code             | CHILD#childId         | the family's children (range CHILD#)                        |
 * | childDay  | FAMILY#code             | DAY#date#childId      | a child's bookings of a day; the family's calendar (range)   |
 * | idempotency | FAMILY#code           | IDEMPOTENCY#key       | the answers given to a basket, of which the family is told (TTL) |
 * | officeAct | FAMILY#code             | ACT#requestToken      | an act for the family, and what was told of it (TTL)        |
 * | history   | FAMILY#code             | HISTORY#at#date#…     | what happened to the bookings, latest first (TTL)           |
 * | quotient  | FAMILY#code             | QUOTIENT#kind#month   | what was known of the family's quotient of a month, latest last |
 * | circumstances | FAMILY#code         | CIRCUMSTANCES         | what else its prices turn on, as staff said it from a day to a day, latest last |
 * | quotientSource | FAMILY#code        | QUOTIENTSOURCE        | where its quotient can be asked for, with its consent       |
 * | protection | FAMILY#code            | PROTECTION#id         | who is shut out of a child's file, whose address is protected, and why |
 * | apiPace   | PORTAL                  | APIPARTICULIER#…      | calls of a second, and until when there are to be none (TTL) |
 * | login     | LOGIN#login             | LOGIN                 | whom a sign-in stands for: family and guardian, or staff    |
 * | activation| LOGIN#code              | ACTIVATION            | what was accepted at sign-up, until the e-mail is confirmed |
 * | signIn    | FAMILY#code             | SIGNIN#guardianId     | which adults of the household have a sign-in                |
 * | signIn    | STAFF                   | AGENT#login           | who is staff                                                |
 * | recovery  | LOGIN#login             | RECOVERY              | hashes of the recovery codes left                           |
 * | audit     | LOGIN#login             | AUDIT#instant#nonce   | what happened to the account, latest first (TTL)            |
 * | access    | ACCESS#login            | instant#nonce         | what one of staff looked at and did, latest last (TTL)      |
 * | inHand    | INHAND                  | kind#reference        | which of staff has it in hand, of what waits for an answer (TTL) |
 * | mail      | LOGIN#login             | MAIL#id               | a mail to send: the stream's outbox (TTL)                   |
 * | feed      | LOGIN#login             | FEED                  | whether this person has a calendar link, since when         |
 * | feedToken | FEED#sha256(token)      | FEED                  | whose calendar that link shows                              |
 * | mail      | FAMILY#code             | MAIL#what             | a mail about the family's bookings, named for what it tells |
 * | session   | LOGIN#login             | SESSION#sha256(sid)   | one open session, checked at every request (TTL)            |
 * | ending    | LOGIN#login             | ENDING                | the last time that all its sessions ended at once           |
 * | attempts  | LOGIN#login             | ATTEMPTS#what         | attempts counted within a period (TTL)                      |
 * | attempts  | ADDRESS#address         | ATTEMPTS#what         | the same, by network address (TTL)                          |
 * | challenge | CHALLENGE#signature     | CHALLENGE             | a robot check already used (TTL)                            |
 * | day       | SITE#site#DAY#date      | DAY                   | places of a site's day: counters, capacities, claims in flight |
 * | roster    | ROSTER#site#date        | family#child          | who has a place there, as the child's day says             |
 * | tickets   | QUEUE#site#date         | TICKETS               | the last number given on the waiting list of a site's day           |
 * | waiting   | QUEUE#site#date         | WAIT#arrival           | who waits, in order                                        |
 * | capSlot   | FAMILY#code             | CAP#child#activity#…  | days that a child has within a week or month (fairness)     |
 * | turn      | FAMILY#code             | TURN                  | whose basket is under way, where days go together (TTL)     |
 * | site      | CATALOGUE               | SITE#site             | with the next two: the whole catalogue in one query, cached in process |
 * | activity  | CATALOGUE               | ACTIVITY#activity#from | an edition of an activity                                  |
 * | calendar  | CATALOGUE               | CALENDAR#zone#year    | a school year                                               |
 * | documentKind | CATALOGUE            | DOCUMENTKIND#kind     | a kind of supporting document that the town asks for        |
 * | tariff    | CATALOGUE             | TARIFF#tariff#from    | an edition of what is asked for a kind of care              |
 * | collectionAccount | CATALOGUE       | COLLECTIONACCOUNT#account | who collects what activities cost, and by which way     |
 * | absenceRules | CATALOGUE            | ABSENCERULES#rules    | what absences from some activities change on the bill       |
 * | fileSection | CATALOGUE             | FILESECTION#section   | what the town says of the fields of a part of families' files |
 * | suspension | CATALOGUE              | SUSPENSION            | when a family that is late in paying books no more          |
 * | request   | FAMILY#code             | REQUEST#id            | a change of the family's file, asked for or made (range, latest last) |
 * | requestKey | FAMILY#code            | REQUESTKEY#key        | which requests a sending made: sent again, it makes no other (TTL) |
 * | requestTurn | FAMILY#code           | REQUESTTURN           | how many sendings left something to check: two at once are told apart |
 * | document  | CHILD#childId           | DOCUMENT#kind.when.…  | a document of a child, whatever the household (range by kind) |
 * | document  | FAMILY#code             | DOCUMENT#kind.when.…  | a document of the household                                 |
 * | childRecord | CHILD#childId         | RECORD                | the child's file but for its health, whatever the household |
 * | recordChange | CHILD#childId        | RECORDCHANGE#at#nonce | who changed which part of the file, and why (range, latest last) |
 * | childHealth | HEALTH#childId        | RECORD                | the child's health: one function alone may reach this partition |
 * | healthView | HEALTH#childId         | VIEW#at#nonce         | which of staff looked at it, when, from which page (TTL)    |
 * | certification | FAMILY#code         | CERTIFICATION#at      | a family has confirmed its file: who, when, as it was then, latest last |
 * | certifiedPage | FAMILY#code         | CERTIFIEDPAGE#page    | a page of it that one of its adults has confirmed, as it was then |
 * | enrolment | FAMILY#code             | ENROLMENT#enrolmentId | a child's enrolment in an activity, asked, accepted, ended  |
 * | file      | FILE#fileId             | FILE                  | which document a file of the bucket is; gone, the file goes (TTL until it is judged) |
 * | firstRequest | FIRSTREQUEST#id      | REQUEST               | what a family without a code has sent (TTL)                 |
 * | firstRequestDocument | FIRSTREQUEST#id | DOCUMENT#when.nonce | a document that came with it (range DOCUMENT#, TTL)         |
 * | mail      | FIRSTREQUEST#id         | MAIL#what             | a mail to the address that it gave (TTL)                    |
 * | strangerFile | FILE#fileId          | STRANGER              | which of those documents a file is; gone, the file goes (TTL) |
 * | indexChange | INDEX                 | CHANGE#instant#code#… | whom the index of people must learn anew, latest last (TTL)  |
 * | apart     | INDEX                   | APART#pair            | two people who look alike, and whether staff says they are two |
 * | merge     | MERGES                  | CHILD#childId         | a child's code that has become part of another: by whom, why, how far |
 * | adultMerge | MERGES                 | ADULT#code#rank       | a rank of a household that has become another one of its adults: the same |
 * | householdMerge | MERGES             | FAMILY#code           | a household's code that has become part of another one: the same |
 * | statement | FAMILY#code             | STATEMENT#month#account(#note) | what the family is asked for a month by an account: an invoice, what waits for the next, or a credit note of that month (range, latest last) |
 * | billLines | FAMILY#code             | BILLLINES#month#account(#note) | its lines, apart: lists of invoices do not read them |
 * | billRemission | FAMILY#code         | REMISSION#subject     | what the office leaves due of a day, whatever the tariff says, and why (range by day) |
 * | billAccount | FAMILY#code           | BILLACCOUNT#account   | what of the family waits for the next invoice of an account |
 * | childShares | FAMILY#code           | CHILDSHARES           | what of its children's days it and their other households pay each, as staff said it, latest last: the same in each of them |
 * | billSharing | FAMILY#code           | BILLSHARING           | whether the payer lets the other adults see its invoices     |
 * | dunningExemption | FAMILY#code      | DUNNINGEXEMPTION      | the family is not asked again for what is late: why, until when |
 * | billSeries | BILLING                | SERIES#series#year    | the last number given                                       |
 * | billRun   | BILLING                 | RUN#month             | the run of a month over all families: how far, how many     |
 * | treasuryRole | BILLING              | ROLE#name             | a role for the treasury: of which account and month, how much (range; within a budget and year by number) |
 * | treasuryArticles | BILLING          | ROLEARTICLES#name     | which invoices it asks for, in its order, and which of them the treasury has refused |
 * | payment   | FAMILY#code             | PAYMENT#name          | money that has arrived, and which invoices it pays; named for the operation that brought it |
 * | wallet    | FAMILY#code             | WALLET#account        | what the family has paid before it owes anything, what is on its way there, and which places are held until it pays for them |
 * | walletLine | FAMILY#code            | WALLETLINE#account#name | what has moved in it, named for the entry that it goes with |
 * | walletPot | FAMILY#code             | WALLETPOT#account#month | what of it is kept for days that were paid when they were booked, until the month’s invoice (range by month) |
 * | taxCertificate | FAMILY#code        | TAXCERTIFICATE#year#rank | what a tax certificate said for good (range by year, latest last) |
 * | paymentAttempt | PAYMENTATTEMPT#operation | ATTEMPT         | an operation at the treasury’s: what it asks for, what became of it |
 * | paymentForgery | PORTAL             | PAYMENTFORGERY#date   | notifications of a day that named no operation of the portal’s (TTL) |
 * | mandate   | FAMILY#code             | MANDATE#account#rank  | by which the family lets the town debit its account: the last of an account may be in force |
 * | debitBatch | DEBITS                 | BATCH#batch           | what families are debited on one day: how far, by whom      |
 * | debit     | DEBITBATCH#batch        | DEBIT#code            | what one family is debited by it, and what became of that   |
 * | closure   | CATALOGUE               | CLOSURE#site#closure  | days on which a site receives nobody                        |
 * | closing   | SITE#site               | CLOSING#closure       | who closed and reopened, how far its consequences are        |
 * | closedBooking | CLOSED#site#closure | family#date#child#…   | what a closure took from whom: told by mail, credited later  |
 * | reminderRun | REMINDERS             | RUN#due#name          | one reminder's run over all families: how far, how many (TTL) |
 * | sendingPace | REMINDERS             | PACE                  | until when the right to send is given out, all runs together |
 * | reminderPreference | FAMILY#code    | REMINDERS#guardianId  | whether this adult receives reminders; none: they do         |
 * | placesChange | SITE#site#DAY#date   | CHANGE#instant#nonce  | who changed a day's places, from what to what, and why      |
 * | attendance | ATTENDANCE#site#date  | family#child          | who was there on a site's day, from when to when, and each step of how that was noted |
 * | attendanceDay | ATTENDANCE#site#date | #DAY                 | whether that day's roll-call is over, and who opened it again why |
 * | expiredOffer | SITE#site#DAY#date   | EXPIRED#at#code#…     | whom a place was offered in vain, for staff (TTL)           |
 *
 * The index `gsi1` (attributes g1pk, g1sk; whole records) is sparse and overloaded: a record is in it when it carries
 * both.
 *
 * | entity    | g1pk                    | g1sk                  | access pattern                                             |
 * |-----------|-------------------------|-----------------------|------------------------------------------------------------|
 * | household | HOUSEHOLDS#bucket       | code                  | all families, a page at a time (directory.ts)               |
 * | child     | CHILD#childId           | code                  | the households of a child, when it enters another one        |
 * | childDay  | APPROVALS               | date#booking#code#childId | what waits for staff: `approval`, each kind by its subject |
 * | attendance | ATTENDED#code          | date#childId#site     | when the family's children were there, by day              |
 * | document  | APPROVALS               | date#document#code#childId#documentId | the same: a document to check               |
 * | enrolment | ENROLMENTS#state        | askedAt#code#enrolmentId | those that wait for staff: asked, or on hold            |
 * | firstRequest | FIRSTREQUESTS        | instant#id            | those that wait for staff, oldest first                     |
 * | request   | REQUESTS                | at#code#id            | what waits for the office in families' files, oldest first  |
 * | statement | INVOICES#month          | series#number#code    | the invoices of a month, in the order of their numbers      |
 * | payment   | PAID#date               | instant#name          | what was paid on a day                                      |
 * | mandate   | MANDATES#account        | code                  | the last mandate of each family for an account, family by family |
 * | paymentAttempt | PAYMENTS#waiting or #odd | instant#operation | those to look up again; those that staff must look at |
 * | access    | ACCESS#code             | instant#nonce         | what staff looked at and did of a family, latest last       |
 * | mail      | UNTOLD                  | day#mailId#code       | what a family has not been told (yet): mail/untold.ts       |
 * | mail      | CALLED                  | instant#mailId#code   | of that, what the office has told by telephone              |
 *
 * A site's day is a partition of its own: on opening day each contested day has the full 1,000 write units a second.
 * Every record carries `entity` (entities.ts; the stream's filters read it); records that end carry `expiresAt`, in epoch seconds.
 */
import {
  id,
  type AbsenceRulesId,
  type ActivityId,
  type ChildId,
  type ClosureId,
  type CollectionAccountId,
  type DebitBatchId,
  type DocumentId,
  type DocumentKindId,
  type EnrolmentId,
  type ProtectionId,
  type FamilyCode,
  type FileId,
  type FirstRequestId,
  type GuardianId,
  type Instant,
  type Login,
  type PlainDate,
  type PlainMonth,
  type IdempotencyKey,
  type PayfipOperationId,
  type RequestId,
  type SiteId,
  type TariffId,
  type UnitKey,
} from "../kernel/ids.ts";

/** The index that infra/table.ts declares. */
export const indexName = "gsi1";

/** Attributes that put a record into the index. */
export interface IndexKey {
  readonly g1pk: string;
  readonly g1sk: string;
}

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const familyPrefix = "FAMILY#";
export const familyPartition = (code: FamilyCode): string => familyPrefix + code;
/** The family whose partition that is. */
export const familyOfPartition = (pk: string): FamilyCode => id("FamilyCode", pk.slice(familyPrefix.length));
export const loginPartition = (login: Login | FamilyCode): string => `LOGIN#${login}`;
export const sitePartition = (site: SiteId): string => `SITE#${site}`;
export const dayPartition = (site: SiteId, date: PlainDate): string => `${sitePartition(site)}#DAY#${date}`;
export const cataloguePartition = "CATALOGUE";
export const staffPartition = "STAFF";
/** In the index: first requests that wait for staff, by the moment at which their address was confirmed. */
export const firstRequestsPartition = "FIRSTREQUESTS";
/** What is a child's, whatever the household; in the index g1: the households of a child. */
export const childPartition = (child: ChildId): string => `CHILD#${child}`;
/**
 * What of a child is its health. Roles name the prefix: one function may reach these partitions, and every other one is
 * refused (infra/permissions.ts).
 */
export const healthPartitions = "HEALTH#";
export const healthPartition = (child: ChildId): string => healthPartitions + child;
/** In the index g1: all households of the town, in some buckets. */
export const householdsPartition = (bucket: number): string => `HOUSEHOLDS#${bucket}`;
/** In the index: what waits for a staff member's word, by the day that it is about. */
export const approvalsPartition = "APPROVALS";
/** In the index: what families ask of their files, and the office has not answered. */
export const openRequestsPartition = "REQUESTS";
/** In the index: what families have not been told, by the day on which they should have been. */
export const untoldPartition = "UNTOLD";
/** In the index: what the office has told them by telephone instead. */
export const calledPartition = "CALLED";
export const childPrefix = "CHILD#";
export const signInPrefix = "SIGNIN#";
export const staffMemberPrefix = "AGENT#";
export const sessionPrefix = "SESSION#";
export const auditPrefix = "AUDIT#";
const childDayPrefix = "DAY#";
/** Range of a family's days of children, from a date on, to another one included. */
export const childDays = (from: PlainDate, to?: PlainDate): { readonly from: string; readonly to: string } => ({
  from: `${childDayPrefix}${from}#`,
  // "~" sorts after every character of a date and of a child's id.
  to: to === undefined ? `${childDayPrefix}~` : `${childDayPrefix}${to}#~`,
});
export const requestPrefix = "REQUEST#";
export const protectionPrefix = "PROTECTION#";
export const quotientPrefix = "QUOTIENT#";
export const historyPrefix = "HISTORY#";

/** A partition of its own: who waits for a contested day must not slow down who books it. */
export const waitingListPartition = (site: SiteId, date: PlainDate): string => `QUEUE#${site}#${date}`;
export const waitingPrefix = "WAIT#";
/** A partition of its own: what follows a booking must not slow down who books. */
export const rosterPartition = (site: SiteId, date: PlainDate): string => `ROSTER#${site}#${date}`;
/** A partition of its own: a roll-call is written while the day is still booked. */
export const attendancePartition = (site: SiteId, date: PlainDate): string => `ATTENDANCE#${site}#${date}`;
/** In the index: when a family's children were there. */
export const attendedPartition = (code: FamilyCode): string => `ATTENDED#${code}`;
export const closurePrefix = (site: SiteId): string => `CLOSURE#${site}#`;
export const closureProgressPrefix = "CLOSING#";
/** What one closure took from families, in the order of their codes. */
export const closedPartition = (site: SiteId, closure: ClosureId): string => `CLOSED#${site}#${closure}`;
/** Whose a document is: a child's, or the household's own. */
export interface DocumentOwner {
  readonly familyCode: FamilyCode;
  readonly childId?: ChildId | undefined;
}
export const documentPartition = ({ familyCode, childId }: DocumentOwner): string =>
  childId === undefined ? familyPartition(familyCode) : childPartition(childId);
export const documentPrefix = "DOCUMENT#";
/** Those of one kind, in the order in which they were sent. */
export const documentsOfKind = (kind: DocumentKindId): string => `${documentPrefix}${kind}.`;
export const recordChangePrefix = "RECORDCHANGE#";
export const healthViewPrefix = "VIEW#";
export const enrolmentPrefix = "ENROLMENT#";
/** In the index: enrolments of that state, which wait for a staff member. */
export const waitingEnrolments = (state: "asked" | "onHold"): string => `ENROLMENTS#${state}`;
export const changePrefix = "CHANGE#";
/** What has changed among people since the index that finds them was kept. */
export const indexPartition = "INDEX";
/** Pairs of people who look alike, and of whom staff has decided whether they are two. */
export const apartPrefix = "APART#";
export const indexChangesSince = (since: Instant): { readonly from: string; readonly to: string } => ({
  from: `${changePrefix}${since}`,
  to: `${changePrefix}~`,
});
export const expiredPrefix = "EXPIRED#";
export const remindersPartition = "REMINDERS";
export const runPrefix = "RUN#";
export const preferencePrefix = "REMINDERS#";

// How each entity is named, once. Read as `keys.household(code)`, so that a function carries the names that it uses,
// and no other.

export const portalPartition = "PORTAL";
export const portalAddress = (): Key => ({ pk: portalPartition, sk: "ADDRESS" });
export const household = (code: FamilyCode): Key => ({ pk: familyPartition(code), sk: "FAMILY" });
export const child = (code: FamilyCode, child: ChildId): Key => ({
  pk: familyPartition(code),
  sk: childPrefix + child,
});
export const childDay = (code: FamilyCode, date: PlainDate, child: ChildId): Key => ({
  pk: familyPartition(code),
  sk: `${childDayPrefix}${date}#${child}`,
});
const idempotencyPrefix = "IDEMPOTENCY#";
export const idempotency = (code: FamilyCode, key: IdempotencyKey): Key => ({
  pk: familyPartition(code),
  sk: idempotencyPrefix + key,
});
/** The request's key, of a record's own. */
export const idempotencyKeyIn = (sk: string): string => sk.slice(idempotencyPrefix.length);
export const officeAct = (code: FamilyCode, requestToken: string): Key => ({
  pk: familyPartition(code),
  sk: `ACT#${requestToken}`,
});
/** The last part names one event of one write, so that telling it twice is telling it once. */
export const history = (
  code: FamilyCode,
  at: Instant,
  {
    date,
    childId,
    revision,
    unit,
  }: { readonly date: PlainDate; readonly childId: ChildId; readonly revision: number; readonly unit: UnitKey },
): Key => ({
  pk: familyPartition(code),
  sk: `${historyPrefix}${at}#${date}#${childId}#${String(revision).padStart(6, "0")}#${unit}`,
});
export const request = (code: FamilyCode, request: RequestId): Key => ({
  pk: familyPartition(code),
  sk: requestPrefix + request,
});
export const requestKey = (code: FamilyCode, key: IdempotencyKey): Key => ({
  pk: familyPartition(code),
  sk: `REQUESTKEY#${key}`,
});
export const requestTurn = (code: FamilyCode): Key => ({ pk: familyPartition(code), sk: "REQUESTTURN" });
/** Puts a request among those that wait for the office. */
export const openRequest = (at: Instant, code: FamilyCode, request: RequestId): IndexKey => ({
  g1pk: openRequestsPartition,
  g1sk: `${at}#${code}#${request}`,
});
export const protection = (code: FamilyCode, measure: ProtectionId): Key => ({
  pk: familyPartition(code),
  sk: `${protectionPrefix}${measure}`,
});
export const quotient = (code: FamilyCode, kind: string, month: PlainMonth): Key => ({
  pk: familyPartition(code),
  sk: `${quotientPrefix}${kind}#${month}`,
});
export const circumstances = (code: FamilyCode): Key => ({ pk: familyPartition(code), sk: "CIRCUMSTANCES" });
export const quotientSource = (code: FamilyCode): Key => ({ pk: familyPartition(code), sk: "QUOTIENTSOURCE" });
/** Calls of one second, all families together; or until when there are to be none. */
export const apiParticulier = (at: Instant | "PAUSE"): Key => ({ pk: "PORTAL", sk: `APIPARTICULIER#${at}` });
/** Puts a record among what waits for staff (approval/kinds.ts). `reference`: how its subject finds it. */
export const approval = (date: PlainDate, kind: string, reference: string): IndexKey => ({
  g1pk: approvalsPartition,
  g1sk: `${date}#${kind}#${reference}`,
});
export const inHandPartition = "INHAND";
/** Who of staff has it in hand, of what waits (approval/rules/in-hand.ts). */
export const inHand = (thing: string): Key => ({ pk: inHandPartition, sk: thing });
export const login = (login: Login): Key => ({ pk: loginPartition(login), sk: "LOGIN" });
export const activation = (code: FamilyCode): Key => ({ pk: loginPartition(code), sk: "ACTIVATION" });
export const signIn = (code: FamilyCode, guardian: GuardianId): Key => ({
  pk: familyPartition(code),
  sk: `${signInPrefix}${guardian}`,
});
export const staffMember = (login: Login): Key => ({ pk: staffPartition, sk: staffMemberPrefix + login });
export const recovery = (login: Login): Key => ({ pk: loginPartition(login), sk: "RECOVERY" });
export const audit = (login: Login, at: Instant, nonce: string): Key => ({
  pk: loginPartition(login),
  sk: `${auditPrefix}${at}#${nonce}`,
});
export const access = (login: Login, at: Instant, nonce: string): Key => ({
  pk: `ACCESS#${login}`,
  sk: `${at}#${nonce}`,
});
export const accessByFamily = (code: string, at: Instant, nonce: string): IndexKey => ({
  g1pk: `ACCESS#${code}`,
  g1sk: `${at}#${nonce}`,
});
export const mail = (login: Login, mailId: string): Key => ({ pk: loginPartition(login), sk: `MAIL#${mailId}` });
/** Mails of one telling, such as a closure's, have one id and stand together among the untold. */
export const untoldTelling = (day: PlainDate, mailId: string): string => `${day}#${mailId}#`;
/** Puts a mail among the untold. */
export const untold = (day: PlainDate, mailId: string, code: FamilyCode): IndexKey => ({
  g1pk: untoldPartition,
  g1sk: untoldTelling(day, mailId) + code,
});
export const called = (at: Instant, mailId: string, code: FamilyCode): IndexKey => ({
  g1pk: calledPartition,
  g1sk: `${at}#${mailId}#${code}`,
});
export const feed = (login: Login): Key => ({ pk: loginPartition(login), sk: "FEED" });
export const feedToken = (tokenHash: string): Key => ({ pk: `FEED#${tokenHash}`, sk: "FEED" });
export const familyMail = (code: FamilyCode, mailId: string): Key => ({
  pk: familyPartition(code),
  sk: `MAIL#${mailId}`,
});
export const reminderRun = (due: Instant, name: string): Key => ({
  pk: remindersPartition,
  sk: `${runPrefix}${due}#${name}`,
});
export const sendingPace = (): Key => ({ pk: remindersPartition, sk: "PACE" });
export const reminderPreference = (code: FamilyCode, guardian: GuardianId): Key => ({
  pk: familyPartition(code),
  sk: `${preferencePrefix}${guardian}`,
});
export const session = (login: Login, sidHash: string): Key => ({
  pk: loginPartition(login),
  sk: sessionPrefix + sidHash,
});
export const ending = (login: Login): Key => ({ pk: loginPartition(login), sk: "ENDING" });
export const attemptsOfLogin = (login: Login, what: string): Key => ({
  pk: loginPartition(login),
  sk: `ATTEMPTS#${what}`,
});
export const attemptsOfAddress = (address: string, what: string): Key => ({
  pk: `ADDRESS#${address}`,
  sk: `ATTEMPTS#${what}`,
});
export const challenge = (signature: string): Key => ({ pk: `CHALLENGE#${signature}`, sk: "CHALLENGE" });
export const day = (site: SiteId, date: PlainDate): Key => ({ pk: dayPartition(site, date), sk: "DAY" });
export const roster = (site: SiteId, date: PlainDate, code: FamilyCode, child: ChildId): Key => ({
  pk: rosterPartition(site, date),
  sk: `${code}#${child}`,
});
export const attendance = (site: SiteId, date: PlainDate, code: FamilyCode, child: ChildId): Key => ({
  pk: attendancePartition(site, date),
  sk: `${code}#${child}`,
});
/** Puts it among its family's. */
export const attended = (code: FamilyCode, date: PlainDate, child: ChildId, site: SiteId): IndexKey => ({
  g1pk: attendedPartition(code),
  g1sk: `${date}#${child}#${site}`,
});
/** No family's code begins so. */
export const attendanceDay = (site: SiteId, date: PlainDate): Key => ({
  pk: attendancePartition(site, date),
  sk: "#DAY",
});
export const arrivals = (site: SiteId, date: PlainDate): Key => ({
  pk: waitingListPartition(site, date),
  sk: "TICKETS",
});
export const waiting = (site: SiteId, date: PlainDate, arrival: number): Key => ({
  pk: waitingListPartition(site, date),
  sk: `${waitingPrefix}${String(arrival).padStart(8, "0")}`,
});
export const quota = (code: FamilyCode, child: ChildId, activity: ActivityId, period: string): Key => ({
  pk: familyPartition(code),
  sk: `CAP#${child}#${activity}#${period}`,
});
export const turn = (code: FamilyCode): Key => ({ pk: familyPartition(code), sk: "TURN" });
export const closure = (site: SiteId, closure: ClosureId): Key => ({
  pk: cataloguePartition,
  sk: closurePrefix(site) + closure,
});
export const closureProgress = (site: SiteId, closure: ClosureId): Key => ({
  pk: sitePartition(site),
  sk: `${closureProgressPrefix}${closure}`,
});
export const closedBooking = (site: SiteId, closure: ClosureId, code: FamilyCode, booking: string): Key => ({
  pk: closedPartition(site, closure),
  sk: `${code}#${booking}`,
});
export const placesChange = (site: SiteId, date: PlainDate, at: Instant, nonce: string): Key => ({
  pk: dayPartition(site, date),
  sk: `${changePrefix}${at}#${nonce}`,
});
/** The last part names one event of one write, as in a family's history. */
export const expiredOffer = (
  site: SiteId,
  code: FamilyCode,
  at: Instant,
  {
    date,
    childId,
    revision,
    unit,
  }: { readonly date: PlainDate; readonly childId: ChildId; readonly revision: number; readonly unit: UnitKey },
): Key => ({
  pk: dayPartition(site, date),
  sk: `${expiredPrefix}${at}#${code}#${childId}#${String(revision).padStart(6, "0")}#${unit}`,
});
/** `what`: the record that changed, and its version. */
export const indexChange = (at: Instant, what: string): Key => ({
  pk: indexPartition,
  sk: `${changePrefix}${at}#${what}`,
});
export const apart = (pair: string): Key => ({ pk: indexPartition, sk: apartPrefix + pair });
/** All of them: some a month, and whoever goes on with one reads them all. */
export const mergesPartition = "MERGES";
/** By the code that goes. */
export const merge = (gone: ChildId): Key => ({ pk: mergesPartition, sk: childPrefix + gone });
export const adultMergePrefix = "ADULT#";
export const adultMerge = (code: FamilyCode, gone: GuardianId): Key => ({
  pk: mergesPartition,
  sk: `${adultMergePrefix}${code}#${gone}`,
});
export const householdMergePrefix = familyPrefix;
export const householdMerge = (gone: FamilyCode): Key => ({ pk: mergesPartition, sk: householdMergePrefix + gone });
export const site = (site: SiteId): Key => ({ pk: cataloguePartition, sk: `SITE#${site}` });
export const activity = (activity: ActivityId, effectiveFrom: PlainDate): Key => ({
  pk: cataloguePartition,
  sk: `ACTIVITY#${activity}#${effectiveFrom}`,
});
export const tariff = (tariff: TariffId, effectiveFrom: PlainDate): Key => ({
  pk: cataloguePartition,
  sk: `TARIFF#${tariff}#${effectiveFrom}`,
});
export const collectionAccount = (account: CollectionAccountId): Key => ({
  pk: cataloguePartition,
  sk: `COLLECTIONACCOUNT#${account}`,
});
export const absenceRules = (rules: AbsenceRulesId): Key => ({
  pk: cataloguePartition,
  sk: `ABSENCERULES#${rules}`,
});
export const fileSection = (section: string): Key => ({ pk: cataloguePartition, sk: `FILESECTION#${section}` });
export const suspension: Key = { pk: cataloguePartition, sk: "SUSPENSION" };
export const documentKind = (kind: DocumentKindId): Key => ({ pk: cataloguePartition, sk: `DOCUMENTKIND#${kind}` });
export const document = (owner: DocumentOwner, document: DocumentId): Key => ({
  pk: documentPartition(owner),
  sk: documentPrefix + document,
});
export const childRecord = (child: ChildId): Key => ({ pk: childPartition(child), sk: "RECORD" });
export const childHealth = (child: ChildId): Key => ({ pk: healthPartition(child), sk: "RECORD" });
export const recordChange = (child: ChildId, at: Instant, nonce: string): Key => ({
  pk: childPartition(child),
  sk: `${recordChangePrefix}${at}#${nonce}`,
});
export const healthView = (child: ChildId, at: Instant, nonce: string): Key => ({
  pk: healthPartition(child),
  sk: `${healthViewPrefix}${at}#${nonce}`,
});
export const certificationPrefix = "CERTIFICATION#";
export const certification = (code: FamilyCode, at: Instant): Key => ({
  pk: familyPartition(code),
  sk: certificationPrefix + at,
});
export const certifiedPagePrefix = "CERTIFIEDPAGE#";
export const certifiedPage = (code: FamilyCode, page: string): Key => ({
  pk: familyPartition(code),
  sk: certifiedPagePrefix + page,
});
export const enrolment = (code: FamilyCode, enrolment: EnrolmentId): Key => ({
  pk: familyPartition(code),
  sk: enrolmentPrefix + enrolment,
});
/** Puts an enrolment among those that wait. */
export const waitingEnrolment = (
  state: "asked" | "onHold",
  askedAt: Instant,
  code: FamilyCode,
  enrolment: EnrolmentId,
): IndexKey => ({ g1pk: waitingEnrolments(state), g1sk: `${askedAt}#${code}#${enrolment}` });
export const file = (file: FileId): Key => ({ pk: `FILE#${file}`, sk: "FILE" });
export const firstRequestPartition = (request: FirstRequestId): string => `FIRSTREQUEST#${request}`;
export const firstRequest = (request: FirstRequestId): Key => ({ pk: firstRequestPartition(request), sk: "REQUEST" });
export const waitingFirstRequest = (at: Instant, request: FirstRequestId): IndexKey => ({
  g1pk: firstRequestsPartition,
  g1sk: `${at}#${request}`,
});
export const firstRequestDocument = (request: FirstRequestId, document: DocumentId): Key => ({
  pk: firstRequestPartition(request),
  sk: documentPrefix + document,
});
export const firstRequestMail = (request: FirstRequestId, mailId: string): Key => ({
  pk: firstRequestPartition(request),
  sk: `MAIL#${mailId}`,
});
export const strangerFile = (file: FileId): Key => ({ pk: `FILE#${file}`, sk: "STRANGER" });
export const statementPrefix = "STATEMENT#";
/** Of a credit note: which of the month and account. */
const ofNote = (note: number | undefined): string => (note === undefined ? "" : `#${note}`);
export const statement = (code: FamilyCode, month: PlainMonth, account: CollectionAccountId, note?: number): Key => ({
  pk: familyPartition(code),
  sk: `${statementPrefix}${month}#${account}${ofNote(note)}`,
});
/** A family's statements of that month and later ones. */
export const statementsFrom = (month: PlainMonth): { readonly from: string; readonly to: string } => ({
  from: `${statementPrefix}${month}#`,
  to: `${statementPrefix}~`,
});
const billLinesPrefix = "BILLLINES#";
export const billLines = (code: FamilyCode, month: PlainMonth, account: CollectionAccountId, note?: number): Key => ({
  pk: familyPartition(code),
  sk: `${billLinesPrefix}${month}#${account}${ofNote(note)}`,
});
/** The lines of a family's statements of that month and later ones. */
export const billLinesFrom = (month: PlainMonth): { readonly from: string; readonly to: string } => ({
  from: `${billLinesPrefix}${month}#`,
  to: `${billLinesPrefix}~`,
});
/** Those of one month. */
export const billLinesOf = (month: PlainMonth): string => `${billLinesPrefix}${month}#`;
const remissionPrefix = "REMISSION#";
/** `subject`: of a charge, which begins with its day. */
export const billRemission = (code: FamilyCode, subject: string): Key => ({
  pk: familyPartition(code),
  sk: remissionPrefix + subject,
});
export const billRemissionsFrom = (date: PlainDate): { readonly from: string; readonly to: string } => ({
  from: remissionPrefix + date,
  to: `${remissionPrefix}~`,
});
export const billAccountPrefix = "BILLACCOUNT#";
export const billAccount = (code: FamilyCode, account: CollectionAccountId): Key => ({
  pk: familyPartition(code),
  sk: billAccountPrefix + account,
});
export const childShares = (code: FamilyCode): Key => ({ pk: familyPartition(code), sk: "CHILDSHARES" });
export const billSharing = (code: FamilyCode): Key => ({ pk: familyPartition(code), sk: "BILLSHARING" });
export const dunningExemption = (code: FamilyCode): Key => ({ pk: familyPartition(code), sk: "DUNNINGEXEMPTION" });
export const billingPartition = "BILLING";
export const billSeries = (series: string, year: number): Key => ({
  pk: billingPartition,
  sk: `SERIES#${series}#${year}`,
});
export const billRunPrefix = "RUN#";
export const billRun = (month: PlainMonth): Key => ({ pk: billingPartition, sk: billRunPrefix + month });
/** In the index: the invoices of a month, by number. */
export const invoicesPartition = (month: PlainMonth): string => `INVOICES#${month}`;
export const invoiceOfMonth = (month: PlainMonth, plainNumber: string, series: string, code: FamilyCode): IndexKey => ({
  g1pk: invoicesPartition(month),
  g1sk: `${series}#${plainNumber}#${code}`,
});
export const treasuryRolePrefix = "ROLE#";
/** `name`: of its budget, year and number (functions/treasury/rules/role-name.ts). */
export const treasuryRole = (name: string): Key => ({ pk: billingPartition, sk: treasuryRolePrefix + name });
export const treasuryArticles = (name: string): Key => ({ pk: billingPartition, sk: `ROLEARTICLES#${name}` });
export const paymentPrefix = "PAYMENT#";
/** `name`: of the operation that brought it, so that it is written once. */
export const payment = (code: FamilyCode, name: string): Key => ({
  pk: familyPartition(code),
  sk: paymentPrefix + name,
});
/** In the index: what was paid on a day. */
export const paidPartition = (date: PlainDate): string => `PAID#${date}`;
export const paidOn = (date: PlainDate, at: Instant, name: string): IndexKey => ({
  g1pk: paidPartition(date),
  g1sk: `${at}#${name}`,
});
/** Balances and movements of a family, together. */
export const walletPrefix = "WALLET";
export const balancePrefix = `${walletPrefix}#`;
export const wallet = (code: FamilyCode, account: CollectionAccountId): Key => ({
  pk: familyPartition(code),
  sk: balancePrefix + account,
});
export const walletLine = (code: FamilyCode, account: CollectionAccountId, name: string): Key => ({
  pk: familyPartition(code),
  sk: `${walletPrefix}LINE#${account}#${name}`,
});
const walletPots = (account: CollectionAccountId): string => `${walletPrefix}POT#${account}#`;
export const walletPot = (code: FamilyCode, account: CollectionAccountId, month: PlainMonth): Key => ({
  pk: familyPartition(code),
  sk: walletPots(account) + month,
});
/** Those of an account up to a month. */
export const walletPotsUntil = (
  account: CollectionAccountId,
  month: PlainMonth,
): { readonly from: string; readonly to: string } => ({ from: walletPots(account), to: walletPots(account) + month });
const taxCertificatePrefix = "TAXCERTIFICATE#";
/** Those of a year, oldest first. */
export const taxCertificatesOf = (year: number): string => `${taxCertificatePrefix}${year}#`;
/** `rank`: from 1, of the family and year. */
export const taxCertificate = (code: FamilyCode, year: number, rank: number): Key => ({
  pk: familyPartition(code),
  sk: taxCertificatesOf(year) + String(rank).padStart(3, "0"),
});
export const paymentAttempt = (operation: PayfipOperationId): Key => ({
  pk: `PAYMENTATTEMPT#${operation}`,
  sk: "ATTEMPT",
});
/** In the index: attempts whose result is looked up again, and those that only staff can clear up. */
export const attemptsPartition = (which: "waiting" | "odd"): string => `PAYMENTS#${which}`;
export const openAttempt = (which: "waiting" | "odd", at: Instant, operation: PayfipOperationId): IndexKey => ({
  g1pk: attemptsPartition(which),
  g1sk: `${at}#${operation}`,
});
const mandatePrefix = "MANDATE#";
/** The mandates of a family, account by account, the earliest of each first; of one account, where it is named. */
export const mandatesOf = (account?: CollectionAccountId): string =>
  account === undefined ? mandatePrefix : `${mandatePrefix}${account}#`;
export const mandate = (code: FamilyCode, account: CollectionAccountId, rank: number): Key => ({
  pk: familyPartition(code),
  sk: mandatesOf(account) + String(rank).padStart(3, "0"),
});
/** In the index: the last mandate of each family. */
export const mandatesPartition = (account: CollectionAccountId): string => `MANDATES#${account}`;
export const lastMandate = (account: CollectionAccountId, code: FamilyCode): IndexKey => ({
  g1pk: mandatesPartition(account),
  g1sk: code,
});
export const debitsPartition = "DEBITS";
export const debitBatchPrefix = "BATCH#";
export const debitBatch = (batch: DebitBatchId): Key => ({ pk: debitsPartition, sk: debitBatchPrefix + batch });
/** A partition of its own: a batch of thousands of debits is read a page at a time. */
export const debitBatchPartition = (batch: DebitBatchId): string => `DEBITBATCH#${batch}`;
export const debitPrefix = "DEBIT#";
export const debit = (batch: DebitBatchId, code: FamilyCode): Key => ({
  pk: debitBatchPartition(batch),
  sk: debitPrefix + code,
});
export const paymentForgeryPrefix = "PAYMENTFORGERY#";
export const paymentForgery = (date: PlainDate): Key => ({ pk: portalPartition, sk: paymentForgeryPrefix + date });
export const calendar = (zone: string, schoolYear: string): Key => ({
  pk: cataloguePartition,
  sk: `CALENDAR#${zone}#${schoolYear}`,
});
