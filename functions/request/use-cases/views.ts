/** Requests as pages show them. */
import { kindOf } from "../../document/rules/document.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { Standing } from "../../family/sections/section.ts";
import type { Instant } from "../../kernel/ids.ts";
import type { ActView, RequestView } from "../contract.ts";
import type { RequestDependencies } from "../dependencies.ts";
import { stateForFamily, toldActs, type Act, type FileRequest } from "../rules/request.ts";
import { requestWords as words } from "../words.fr.ts";
import { aboutOf, asValue, labelOf, saidOf, sectionOf } from "./parts.ts";

/** Who reads it: a family is told « le guichet », staff which staff member; and notes are staff's alone. */
type ReaderSide = "family" | "office";

const actView = ({ what, at, by, byName, side, text }: Act, reader: ReaderSide): ActView => ({
  what,
  at,
  who: side === "office" && reader === "family" ? words.office : side === "office" ? `${byName} (${by})` : byName,
  side,
  ...(text === undefined ? {} : { text }),
});

interface Facts {
  readonly catalogue: Pick<Catalogue, "documents">;
  readonly now: Instant;
  readonly reader: ReaderSide;
  readonly names?: Standing["names"];
}

export function requestView(
  dependencies: Pick<RequestDependencies, "sections">,
  request: FileRequest,
  { catalogue: { documents: kinds = [] }, now, reader, names }: Facts,
): RequestView {
  const section = sectionOf(dependencies, request.section);
  const { id, whose, sentAt, version, changes, documents } = request;
  // A decision that may still be taken back is not told yet, nor is it what the family sees.
  const state = reader === "family" ? stateForFamily(request, now) : request.state;
  const told = reader === "office" ? request.acts : toldActs(request.acts);
  const acts = state === request.state ? told : told.slice(0, -1);
  return {
    id,
    section: section.id,
    title: section.title,
    ...aboutOf(request),
    ...(whose === undefined ? {} : { whose }),
    state,
    sentAt,
    version,
    changes: changes.map(({ field, before, after }) => ({
      field,
      label: labelOf(section, field),
      before: saidOf(section, field, asValue(before), names),
      after: saidOf(section, field, asValue(after), names),
      value: asValue(after),
    })),
    documents: documents.map(({ id: documentId, childId }) => ({
      id: documentId,
      ...(childId === undefined ? {} : { childId }),
      kindName: kinds.find((one) => one.id === kindOf(documentId))?.name ?? kindOf(documentId),
    })),
    acts: acts.map((one) => actView(one, reader)),
  };
}
