/** Documents that were sent of one kind, latest first, a page at a time. */
import type { SeenBy } from "../../family/rules/seen.ts";
import type { UseCases } from "../../http/call.ts";
import type { documentLook, documentOffice } from "../contract/look.ts";
import type { DocumentView, SentDocuments } from "../contract/documents.ts";
import type { DocumentReading } from "../dependencies.ts";
import {
  forFamily,
  isReadable,
  isShown,
  mayRemove,
  type DocumentState,
  type Owner,
  type SentDocument,
} from "../rules/document.ts";
import { latestFirst } from "../rules/page-order.ts";
import { readPageOf } from "../store/documents.ts";
import { unfitWords } from "../words.fr.ts";
import type { DocumentId, DocumentKindId } from "../../kernel/ids.ts";
import { isOfHealth, isSharedWith, ownerOf, readHolder } from "./owner.ts";

type Routes = UseCases<typeof documentLook & typeof documentOffice>;

function said(state: DocumentState): Pick<DocumentView, "until" | "reason"> {
  switch (state.status) {
    case "accepted":
      return state.until === undefined ? {} : { until: state.until };
    case "refused":
      return { reason: state.reason };
    case "unfit":
      return { reason: unfitWords(state.why) };
    case "removed":
      return { reason: state.removed.reason };
    case "sending":
    case "toCheck":
      return {};
  }
}

export const documentView = (document: SentDocument): DocumentView => ({
  id: document.id,
  name: document.name,
  ...(document.about ? { about: document.about } : {}),
  sentAt: document.sentAt,
  status: document.state.status,
  ...(document.file ? { type: document.file.type, size: document.file.size } : {}),
  ...said(document.state),
  readable: isReadable(document),
  removable: mayRemove(document),
  ...(document.broughtIn === undefined ? {} : { broughtIn: document.broughtIn }),
});

interface Asked {
  readonly kind: DocumentKindId;
  readonly before?: DocumentId | undefined;
}

async function page(
  { table, catalogue, clock }: DocumentReading,
  owner: Owner,
  { kind, before }: Asked,
  by: SeenBy,
): Promise<SentDocuments> {
  const [, found, latest] = await Promise.all([
    readHolder(table, owner, by),
    readPageOf(table, owner, kind, before),
    catalogue.latest(),
  ]);
  return {
    documents: latestFirst(
      found.documents.filter(
        (one) =>
          isShown(one, clock()) &&
          (by === "office" ? !isOfHealth(latest, one) : isSharedWith(latest, one, owner.familyCode)),
      ),
    ).map((one) => documentView(by === "office" ? one : forFamily(one, clock()))),
    ...(found.before === undefined ? {} : { before: found.before }),
  };
}

export const listSent =
  (dependencies: DocumentReading): Routes["document.sent"] =>
  async ({ session, query }) => ({
    body: await page(dependencies, ownerOf(session.familyCode, query.childId), query, session.guardianId),
  });

export const listSentByFamily =
  (dependencies: DocumentReading): Routes["document.sentByFamily"] =>
  async ({ params, query }) => ({
    body: await page(dependencies, ownerOf(params.familyCode, query.childId), query, "office"),
  });
