/**
 * Changing a part of the file: what is changed at once is written, the rest becomes a request, all in one transaction,
 * with the record of both. Sent again, it finds what it made.
 */
import { randomBytes } from "node:crypto";
import type { SectionId } from "../../catalogue/rules/file-rules.ts";
import { nameInLetters, type Family } from "../../family/rules/family.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { SeenBy } from "../../family/rules/seen.ts";
import type { Hand, Section, Standing, Target } from "../../family/sections/section.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Writes } from "../../table/transact.ts";
import { transact } from "../../table/transact.ts";
import type { SendAnswer } from "../contract/file.ts";
import type { RequestDependencies } from "../dependencies.ts";
import { isOpen, mostOpen, type Attached, type Author, type FileRequest } from "../rules/request.ts";
import {
  newRequest,
  readRequest,
  readRequests,
  readSending,
  readTurn,
  requestIdOf,
  sendingMade,
  turnTaken,
} from "../store/requests.ts";
import { requestWords as words } from "../words.fr.ts";
import { checkDocuments, distinct, goingWith } from "./documents.ts";
import { waitingFor } from "./file.ts";
import { invalid, neededDocuments, readChanges, type ReadChange, type Wanted } from "./read-changes.ts";
import { checkTwice } from "./waiting.ts";
import { fieldOf, readStanding, sectionOf, targetOf } from "./parts.ts";

/** Letters and digits that no two of which are taken for each other. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
/** That many of them, by chance. */
export const chance = (length: number): string =>
  Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length] ?? "0").join("");
/** For the code of a child. */
export const codeChance = (): string => chance(8).toUpperCase();

/** Who writes to a part. `reason`: staff's own. */
export const handOf = ({ by, byName, side }: Author, reason?: string): Hand => ({
  by: byName,
  login: by,
  office: side === "office",
  ...(side === "office" && reason !== undefined ? { reason } : {}),
});

export interface Sending extends Target {
  readonly section: SectionId;
  readonly changes: readonly Wanted[];
  readonly documents: readonly Attached[];
  readonly text?: string | undefined;
}

interface About {
  readonly family: Family;
  readonly section: Section;
  readonly standing: Standing;
  readonly author: Author;
}

const asStored = ({ field, before, after }: ReadChange): FileRequest["changes"][number] => ({ field, before, after });

function requestOf(
  { family: { household, children }, section, standing, author }: About,
  changes: readonly ReadChange[],
  {
    documents,
    text,
    what,
  }: { readonly documents: readonly Attached[]; readonly text: string | undefined; readonly what: "sent" | "done" },
): FileRequest {
  const [first] = household.guardians;
  const { target, whose, others } = standing;
  const { at } = author;
  return {
    id: requestIdOf(at, chance(12)),
    familyCode: household.code,
    familyName: first ? nameInLetters(first) : household.code,
    section: section.id,
    ...targetOf(target),
    ...(whose === null ? {} : { whose }),
    schools: [...new Set(children.flatMap(({ school }) => school ?? []))],
    changes: changes.map(asStored),
    documents,
    others,
    state: what,
    sentAt: at,
    acts: [{ ...author, what, ...(text === undefined || text === "" ? {} : { text }) }],
    version: 1,
  };
}

/** What a sending made, when it comes again. */
async function madeBefore(
  { table }: RequestDependencies,
  code: FamilyCode,
  key: Author["key"],
): Promise<SendAnswer | null> {
  const made = await readSending(table, code, key);
  if (!made) return null;
  const requests = await Promise.all(made.map((one) => readRequest(table, code, one)));
  const sent = requests.find((one) => one && one.state !== "done");
  return {
    written: requests.some((one) => one?.state === "done"),
    ...(sent ? { sent: sent.id } : {}),
  };
}

/** Reads, decides and writes; again, when somebody wrote to the part meanwhile. */
export async function sendChanges(
  dependencies: RequestDependencies,
  code: FamilyCode,
  { section: sectionId, changes: wanted, documents: attached, text, ...about }: Sending,
  author: Author,
  by: SeenBy,
): Promise<SendAnswer> {
  const { table, catalogue } = dependencies;
  const section = sectionOf(dependencies, sectionId);
  const byOffice = author.side === "office";
  const at: Instant = author.at;
  return decideAndWrite<null, SendAnswer>("A part of a family's file", null, async () => {
    // Before the requests: one that another adult sends meanwhile has taken the turn that is expected below.
    const [before, turn] = await Promise.all([madeBefore(dependencies, code, author.key), readTurn(table, code)]);
    const [family, latest, { requests }, standing] = await Promise.all([
      familyOf(table, code),
      catalogue.latest(),
      readRequests(table, code, undefined),
      readStanding(dependencies, section, code, by, about),
    ]);
    if (!standing) throw new Problem("notFound", words.noPart);
    if (before) return { done: before };
    const changes = await readChanges(wanted, {
      section,
      standing,
      catalogue: latest,
      today: localDate(at),
      requests,
      byOffice,
    });
    const [checked, atOnce] = [
      changes.filter(({ rule }) => !byOffice && rule.change === "checked"),
      changes.filter(({ rule }) => byOffice || rule.change !== "checked"),
    ];
    const documents = goingWith(section, standing, distinct(attached), changes);
    if (!byOffice) {
      checkTwice(requests, { section, changes });
      const waiting = section.enters
        ? []
        : changes.filter(({ field }) => waitingFor(requests, section.id, standing.target, field));
      if (waiting.length > 0)
        throw invalid(
          waiting.map(({ field }) => ({
            field: `values.${field}`,
            message: words.waits(fieldOf(section, field)?.label ?? field),
          })),
        );
      if (checked.length > 0 && requests.filter(isOpen).length >= mostOpen)
        throw new Problem("notPossible", words.tooMany);
      await checkDocuments(table, latest, documents, {
        familyCode: code,
        childId: standing.target.childId,
        needed: neededDocuments(checked),
      });
    }
    const of = { family, section, standing, author };
    const done = atOnce.length > 0 ? requestOf(of, atOnce, { documents: [], text, what: "done" }) : null;
    const sent = checked.length > 0 ? requestOf(of, checked, { documents, text, what: "sent" }) : null;
    const written = done
      ? standing.write(Object.fromEntries(atOnce.map(({ field, after }) => [field, after])), {
          at,
          hand: handOf(author, text),
          chance: codeChance,
        })
      : null;
    const made = [done, sent].filter((one) => one !== null);
    const writes: Writes = [
      ...(written?.writes ?? []),
      ...made.map(newRequest),
      ...(sent ? [turnTaken(code, turn)] : []),
      sendingMade(
        code,
        author.key,
        made.map(({ id }) => id),
        at,
      ),
    ];
    return (await transact(table, writes)) === "done"
      ? { done: { written: done !== null, ...(sent ? { sent: sent.id } : {}) } }
      : { again: null };
  });
}
