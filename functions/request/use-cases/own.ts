/** What a family does with its requests: sending, following, correcting, answering, withdrawing. */
import { childNames } from "../../family/rules/family.ts";
import type { SeenFamily } from "../../family/rules/seen.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import type { GuardianSession } from "../../http/session.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { IdempotencyKey, RequestId } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { RequestView } from "../contract/file.ts";
import type { requestOwn } from "../contract/own.ts";
import type { RequestDependencies } from "../dependencies.ts";
import { isOpen, type Author, type FileRequest } from "../rules/request.ts";
import { mayFollow } from "../rules/seen.ts";
import { readAllRequests, readRequests } from "../store/requests.ts";
import { requestWords as words } from "../words.fr.ts";
import { actOn, theRequest } from "./acting.ts";
import { checkDocuments, distinct, goingWith } from "./documents.ts";
import { readFile } from "./file.ts";
import { aboutOf, asValue, readStanding, sectionOf } from "./parts.ts";
import { neededDocuments, readChanges } from "./read-changes.ts";
import { sendChanges } from "./send.ts";
import { requestView } from "./views.ts";
import { checkTwice, checkWaiting } from "./waiting.ts";

export function requestOwnUseCases(dependencies: RequestDependencies): UseCases<typeof requestOwn> {
  const { table, catalogue, clock } = dependencies;
  const authorOf = ({ login, displayName }: GuardianSession, key: IdempotencyKey): Author => ({
    by: login,
    byName: displayName,
    side: "family",
    at: clock(),
    key,
  });
  /** One that this adult may follow; any other is not there. */
  const ownRequest = async (
    session: GuardianSession,
    requestId: RequestId,
  ): Promise<{ readonly request: FileRequest; readonly family: SeenFamily }> => {
    const [request, family] = await Promise.all([
      theRequest(table, session.familyCode, requestId),
      ownFamily(table, session),
    ]);
    if (!mayFollow(request, family, session.guardianId)) throw new Problem("notFound", words.gone);
    return { request, family };
  };
  const shown = async (request: FileRequest, { children }: SeenFamily): Promise<RequestView> =>
    requestView(dependencies, request, {
      catalogue: await catalogue.latest(),
      now: clock(),
      reader: "family",
      names: childNames(children),
    });
  return {
    "request.file": async ({ session, query }) => ({
      body: await readFile(dependencies, session.familyCode, session.guardianId, query),
    }),
    "request.list": async ({ session, query }) => {
      const [page, family, latest] = await Promise.all([
        readRequests(table, session.familyCode, query.before),
        ownFamily(table, session),
        catalogue.latest(),
      ]);
      const facts = {
        catalogue: latest,
        now: clock(),
        reader: "family" as const,
        names: childNames(family.children),
      };
      return {
        body: {
          requests: page.requests
            .filter((one) => mayFollow(one, family, session.guardianId))
            .map((one) => requestView(dependencies, one, facts)),
          ...(page.next === undefined ? {} : { before: page.next }),
        },
      };
    },
    "request.send": async ({ session, body: { idempotencyKey, ...sending } }) => ({
      body: await sendChanges(
        dependencies,
        session.familyCode,
        sending,
        authorOf(session, idempotencyKey),
        session.guardianId,
      ),
    }),
    "request.correct": async ({ session, params, body }) => {
      const { familyCode } = session;
      const author = authorOf(session, body.idempotencyKey);
      const [{ request, family }, latest] = await Promise.all([
        ownRequest(session, params.requestId),
        catalogue.latest(),
      ]);
      const section = sectionOf(dependencies, request.section);
      const [standing, requests] = await Promise.all([
        readStanding(dependencies, section, familyCode, session.guardianId, aboutOf(request)),
        readAllRequests(table, familyCode),
      ]);
      if (!standing) throw new Problem("notFound", words.noPart);
      // What the page showed of the file is what the request was sent with: staff sees what has moved since.
      const changes = await readChanges(
        body.changes.map(({ field, value }) => ({ field, value, seen: asValue(standing.values[field]) })),
        { section, standing, catalogue: latest, today: localDate(author.at), requests, byOffice: false },
      );
      // A refused one waits again: it may not stand beside what was sent since.
      checkTwice(requests, { section, changes, own: request.id });
      checkWaiting(requests, { section, standing, changes, own: request.id, adds: !isOpen(request) });
      const documents = goingWith(section, standing, distinct(body.documents), changes);
      await checkDocuments(table, latest, documents, {
        familyCode,
        childId: request.childId,
        needed: neededDocuments(changes),
      });
      const doing = {
        what: "corrected",
        changes: changes.map(({ field, before, after }) => ({ field, before, after })),
        documents,
        text: body.text,
      } as const;
      return { body: await shown(await actOn(table, request, body.seen, doing, author), family) };
    },
    "request.answer": async ({ session, params, body: { idempotencyKey, seen, text, documents: sent } }) => {
      const { familyCode } = session;
      const [{ request, family }, latest] = await Promise.all([
        ownRequest(session, params.requestId),
        catalogue.latest(),
      ]);
      const documents = distinct(sent);
      await checkDocuments(table, latest, documents, { familyCode, childId: request.childId, needed: [] });
      const doing = { what: "answered", text, documents } as const;
      return { body: await shown(await actOn(table, request, seen, doing, authorOf(session, idempotencyKey)), family) };
    },
    "request.withdraw": async ({ session, params, body: { idempotencyKey, seen } }) => {
      const { request, family } = await ownRequest(session, params.requestId);
      const author = authorOf(session, idempotencyKey);
      return { body: await shown(await actOn(table, request, seen, { what: "withdrawn" }, author), family) };
    },
  };
}
