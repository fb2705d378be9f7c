/**
 * Every kind of mail, once: what it says is its subject's, who reads it is said here. A kind that a subject declares and
 * that is missing here does not compile (mail/kinds.ts).
 */
import { accountClosingMails } from "../account-closing/mails.fr.ts";
import { billingMails } from "../billing/mails.fr.ts";
import { payersOf } from "../family/rules/payers.ts";
import { childLeftMails } from "../booking/child-left-mails.fr.ts";
import { decisionMails } from "../booking/decision-mails.fr.ts";
import { endedEnrolmentMails } from "../booking/ended-enrolment-mails.fr.ts";
import { heldMails } from "../booking/held-mails.fr.ts";
import { bookingMails } from "../booking/mails.fr.ts";
import { receiptMails } from "../booking/receipt-mails.fr.ts";
import { childRecordMails } from "../child-record/mails.fr.ts";
import { closureMails } from "../closure/mails.fr.ts";
import { directDebitMails } from "../direct-debit/mails.fr.ts";
import { documentMails } from "../document/mails.fr.ts";
import { enrolmentMails } from "../enrolment/mails.fr.ts";
import { readHousehold, readShutOut } from "../family/store/families.ts";
import type { FamilyCode, GuardianId } from "../kernel/ids.ts";
import type { Audience, MailOwner, MailRegistry, Reader } from "../mail/kinds.ts";
import { mergeMails } from "../merge/mails.fr.ts";
import { paymentMails } from "../payment/mails.fr.ts";
import { planningMails } from "../planning/mails.fr.ts";
import { readPortalAddress } from "../mail/portal-address.ts";
import { quotientMails } from "../quotient/mails.fr.ts";
import { requestMails } from "../request/mails.fr.ts";
import { reminderMails, stopReminders } from "../reminder/mails.fr.ts";
import { readUnwilling } from "../reminder/store/reminder-preferences.ts";
import type { UnsubscribeTokens } from "../reminder/unsubscribe-token.ts";
import { firstRequestMails } from "../first-request/mails.fr.ts";
import { noticeMails, type NoticeFacts } from "../sign-in/notice-mails.fr.ts";
import type { Table } from "../table/table.ts";
import { waitingListMails } from "../waiting-list/mails.fr.ts";

export interface MailDependencies {
  readonly table: Table;
  readonly tokens: Pick<UnsubscribeTokens, "seal">;
}

type FamilyOwner = Extract<MailOwner, { readonly familyCode: FamilyCode }>;

const familyOf = (owner: MailOwner): FamilyOwner => {
  if ("familyCode" in owner) return owner;
  throw new Error("A mail for a family stands under somebody's sign-in, or a stranger's request");
};

interface Adult extends Reader {
  readonly id: GuardianId;
}

/** The adults of the household who have an address and may know of every child that it is about; the portal's own. */
async function readAdults(
  table: Table,
  { familyCode, about }: FamilyOwner,
): Promise<Omit<Audience, "readers"> & { readonly readers: readonly Adult[] }> {
  const [household, portal, shutOut] = await Promise.all([
    readHousehold(table, familyCode),
    readPortalAddress(table),
    readShutOut(table, familyCode, about),
  ]);
  const adults = household?.guardians ?? [];
  const mayRead = adults.filter(({ id }) => !shutOut.has(id));
  return {
    portal,
    readers: mayRead.flatMap(({ id, email }) => (email === undefined ? [] : [{ id, to: email }])),
    ...(adults.length > 0 && mayRead.length === 0 ? { nobody: true } : {}),
  };
}

/** The payers of the household who have an address. */
async function readPayers(table: Table, { familyCode }: FamilyOwner): Promise<Audience> {
  const [household, portal] = await Promise.all([readHousehold(table, familyCode), readPortalAddress(table)]);
  const payers = household ? payersOf(household) : [];
  return { portal, readers: payers.flatMap(({ id, email }) => (email === undefined ? [] : [{ id, to: email }])) };
}

/** Those of them who want reminders; each is told how to stop receiving them. */
async function readWilling({ table, tokens }: MailDependencies, owner: FamilyOwner): Promise<Audience> {
  const { familyCode } = owner;
  const [{ portal, readers, nobody }, unwilling] = await Promise.all([
    readAdults(table, owner),
    readUnwilling(table, familyCode),
  ]);
  const willing = readers.filter(({ id }) => !unwilling.has(id));
  return {
    portal,
    ...(nobody ? { nobody } : {}),
    readers: willing.map((reader) => ({
      ...reader,
      stop: stopReminders(portal, tokens.seal({ familyCode, guardianId: reader.id })),
    })),
  };
}

export function mailRegistry(dependencies: MailDependencies): MailRegistry {
  const family = { audience: (owner: MailOwner) => readAdults(dependencies.table, familyOf(owner)) };
  const payers = { audience: (owner: MailOwner) => readPayers(dependencies.table, familyOf(owner)) };
  const willing = { audience: (owner: MailOwner) => readWilling(dependencies, familyOf(owner)) };
  const person = {
    audience: (_: MailOwner, { to, portal }: NoticeFacts) => Promise.resolve({ portal, readers: [{ id: "1", to }] }),
  };
  /** One address, and no other: that of whoever asked, once it is confirmed or to confirm it. */
  const requester = {
    audience: async (_: MailOwner, { to }: { readonly to: string }) => ({
      portal: await readPortalAddress(dependencies.table),
      readers: [{ id: "1", to }],
    }),
  };
  return {
    firstRequestCode: { ...firstRequestMails.firstRequestCode, ...requester },
    firstRequestAccepted: { ...firstRequestMails.firstRequestAccepted, ...requester },
    firstRequestAttached: { ...firstRequestMails.firstRequestAttached, ...requester },
    firstRequestRefused: { ...firstRequestMails.firstRequestRefused, ...requester },
    passwordChanged: { ...noticeMails.passwordChanged, ...person },
    emailChangeAsked: { ...noticeMails.emailChangeAsked, ...person },
    emailChanged: { ...noticeMails.emailChanged, ...person },
    secondFactorEnrolled: { ...noticeMails.secondFactorEnrolled, ...person },
    recoveryCodeUsed: { ...noticeMails.recoveryCodeUsed, ...person },
    secondFactorReset: { ...noticeMails.secondFactorReset, ...person },
    accessSuspended: { ...noticeMails.accessSuspended, ...person },
    accessRestored: { ...noticeMails.accessRestored, ...person },
    invitationDeleted: { ...noticeMails.invitationDeleted, ...person },
    accessWithdrawn: { ...noticeMails.accessWithdrawn, ...person },
    acted: { ...bookingMails.acted, ...family },
    receipt: { ...receiptMails.receipt, ...family },
    heldPaid: { ...heldMails.heldPaid, ...family },
    heldEnded: { ...heldMails.heldEnded, ...family },
    programmeChanged: { ...planningMails.programmeChanged, ...family },
    reopened: { ...closureMails.reopened, ...family },
    closed: { ...closureMails.closed, ...family },
    offerMade: { ...waitingListMails.offerMade, ...family },
    offerExpired: { ...waitingListMails.offerExpired, ...family },
    decided: { ...decisionMails.decided, ...family },
    childFileChanged: { ...childRecordMails.childFileChanged, ...family },
    enrolmentAnswered: { ...enrolmentMails.enrolmentAnswered, ...family },
    enrolmentEnded: { ...endedEnrolmentMails.enrolmentEnded, ...family },
    childLeft: { ...childLeftMails.childLeft, ...family },
    documentAnswered: { ...documentMails.documentAnswered, ...family },
    accountClosed: { ...accountClosingMails.accountClosed, ...family },
    quotientEnds: { ...quotientMails.quotientEnds, ...family },
    requestAnswered: { ...requestMails.requestAnswered, ...family },
    fileChanged: { ...requestMails.fileChanged, ...family },
    adultsAsked: { ...requestMails.adultsAsked, ...family },
    signInsMerged: { ...mergeMails.signInsMerged, ...family },
    householdsMerged: { ...mergeMails.householdsMerged, ...family },
    reminder: { ...reminderMails.reminder, ...willing },
    invoiceIssued: { ...billingMails.invoiceIssued, ...payers },
    mandateSigned: { ...directDebitMails.mandateSigned, ...payers },
    mandateEnded: { ...directDebitMails.mandateEnded, ...payers },
    debitComing: { ...directDebitMails.debitComing, ...payers },
    debitCancelled: { ...directDebitMails.debitCancelled, ...payers },
    debitReturned: { ...directDebitMails.debitReturned, ...payers },
    invoiceLate: { ...paymentMails.invoiceLate, ...payers },
  };
}
