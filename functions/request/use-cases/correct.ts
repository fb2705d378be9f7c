/**
 * A family corrects what it has asked for, or mends what was refused, which is then sent again: it may not come to stand
 * beside another request on the same field. Of two that would, sent or corrected at one moment, one has its turn; the other
 * reads again, and finds it.
 */
import type { SeenFamily } from "../../family/rules/seen.ts";
import { Problem } from "../../http/problem.ts";
import type { GuardianSession } from "../../http/session.ts";
import type { RequestId } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { transact } from "../../table/transact.ts";
import type { RequestDependencies } from "../dependencies.ts";
import { isOpen, type Attached, type Author, type FileRequest } from "../rules/request.ts";
import { changedRequest, readAllRequests, readTurn, turnTaken } from "../store/requests.ts";
import { requestWords as words } from "../words.fr.ts";
import { judged, ownRequest } from "./acting.ts";
import { checkDocuments, distinct, goingWith } from "./documents.ts";
import { aboutOf, asValue, readStanding, sectionOf } from "./parts.ts";
import { neededDocuments, readChanges, type Wanted } from "./read-changes.ts";
import { checkTwice, checkWaiting } from "./waiting.ts";

interface Correction {
  /** The version that the page showed. */
  readonly seen: number;
  readonly changes: readonly Omit<Wanted, "seen">[];
  readonly documents: readonly Attached[];
  readonly text?: string | undefined;
}

interface Corrected {
  readonly request: FileRequest;
  readonly family: SeenFamily;
}

export function correctRequest(
  dependencies: RequestDependencies,
  session: GuardianSession,
  requestId: RequestId,
  { seen, changes: wanted, documents: attached, text }: Correction,
  author: Author,
): Promise<Corrected> {
  const { table, catalogue } = dependencies;
  const { familyCode, guardianId } = session;
  return decideAndWrite<null, Corrected>("A request", null, async () => {
    // Before the requests: one that is sent meanwhile has taken the turn that is expected below.
    const turn = await readTurn(table, familyCode);
    const [{ request, family }, requests, latest] = await Promise.all([
      ownRequest(table, session, requestId),
      readAllRequests(table, familyCode),
      catalogue.latest(),
    ]);
    const section = sectionOf(dependencies, request.section);
    const standing = await readStanding(dependencies, section, familyCode, guardianId, aboutOf(request));
    if (!standing) throw new Problem("notFound", words.noPart);
    // What the page showed of the file is what the request was sent with: staff sees what has moved since.
    const changes = await readChanges(
      wanted.map(({ field, value }) => ({ field, value, seen: asValue(standing.values[field]) })),
      { section, standing, catalogue: latest, today: localDate(author.at), requests, byOffice: false },
    );
    checkTwice(requests, { section, changes, own: request.id });
    checkWaiting(requests, { section, standing, changes, own: request.id, adds: !isOpen(request) });
    const documents = goingWith(section, standing, distinct(attached), changes);
    await checkDocuments(table, latest, documents, {
      familyCode,
      childId: request.childId,
      needed: neededDocuments(changes),
    });
    const { next, isNew } = judged(
      request,
      seen,
      {
        what: "corrected",
        changes: changes.map(({ field, before, after }) => ({ field, before, after })),
        documents,
        text,
      },
      author,
    );
    if (!isNew) return { done: { request: next, family } };
    const written = await transact(table, [changedRequest(next), turnTaken(familyCode, turn)]);
    return written === "done" ? { done: { request: next, family } } : { again: null };
  });
}
