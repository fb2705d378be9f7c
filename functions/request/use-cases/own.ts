/** What a family does with its requests: sending, following, correcting, answering, withdrawing. */
import { childNames } from "../../family/rules/family.ts";
import type { SeenFamily } from "../../family/rules/seen.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import type { GuardianSession } from "../../http/session.ts";
import type { UseCases } from "../../http/call.ts";
import type { IdempotencyKey } from "../../kernel/ids.ts";
import type { RequestView } from "../contract/file.ts";
import type { requestOwn } from "../contract/own.ts";
import type { RequestDependencies } from "../dependencies.ts";
import { partsOf, type Author, type FileRequest } from "../rules/request.ts";
import { mayFollow } from "../rules/seen.ts";
import { readRequests } from "../store/requests.ts";
import { actOn, ownRequest } from "./acting.ts";
import { correctRequest } from "./correct.ts";
import { checkDocuments, distinct } from "./documents.ts";
import { readFile } from "./file.ts";
import { sendChanges } from "./send.ts";
import { requestView } from "./views.ts";

export function requestOwnUseCases(dependencies: RequestDependencies): UseCases<typeof requestOwn> {
  const { table, catalogue, clock } = dependencies;
  const authorOf = ({ login, displayName }: GuardianSession, key: IdempotencyKey): Author => ({
    by: login,
    byName: displayName,
    side: "family",
    at: clock(),
    key,
  });
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
      const { idempotencyKey, seen, documents, text, more = [], ...first } = body;
      const correction = { seen, documents, text, parts: [first, ...more] };
      const author = authorOf(session, idempotencyKey);
      const { request, family } = await correctRequest(dependencies, session, params.requestId, correction, author);
      return { body: await shown(request, family) };
    },
    "request.answer": async ({ session, params, body: { idempotencyKey, seen, text, documents: sent } }) => {
      const { familyCode } = session;
      const [{ request, family }, latest] = await Promise.all([
        ownRequest(table, session, params.requestId),
        catalogue.latest(),
      ]);
      const documents = distinct(sent);
      await checkDocuments(table, latest, documents, {
        familyCode,
        children: partsOf(request).map(({ childId }) => childId),
        needed: [],
      });
      const doing = { what: "answered", text, documents } as const;
      return { body: await shown(await actOn(table, request, seen, doing, authorOf(session, idempotencyKey)), family) };
    },
    "request.withdraw": async ({ session, params, body: { idempotencyKey, seen } }) => {
      const { request, family } = await ownRequest(table, session, params.requestId);
      const author = authorOf(session, idempotencyKey);
      return { body: await shown(await actOn(table, request, seen, { what: "withdrawn" }, author), family) };
    },
  };
}
