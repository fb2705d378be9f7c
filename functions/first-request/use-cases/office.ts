/**
 * First requests at the office. A decision is one transaction: the request as it was seen, the family that is made of
 * it, the mail that tells it, and until when what was sent is kept. So nothing can die between them, and of two who
 * decide at once the later is told what the first did.
 */
import { randomBytes } from "node:crypto";
import { dispositionOf } from "../../document/rules/file-name.ts";
import { mediaTypes } from "../../document/rules/judge-file.ts";
import { ageOn } from "../../family/rules/family.ts";
import { decideEntry, entryWrites } from "../../family/store/family-entry.ts";
import { readHousehold } from "../../family/store/families.ts";
import { meantCodes } from "../../family/store/meant-code.ts";
import { linkSeconds, linkTo } from "../../files/bucket.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import { standsBeside, type DocumentKind } from "../../catalogue/rules/catalogue.ts";
import { canonical } from "../../kernel/canonical.ts";
import type {
  ChildId,
  DocumentId,
  DocumentKindId,
  FamilyCode,
  FirstRequestId,
  IdempotencyKey,
} from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { mailWrites } from "../../mail/outbox.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { transact, type Writes } from "../../table/transact.ts";
import type { firstRequestOffice, RequestEntry, RequestView } from "../contract/office.ts";
import type { OfficeDependencies } from "../dependencies.ts";
import { enterUseCases } from "./enter.ts";
import { keptUntil, type Decided, type Ending, type TakenOver } from "../rules/first-request.ts";
import { likelyFamilies, type Likely } from "../rules/likely.ts";
import { familyOf, newChildId, newFamilyCode } from "../rules/new-family.ts";
import {
  decisionWrites,
  readRequest,
  readRequestDocuments,
  readWaiting,
  type StoredDocument,
  type StoredRequest,
} from "../store/first-requests.ts";
import { firstRequestWords as words } from "../words.fr.ts";

type Routes = UseCases<typeof firstRequestOffice>;

/** Days that a request is kept once decided, where the town takes none any more. */
const usualKept = 60;

const unknown = (): Problem => new Problem("notFound", words.unknown);

const entryOf = ({ id, adults, address, children, confirmedAt, sentAt }: StoredRequest): RequestEntry => ({
  id,
  name: adults[0] ? `${adults[0].firstName} ${adults[0].lastName}` : id,
  town: address.town,
  children: children.length,
  confirmedAt: confirmedAt ?? sentAt,
});

export function firstRequestOfficeUseCases(dependencies: OfficeDependencies): Routes {
  const { table, clock, bucket, town, canMail, catalogue, known } = dependencies;

  function viewOf(
    { id, adults, children, address, message, email, confirmedAt, decided, state, version }: StoredRequest,
    documents: readonly StoredDocument[],
    likely: readonly Likely[],
    kinds: readonly DocumentKind[],
  ): RequestView {
    const today = localDate(clock());
    return {
      id,
      email,
      version,
      adults: [...adults],
      children: children.map((child) => ({ ...child, age: ageOn(child.birthDate, today) })),
      address: { ...address, lines: [...address.lines] },
      ...(message === undefined ? {} : { message }),
      ...(confirmedAt === undefined ? {} : { confirmedAt }),
      state: state === "unconfirmed" ? "waiting" : state,
      ...(decided
        ? {
            decided: {
              at: decided.at,
              by: decided.byName,
              ...(decided.reason === undefined ? {} : { reason: decided.reason }),
              ...(decided.familyCode === undefined ? {} : { familyCode: decided.familyCode }),
            },
          }
        : {}),
      // A paper of a person who may come for a child belongs beside that person, whom nobody has named yet; one of a
      // child's health beside what it proves.
      kinds: kinds.flatMap(({ id: kind, name, of }) =>
        of === "person" || of === "health" ? [] : [{ id: kind, name, of }],
      ),
      documents: documents.map(({ id: documentId, name, sentAt, standing, to }) => ({
        id: documentId,
        name,
        sentAt,
        status: standing.status,
        ...(standing.status === "kept" ? { type: standing.type } : {}),
        ...(to ? { takenAs: kinds.find((kind) => kind.id === to.kind)?.name ?? to.kind } : {}),
      })),
      likely: likely.map(({ code, names, reasons }) => ({
        familyCode: code,
        names: [...names],
        reasons: reasons.map(words.reasons),
      })),
      canMail,
    };
  }

  /** One whose address is confirmed: staff sees no other. */
  async function confirmed(requestId: FirstRequestId): Promise<StoredRequest> {
    const request = await readRequest(table, requestId);
    if (!request || request.state === "unconfirmed") throw unknown();
    return request;
  }
  const likelyOf = async (request: StoredRequest): Promise<readonly Likely[]> => {
    const { families, homeOf } = await known();
    return likelyFamilies(request, families, homeOf);
  };
  const view = async (requestId: FirstRequestId): Promise<RequestView> => {
    const [request, documents, { documents: kinds = [] }] = await Promise.all([
      confirmed(requestId),
      readRequestDocuments(table, requestId),
      catalogue.latest(),
    ]);
    const likely = request.state === "waiting" ? await likelyOf(request) : [];
    return viewOf(request, documents, likely, kinds);
  };

  interface Deciding {
    readonly requestId: FirstRequestId;
    readonly seen: number;
    readonly token: IdempotencyKey;
    readonly session: StaffSession;
    readonly reason?: string | undefined;
  }
  interface Outcome {
    readonly familyCode?: FamilyCode | undefined;
    readonly writes: Writes;
    /** Documents that become a family's. */
    readonly taken?: ReadonlyMap<DocumentId, TakenOver>;
  }

  /** `refusal`: what is told when it is refused for another reason than the request itself, or its documents. */
  async function decide(
    { requestId, seen, token, session, reason }: Deciding,
    what: Ending,
    outcomeOf: (request: StoredRequest, documents: readonly StoredDocument[]) => Promise<Outcome>,
    refusal: string,
  ): Promise<{ readonly body: RequestView }> {
    const request = await confirmed(requestId);
    if (request.decided?.token === token) return { body: await view(requestId) };
    refuseDecided(request, seen);
    const first = await readRequestDocuments(table, requestId);
    await decideAndWrite<readonly StoredDocument[], undefined>("A first request", first, async (documents) => {
      const { familyCode, writes, taken } = await outcomeOf(request, documents);
      const now = clock();
      const decided: Decided = {
        what,
        at: now,
        by: session.login,
        byName: session.displayName,
        token,
        ...(reason === undefined ? {} : { reason }),
        ...(familyCode === undefined ? {} : { familyCode }),
      };
      const until = keptUntil(what, now, town.firstRequests?.keptDays ?? usualKept);
      const decision = decisionWrites(request, decided, documents, until, taken);
      if ((await transact(table, [...decision, ...writes])) === "done") return { done: undefined };
      refuseDecided(await confirmed(requestId), seen);
      // One that was being scanned may have been found clean meanwhile: it is decided again with it as it is now.
      const again = await readRequestDocuments(table, requestId);
      if (canonical(again) === canonical(documents)) throw new Problem("notPossible", refusal);
      return { again };
    });
    return { body: await view(requestId) };
  }

  /** Whose each document is to be, in the family that is made. Throws a problem. */
  async function takenFrom(
    chosen: readonly Chosen[],
    documents: readonly StoredDocument[],
    { code, children }: { readonly code: FamilyCode; readonly children: readonly { readonly id: ChildId }[] },
  ): Promise<ReadonlyMap<DocumentId, TakenOver>> {
    const { documents: kinds = [] } = await catalogue.latest();
    const taken = new Map<DocumentId, TakenOver>();
    for (const { id: documentId, kind, child: rank } of chosen) {
      const asked = kinds.find(({ id }) => id === kind);
      const child = rank === undefined ? undefined : children[rank];
      if (
        !asked ||
        standsBeside(asked) ||
        (asked.of === "child") !== (rank !== undefined) ||
        (rank !== undefined && !child)
      )
        throw new Problem("notPossible", words.noKind);
      const document = documents.find(({ id }) => id === documentId);
      // Found unfit meanwhile, there is nothing to take over; its sender is told.
      if (!document || document.standing.status === "unfit") continue;
      taken.set(documentId, { familyCode: code, kind, ...(child ? { childId: child.id } : {}) });
    }
    return taken;
  }

  return {
    ...enterUseCases(dependencies),
    "first-request.list": async ({ query: { after } }) => {
      const { requests, next } = await readWaiting(table, after);
      return { body: { requests: requests.map(entryOf), ...(next === undefined ? {} : { next }) } };
    },
    "first-request.read": async ({ params: { requestId } }) => ({ body: await view(requestId) }),
    "first-request.openDocument": async ({ params: { requestId, documentId } }) => {
      const [, documents] = await Promise.all([confirmed(requestId), readRequestDocuments(table, requestId)]);
      const document = documents.find(({ id }) => id === documentId);
      if (document?.standing.status !== "kept") throw unknown();
      const { type } = document.standing;
      const url = await linkTo(bucket, document.fileId, {
        type: mediaTypes[type],
        disposition: dispositionOf("attachment", document.name, type),
      });
      return { body: { url, type, until: plusSeconds(clock(), linkSeconds) } };
    },
    "first-request.accept": async ({ params: { requestId }, body, session }) => {
      const { idempotencyKey: token, seen, resident, familyCode: given, documents: chosen = [] } = body;
      const made = async (request: StoredRequest, documents: readonly StoredDocument[]): Promise<Outcome> => {
        if (given !== undefined && (await meantCodes(table, given)).length > 0)
          throw new Problem("notPossible", words.codeTaken);
        const familyCode = given ?? newFamilyCode(randomBytes(7));
        const family = familyOf(request, familyCode, { resident, childId: () => newChildId(randomBytes(9)) });
        const entry = decideEntry(family, { household: null, children: new Map(), elsewhere: new Map() });
        if (entry.outcome === "tooManyGuardians") throw new Error("A first request has two adults at most");
        return {
          familyCode,
          taken: await takenFrom(chosen, documents, { code: familyCode, children: family.children }),
          writes: [
            ...entryWrites(entry.writes, clock()),
            ...mailWrites(
              { familyCode, about: [], mailId: `first-request-${requestId}` },
              { kind: "firstRequestAccepted", facts: { to: request.email, familyCode } },
              clock(),
            ),
          ],
        };
      };
      return decide({ requestId, seen, token, session }, "accepted", made, words.codeTaken);
    },
    "first-request.attach": async ({ params: { requestId }, body: { idempotencyKey, seen, familyCode }, session }) => {
      const attached = async ({ email }: StoredRequest): Promise<Outcome> => {
        const household = await readHousehold(table, familyCode, { consistent: true });
        if (!household) throw new Problem("notPossible", words.noFamily);
        // Whoever asks says to be of that family: its code goes to an address that it is known by, and to no other.
        const isKnown = household.guardians.some((adult) => adult.email?.toLowerCase() === email.toLowerCase());
        return {
          familyCode,
          writes: mailWrites(
            { requestId, mailId: "decided" },
            { kind: "firstRequestAttached", facts: { to: email, ...(isKnown ? { familyCode } : {}) } },
            clock(),
          ),
        };
      };
      return decide({ requestId, seen, token: idempotencyKey, session }, "attached", attached, words.busy);
    },
    "first-request.refuse": async ({ params: { requestId }, body: { idempotencyKey, seen, reason }, session }) =>
      decide(
        { requestId, seen, token: idempotencyKey, session, reason },
        "refused",
        ({ email }) =>
          Promise.resolve({
            writes: mailWrites(
              { requestId, mailId: "decided" },
              { kind: "firstRequestRefused", facts: { to: email, reason } },
              clock(),
            ),
          }),
        words.busy,
      ),
  };
}

/** What a document is to be. */
interface Chosen {
  readonly id: DocumentId;
  readonly kind: DocumentKindId;
  readonly child?: number | undefined;
}

/** Somebody else has decided, or what was seen is no longer what stands. */
function refuseDecided({ decided, version }: StoredRequest, seen: number): void {
  if (decided) throw new Problem("changed", words.changed(decided.byName, decided.at, decided.what));
  if (version !== seen) throw new Problem("changed", words.busy);
}
