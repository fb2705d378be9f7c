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
import {
  isOpen,
  mayGoTogether,
  partsOf,
  samePart,
  type Attached,
  type Author,
  type FileRequest,
} from "../rules/request.ts";
import { changedRequest, readAllRequests, readTurn, turnTaken } from "../store/requests.ts";
import { requestWords as words } from "../words.fr.ts";
import { judged, ownRequest } from "./acting.ts";
import { checkDocuments, distinct, goingWith, needsOf } from "./documents.ts";
import { aboutOf, asValue } from "./parts.ts";
import type { Wanted } from "./read-changes.ts";
import { askedIn, checkTogether, othersOf, readAllChanges, readParts, type WantedPart } from "./together.ts";
import { checkTwice, checkWaiting } from "./waiting.ts";

type Anew = Omit<WantedPart, "changes"> & { readonly changes: readonly Omit<Wanted, "seen">[] };
interface Correction {
  /** The version that the page showed. */
  readonly seen: number;
  /** All that it asks for from now on. One that names no section is about what the request is about. */
  readonly parts: readonly (Omit<Anew, "section"> & { readonly section?: Anew["section"] | undefined })[];
  readonly documents: readonly Attached[];
  readonly text?: string | undefined;
}

interface Corrected {
  readonly request: FileRequest;
  readonly family: SeenFamily;
}

/** What it asks for may become other changes of the file only where both may go together with others. */
function checkAnew(request: FileRequest, wanted: readonly Anew[]): void {
  checkTogether(wanted);
  const [one, ...more] = wanted;
  if (one && more.length === 0 && request.more === undefined && samePart(one, request)) return;
  if (![...wanted, ...partsOf(request)].every(({ section }) => mayGoTogether(section)))
    throw new Problem("notPossible", words.goesAlone);
}

export function correctRequest(
  dependencies: RequestDependencies,
  session: GuardianSession,
  requestId: RequestId,
  { seen, parts: corrected, documents: attached, text }: Correction,
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
    const wanted = corrected.map(({ section, changes, ...target }): Anew =>
      section === undefined
        ? { ...aboutOf(request), section: request.section, changes }
        : { ...target, section, changes },
    );
    checkAnew(request, wanted);
    const standing = await readParts(dependencies, familyCode, guardianId, wanted);
    if (!standing) throw new Problem("notFound", words.noPart);
    // What the page showed of the file is what the request was sent with: staff sees what has moved since.
    const parts = await readAllChanges(
      standing.map((part) => ({
        ...part,
        changes: part.changes.map(({ field, value }) => ({
          field,
          value,
          seen: asValue(part.standing.values[field]),
        })),
      })),
      { catalogue: latest, today: localDate(author.at), requests, byOffice: false },
    );
    checkTwice(requests, { parts, own: request.id });
    checkWaiting(requests, { parts, own: request.id, adds: !isOpen(request) });
    const documents = goingWith(parts, distinct(attached));
    await checkDocuments(table, latest, documents, {
      familyCode,
      children: parts.map(({ standing: { target } }) => target.childId),
      needed: needsOf(parts),
    });
    const { next, isNew } = judged(
      request,
      seen,
      { what: "corrected", asked: askedIn(parts), others: othersOf(parts), documents, text },
      author,
    );
    if (!isNew) return { done: { request: next, family } };
    const written = await transact(table, [changedRequest(next), turnTaken(familyCode, turn)]);
    return written === "done" ? { done: { request: next, family } } : { again: null };
  });
}
