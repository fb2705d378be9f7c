/** « Demandes »: what waits for the office, one request at a time in somebody's hands, and the office's own changes. */
import { undoUntil } from "../../approval/rules/word.ts";
import { holderSaid } from "../../approval/use-cases/in-hand.ts";
import { kindOf, isReadable } from "../../document/rules/document.ts";
import { childNames, foldName } from "../../family/rules/family.ts";
import { sameValue } from "../../family/rules/field-values.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import { readId, type FamilyCode, type IdempotencyKey, type RequestId } from "../../kernel/ids.ts";
import { addDays, localDate } from "../../kernel/time.ts";
import type { OfficeRequest, requestOffice, WaitingRequest } from "../contract/office.ts";
import type { RequestDependencies } from "../dependencies.ts";
import { askedAt, isOpen, isUndoable, partsOf, type Author, type Doing, type FileRequest } from "../rules/request.ts";
import { readOpenRequests, readRequests, type OpenCursor } from "../store/requests.ts";
import { actOn, theRequest } from "./acting.ts";
import { acceptRequest, undoDecision } from "./decide.ts";
import { readAttached } from "./documents.ts";
import { readFile } from "./file.ts";
import { asValue, labelOf, readStanding, saidOf, sectionOf, wantedOf } from "./parts.ts";
import { sendChanges } from "./send.ts";
import { requestView } from "./views.ts";

type Routes = UseCases<typeof requestOffice>;
type Sought = Parameters<Routes["request.waiting"]>[0]["query"];

const cursorText = ({ at, familyCode, id }: OpenCursor): string => `${at}#${familyCode}#${id}`;
function readCursor(text: string | undefined): OpenCursor | undefined {
  if (text === undefined) return undefined;
  const [at = "", code = "", request = ""] = text.split("#");
  const [instant, familyCode, id] = [readId("Instant", at), readId("FamilyCode", code), readId("RequestId", request)];
  if (!instant || !familyCode || !id)
    throw new Problem("request.invalid", "Cette page de la liste n’existe pas. Rechargez la page.");
  return { at: instant, familyCode, id };
}

/** What a search looks into: names, the code, and what is asked for, in words. */
function textOf(dependencies: RequestDependencies, request: FileRequest): string {
  const said = partsOf(request).flatMap(({ section: id, whose = "", changes }) => {
    const section = sectionOf(dependencies, id);
    return [whose, ...changes.map(({ field, after }) => saidOf(section, field, asValue(after)) ?? "")];
  });
  return [request.familyName, request.familyCode, ...said].map(foldName).join(" ");
}

export function requestOfficeUseCases(dependencies: RequestDependencies): Routes {
  const { table, catalogue, clock } = dependencies;
  const authorOf = ({ login, displayName }: StaffSession, key: IdempotencyKey): Author => ({
    by: login,
    byName: displayName,
    side: "office",
    at: clock(),
    key,
  });

  const waitingView = (request: FileRequest, session: StaffSession): WaitingRequest => {
    const section = sectionOf(dependencies, request.section);
    const { id, familyCode, familyName, whose, more = [], state, sentAt, version, schools, documents } = request;
    const labels = partsOf(request).flatMap((part) =>
      part.changes.map(({ field }) => labelOf(sectionOf(dependencies, part.section), field)),
    );
    return {
      id,
      familyCode,
      familyName,
      section: section.id,
      title: section.title,
      ...(whose === undefined ? {} : { whose }),
      more: more.length,
      state,
      sentAt,
      version,
      ...holderSaid(request.holder, session),
      fields: [...new Set(labels)],
      schools: [...schools],
      documents: documents.length,
    };
  };

  const isSought = (request: FileRequest, { section, days, school, text }: Sought): boolean => {
    if (section !== undefined && !partsOf(request).some((part) => part.section === section)) return false;
    if (days !== undefined && localDate(request.sentAt) > addDays(localDate(clock()), -Number(days))) return false;
    if (school !== undefined && !request.schools.some((one) => foldName(one) === foldName(school))) return false;
    const sought = (text ?? "").split(/\s+/u).map(foldName).filter(Boolean);
    if (sought.length === 0) return true;
    const own = textOf(dependencies, request);
    return sought.every((word) => own.includes(word));
  };

  /** A request beside what stands now, with its documents. */
  const opened = async (request: FileRequest, session: StaffSession): Promise<OfficeRequest> => {
    const { familyCode } = request;
    const [latest, parts, found] = await Promise.all([
      catalogue.latest(),
      Promise.all(
        partsOf(request).map(async ({ section: sectionId, changes, ...target }) => {
          const section = sectionOf(dependencies, sectionId);
          return {
            section,
            changes,
            standing: await readStanding(dependencies, section, familyCode, "office", target),
          };
        }),
      ),
      readAttached(table, familyCode, request.documents),
    ]);
    const now = clock();
    const { documents: kinds = [] } = latest;
    const names = Object.fromEntries(parts.flatMap(({ standing }) => Object.entries(standing?.names ?? {})));
    const decided = request.decided && isUndoable(request, now) ? request.decided : null;
    return {
      ...requestView(dependencies, request, { catalogue: latest, now, reader: "office", names }),
      familyCode,
      familyName: request.familyName,
      ...holderSaid(request.holder, session),
      ...(decided ? { undoUntil: undoUntil(decided.at) } : {}),
      standing: parts.flatMap(({ section, standing, changes }) =>
        changes.map(({ field, before }) => {
          const value = standing?.values[field] ?? null;
          const said = saidOf(section, field, value, standing?.names);
          return {
            value,
            ...(said === undefined ? {} : { said }),
            moved: !sameValue(value, asValue(before)),
          };
        }),
      ),
      sums: isOpen(request)
        ? parts.flatMap(({ standing, changes }) => [
            ...(standing?.comesTo?.(wantedOf({ changes }), { asked: askedAt(request), at: now }) ?? []),
          ])
        : [],
      papers: found.map((document) => ({
        id: document.id,
        ...(document.owner.childId === undefined ? {} : { childId: document.owner.childId }),
        name: document.name,
        kindName: kinds.find((one) => one.id === kindOf(document.id))?.name ?? kindOf(document.id),
        readable: isReadable(document),
      })),
    };
  };

  const acted = async (
    session: StaffSession,
    { familyCode, requestId }: { readonly familyCode: FamilyCode; readonly requestId: RequestId },
    { idempotencyKey, seen }: { readonly idempotencyKey: IdempotencyKey; readonly seen: number },
    doing: Doing,
  ) => {
    const request = await theRequest(table, familyCode, requestId);
    const next = await actOn(table, request, seen, doing, authorOf(session, idempotencyKey));
    return { body: await opened(next, session) };
  };

  return {
    "request.waiting": async ({ session, query }) => {
      const { requests, next } = await readOpenRequests(table, readCursor(query.after));
      return {
        body: {
          requests: requests.filter((one) => isSought(one, query)).map((one) => waitingView(one, session)),
          ...(next ? { after: cursorText(next) } : {}),
        },
      };
    },
    "request.ofFamily": async ({ params: { familyCode }, query }) => {
      const [{ children }, page, latest] = await Promise.all([
        familyOf(table, familyCode),
        readRequests(table, familyCode, query.before),
        catalogue.latest(),
      ]);
      const facts = { catalogue: latest, now: clock(), reader: "office" as const, names: childNames(children) };
      return {
        body: {
          requests: page.requests.map((one) => requestView(dependencies, one, facts)),
          ...(page.next === undefined ? {} : { before: page.next }),
        },
      };
    },
    "request.open": async ({ session, params: { familyCode, requestId } }) => ({
      body: await opened(await theRequest(table, familyCode, requestId), session),
    }),
    "request.fileOfFamily": async ({ params: { familyCode }, query }) => ({
      body: await readFile(dependencies, familyCode, "office", query),
    }),
    "request.change": async ({ session, params: { familyCode }, body: { idempotencyKey, reason, ...sending } }) => ({
      body: await sendChanges(
        dependencies,
        familyCode,
        { ...sending, documents: [], text: reason },
        authorOf(session, idempotencyKey),
        "office",
      ),
    }),
    "request.take": ({ session, params, body }) => acted(session, params, body, { what: "taken", over: body.over }),
    "request.decide": async ({ session, params, body }) => {
      if (body.decision === "refuse") return acted(session, params, body, { what: "refused", text: body.reason });
      if (body.decision === "askMore") return acted(session, params, body, { what: "moreAsked", text: body.reason });
      const author = authorOf(session, body.idempotencyKey);
      const next = await acceptRequest(dependencies, { ...params, seen: body.seen }, body.standing, author);
      return { body: await opened(next, session) };
    },
    "request.undo": async ({ session, params, body }) => {
      const author = authorOf(session, body.idempotencyKey);
      const next = await undoDecision(dependencies, { ...params, seen: body.seen }, author);
      return { body: await opened(next, session) };
    },
    "request.note": ({ session, params, body }) => acted(session, params, body, { what: "noted", text: body.text }),
  };
}
