/** Requests as pages show them. */
import { kindOf } from "../../document/rules/document.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { fieldNames, fieldRule, fileSections } from "../../catalogue/rules/file-rules.ts";
import type { Standing } from "../../family/sections/section.ts";
import type { Instant } from "../../kernel/ids.ts";
import type { ActView, PartView, RequestView } from "../contract/file.ts";
import type { RequestDependencies } from "../dependencies.ts";
import {
  actsForFamily,
  isOpen,
  partsOf,
  stateForFamily,
  type Act,
  type FileRequest,
  type Part,
} from "../rules/request.ts";
import { requestWords as words } from "../words.fr.ts";
import { asValue, labelOf, saidOf, sectionOf, targetOf } from "./parts.ts";

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
  readonly catalogue: Pick<Catalogue, "documents" | "file">;
  readonly now: Instant;
  readonly reader: ReaderSide;
  readonly names?: Standing["names"];
}

/** Kinds of documents of those whom a part is about; what its changes ask for first. */
function kindsOfPart(
  { section, childId, whose, changes }: Part,
  { documents: kinds = [], file }: Facts["catalogue"],
): RequestView["kinds"] {
  const asked = changes.flatMap(({ field }) =>
    fieldNames(section).includes(field) ? fieldRule(file, section, field).documents : [],
  );
  const own = kinds.filter(({ of }) => of === fileSections[section].of);
  return [...own.filter(({ id }) => asked.includes(id)), ...own.filter(({ id }) => !asked.includes(id))].map(
    ({ id, name, hint }) => ({
      kind: id,
      name,
      ...(hint === undefined ? {} : { hint }),
      ...(childId === undefined ? {} : { childId }),
      ...(childId === undefined || whose === undefined ? {} : { whose }),
    }),
  );
}

/** The same of all its parts, each kind once a child and once for the household. */
const answerKinds = (request: FileRequest, catalogue: Facts["catalogue"]): RequestView["kinds"] => {
  const kinds = partsOf(request).flatMap((part) => kindsOfPart(part, catalogue));
  return [...new Map(kinds.map((one) => [`${one.kind} ${one.childId ?? ""}`, one] as const)).values()];
};

const partView = (
  dependencies: Pick<RequestDependencies, "sections">,
  { section: sectionId, whose, changes, ...target }: Part,
  names: Facts["names"],
): PartView => {
  const section = sectionOf(dependencies, sectionId);
  return {
    section: section.id,
    title: section.title,
    ...targetOf(target),
    ...(whose === undefined ? {} : { whose }),
    changes: changes.map(({ field, before, after }) => ({
      field,
      label: labelOf(section, field),
      before: saidOf(section, field, asValue(before), names),
      after: saidOf(section, field, asValue(after), names),
      value: asValue(after),
    })),
  };
};

export function requestView(
  dependencies: Pick<RequestDependencies, "sections">,
  request: FileRequest,
  { catalogue, now, reader, names }: Facts,
): RequestView {
  const { documents: kinds = [] } = catalogue;
  const { id, sentAt, version, documents } = request;
  const [first, ...more] = partsOf(request).map((part) => partView(dependencies, part, names));
  if (!first) throw new Error("A request has a part");
  // A decision that may still be taken back is not told yet, nor is it what the family sees.
  const state = reader === "family" ? stateForFamily(request, now) : request.state;
  const acts = reader === "office" ? request.acts : actsForFamily(request, now);
  return {
    id,
    ...first,
    ...(more.length === 0 ? {} : { more }),
    state,
    sentAt,
    version,
    documents: documents.map(({ id: documentId, childId }) => ({
      id: documentId,
      ...(childId === undefined ? {} : { childId }),
      kindName: kinds.find((one) => one.id === kindOf(documentId))?.name ?? kindOf(documentId),
    })),
    kinds: isOpen(request) ? answerKinds(request, catalogue) : [],
    acts: acts.map((one) => actView(one, reader)),
  };
}
