/**
 * Changing one part of the file, or several together: what is changed at once is written, the rest becomes a request, all in one transaction,
 * with the record of both. Sent again, it finds what it made.
 */
import { randomBytes } from "node:crypto";
import { nameInLetters, type Family } from "../../family/rules/family.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { SeenBy } from "../../family/rules/seen.ts";
import type { Hand } from "../../family/sections/section.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { joined } from "../../table/change.ts";
import type { Writes } from "../../table/transact.ts";
import { transact } from "../../table/transact.ts";
import type { SendAnswer } from "../contract/file.ts";
import type { RequestDependencies } from "../dependencies.ts";
import { type Attached, type Author, type FileRequest } from "../rules/request.ts";
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
import { checkDocuments, distinct, goingWith, needsOf } from "./documents.ts";
import {
  askedIn,
  checkTogether,
  othersOf,
  readAllChanges,
  readParts,
  type ReadPart,
  type WantedPart,
} from "./together.ts";
import { checkTwice, checkWaiting } from "./waiting.ts";

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

export interface Sending extends WantedPart {
  /** Further parts that go with it. */
  readonly more?: readonly WantedPart[] | undefined;
  readonly documents: readonly Attached[];
  readonly text?: string | undefined;
}

interface About {
  readonly family: Family;
  readonly author: Author;
}

function requestOf(
  { family: { household, children }, author }: About,
  parts: readonly ReadPart[],
  {
    documents,
    text,
    what,
  }: { readonly documents: readonly Attached[]; readonly text: string | undefined; readonly what: "sent" | "done" },
): FileRequest {
  const [first] = household.guardians;
  const { at } = author;
  return {
    id: requestIdOf(at, chance(12)),
    familyCode: household.code,
    familyName: first ? nameInLetters(first) : household.code,
    ...askedIn(parts),
    schools: [...new Set(children.flatMap(({ school }) => school ?? []))],
    documents,
    others: othersOf(parts),
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

/** Of each part those changes; a part without any is left out. */
const only = (
  parts: readonly ReadPart[],
  wanted: (change: ReadPart["changes"][number]) => boolean,
): readonly ReadPart[] =>
  parts.map((part) => ({ ...part, changes: part.changes.filter(wanted) })).filter(({ changes }) => changes.length > 0);

/** Reads, decides and writes; again, when somebody wrote to a part meanwhile. */
export async function sendChanges(
  dependencies: RequestDependencies,
  code: FamilyCode,
  { more = [], documents: attached, text, ...first }: Sending,
  author: Author,
  by: SeenBy,
): Promise<SendAnswer> {
  const { table, catalogue } = dependencies;
  const byOffice = author.side === "office";
  const at: Instant = author.at;
  const wanted = [first, ...more];
  checkTogether(wanted);
  return decideAndWrite<null, SendAnswer>("Parts of a family's file", null, async () => {
    // Before the requests: one that another adult sends meanwhile has taken the turn that is expected below.
    const [before, turn] = await Promise.all([madeBefore(dependencies, code, author.key), readTurn(table, code)]);
    const [family, latest, { requests }, standing] = await Promise.all([
      familyOf(table, code),
      catalogue.latest(),
      readRequests(table, code, undefined),
      readParts(dependencies, code, by, wanted),
    ]);
    if (!standing) throw new Problem("notFound", words.noPart);
    if (before) return { done: before };
    const parts = await readAllChanges(standing, { catalogue: latest, today: localDate(at), requests, byOffice });
    const checked = byOffice ? [] : only(parts, ({ rule }) => rule.change === "checked");
    const atOnce = byOffice ? parts : only(parts, ({ rule }) => rule.change !== "checked");
    const documents = goingWith(parts, distinct(attached));
    if (!byOffice) {
      checkTwice(requests, { parts });
      checkWaiting(requests, { parts, adds: checked.length > 0 });
      await checkDocuments(table, latest, documents, {
        familyCode: code,
        children: parts.map(({ standing: { target } }) => target.childId),
        needed: needsOf(checked),
      });
    }
    const of = { family, author };
    const done = atOnce.length > 0 ? requestOf(of, atOnce, { documents: [], text, what: "done" }) : null;
    const sent = checked.length > 0 ? requestOf(of, checked, { documents, text, what: "sent" }) : null;
    const hand = handOf(author, text);
    const written = joined(
      atOnce.flatMap(({ standing: part, changes }) => {
        const values = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
        return part.write(values, { at, hand, chance: codeChance }).writes;
      }),
    );
    if (!written) return { again: null };
    const made = [done, sent].filter((one) => one !== null);
    const writes: Writes = [
      ...written,
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
