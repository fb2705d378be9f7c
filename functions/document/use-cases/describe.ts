/**
 * Documents that wait for a staff member's word, as the list of all that waits says them (approval/kinds.ts). An entry is
 * one document; those of one kind of one child are shown as one thing, where the first of them stands.
 */
import type { Describe } from "../../approval/kinds.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { hasAddress, nameInLetters, type Child } from "../../family/rules/family.ts";
import { readPeople } from "../../family/store/people.ts";
import { id, type ChildId } from "../../kernel/ids.ts";
import type { WaitingDocuments } from "../contract/waiting.ts";
import type { OfficeDocumentReading } from "../dependencies.ts";
import type { SentDocument } from "../rules/document.ts";
import { oldestFirst } from "../rules/page-order.ts";
import { validUntil } from "../rules/validity.ts";
import { awaitedDocument, readDocuments, sentOn } from "../store/documents.ts";
import { paperOfHealth } from "../words.fr.ts";
import { isOfHealth } from "./owner.ts";

/**
 * What is shown as one: of one kind, of one child or household, and of one absence. Through whichever household a child's
 * were sent.
 */
const groupOf = ({ owner: { familyCode, childId }, kind, about }: SentDocument): string =>
  childId === undefined
    ? `household ${familyCode} ${kind}`
    : `child ${childId} ${kind} ${about ? `${about.from} ${about.to}` : ""}`;

/** Where a child is enrolled for the year, or asks to be. */
const sitesOf = ({ enrolments = [] }: Pick<Child, "enrolments">, { activities, sites }: Catalogue): string[] => {
  const wanted = new Set(
    activities
      .filter(({ id: own }) => enrolments.some(({ activityId }) => activityId === own))
      .map(({ siteId }) => siteId),
  );
  return sites.filter(({ id: own }) => wanted.has(own)).map(({ name }) => name);
};

/** A household is read beside one of its children: for a household's own documents, beside none. */
const nobody: ChildId = id("ChildId", "0");

export const describeDocuments =
  ({ table, catalogue, canMail }: OfficeDocumentReading): Describe<WaitingDocuments> =>
  async (entries) => {
    const wanted = entries.map(({ reference }) => awaitedDocument(reference));
    const [found, people, latest] = await Promise.all([
      readDocuments(table, wanted, { consistent: true }),
      readPeople(
        table,
        wanted.map(({ owner: { familyCode, childId = nobody } }) => ({ familyCode, childId })),
      ),
      catalogue.latest(),
    ]);
    const { documents: kinds = [] } = latest;
    const waiting = found.filter(({ state }) => state.status === "toCheck");
    const groups = Map.groupBy(oldestFirst(waiting), groupOf);
    const shown = new Map([...groups.values()].flatMap((group) => (group[0] ? [[group[0].id, group] as const] : [])));
    return ({ reference }) => {
      const group = shown.get(awaitedDocument(reference).documentId);
      const [first] = group ?? [];
      if (!group || !first) return [];
      const { owner, kind, about } = first;
      const { familyCode, childId } = owner;
      const known = kinds.find((one) => one.id === kind);
      const last = group.map(sentOn).sort().at(-1) ?? sentOn(first);
      const until = known ? validUntil(known.validity, last) : null;
      const household = people.household(familyCode);
      const [guardian] = household?.guardians ?? [];
      const child = childId === undefined ? null : people.child({ familyCode, childId });
      // That there is one is said, so that somebody looks at it where looks are recorded; which one it is, there alone.
      const ofHealth = isOfHealth(latest, first);
      return [
        {
          kind: "document",
          familyCode,
          familyName: guardian ? nameInLetters(guardian) : familyCode,
          toCall: !canMail || (household !== null && !hasAddress(household)),
          at: first.sentAt,
          ...(childId === undefined ? {} : { childId, childName: child?.firstName ?? childId }),
          ...(ofHealth ? { ofHealth } : {}),
          sites: child ? sitesOf(child, latest) : [],
          documentName: ofHealth ? paperOfHealth : (known?.name ?? kind),
          ...(known?.hint === undefined || ofHealth ? {} : { hint: known.hint }),
          ...(about ? { about } : {}),
          ...(until === null || ofHealth ? {} : { until }),
          documents: ofHealth
            ? []
            : group.flatMap(({ id: documentId, name, sentAt, file }) =>
                file ? [{ id: documentId, name, at: sentAt, ...file }] : [],
              ),
        },
      ];
    };
  };
