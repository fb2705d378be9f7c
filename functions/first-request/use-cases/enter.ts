/**
 * A family is created at the desk, for whoever comes with its papers and may never sign in. Staff looks first whether it
 * is there: what looks like it must have been seen, and said to be another. One transaction writes the family, who
 * created it and why, as the first line of its file, and what the call made: the same call again finds that.
 */
import { createHash, randomBytes } from "node:crypto";
import { decideEntry, entryWrites } from "../../family/store/family-entry.ts";
import { meantCodes } from "../../family/store/meant-code.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import type { FamilyCode, IdempotencyKey, Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { FileRequest } from "../../request/rules/request.ts";
import { firstEntry, readSending, requestIdOf, sendingMade } from "../../request/store/requests.ts";
import { transact } from "../../table/transact.ts";
import type { firstRequestOffice } from "../contract/office.ts";
import type { OfficeDependencies } from "../dependencies.ts";
import { adultTwice, childFaults, type Told } from "../rules/first-request.ts";
import { likelyFamilies } from "../rules/likely.ts";
import { familyOf, newChildId, newFamilyCode } from "../rules/new-family.ts";
import { firstRequestWords as words } from "../words.fr.ts";

type Routes = UseCases<typeof firstRequestOffice>;
type EnterBody = Parameters<Routes["first-request.enter"]>[0]["body"];
type Written = Pick<EnterBody, "adults" | "children" | "address">;

/** Fields that were left empty are none. */
const orNone = <K extends string>(name: K, text: string | undefined): Partial<Record<K, string>> => {
  const one: Partial<Record<K, string>> = {};
  if (text !== undefined && text !== "") one[name] = text;
  return one;
};

const toldOf = ({ adults, children, address }: Written): Told => ({
  adults: adults.map(({ phone, email, ...adult }) => ({
    ...adult,
    ...orNone("phone", phone),
    ...orNone("email", email),
  })),
  children: children.map(({ school, grade, ...child }) => ({
    ...child,
    ...orNone("school", school),
    ...orNone("grade", grade),
  })),
  address,
});

function refuseFaults({ adults, children }: Written, now: Instant): void {
  const faults = [
    ...childFaults(children, localDate(now)).map(({ rank, fault }) => ({
      field: `children.${rank}.birthDate`,
      message: words.children[fault],
    })),
    ...(adultTwice(adults) ? [{ field: "adults.1.lastName", message: words.adultTwice }] : []),
  ];
  const [first] = faults;
  if (first) throw new Problem("request.invalid", { detail: first.message, errors: faults });
}

/** Made of the call's key: sent again, it means the same family. */
const codeOf = (key: IdempotencyKey): FamilyCode => newFamilyCode(createHash("sha256").update(key).digest());

/** Letters and digits that tell two lines of one moment apart. */
const nonce = (): string => randomBytes(9).toString("hex").slice(0, 12);

/** The first line of the family's file: who entered it, when and why. */
function firstLine(
  { adults: [first], children, address }: Told,
  familyCode: FamilyCode,
  { now, key, session, reason }: { now: Instant; key: IdempotencyKey; session: StaffSession; reason: string },
): FileRequest {
  const schools = children.flatMap(({ school }) => school ?? []);
  return {
    id: requestIdOf(now, nonce()),
    familyCode,
    familyName: `${first?.title ?? first?.firstName ?? ""} ${first?.lastName ?? ""}`.trim(),
    section: "household",
    schools: [...new Set(schools)],
    changes: [{ field: "address", before: null, after: address }],
    documents: [],
    others: [],
    state: "done",
    sentAt: now,
    acts: [
      { what: "done", by: session.login, byName: session.displayName, side: "office", at: now, key, text: reason },
    ],
    version: 1,
  };
}

export function enterUseCases({
  table,
  clock,
  known,
}: Pick<OfficeDependencies, "table" | "clock" | "known">): Pick<Routes, "first-request.alike" | "first-request.enter"> {
  const alike = async (told: Told) => {
    const { families, homeOf } = await known();
    return likelyFamilies(told, families, homeOf);
  };
  return {
    "first-request.alike": async ({ body }) => ({
      body: {
        likely: (await alike(toldOf(body))).map(({ code, names, reasons }) => ({
          familyCode: code,
          names: [...names],
          reasons: reasons.map(words.reasons),
        })),
      },
    }),
    "first-request.enter": async ({ body, session }) => {
      const { idempotencyKey: key, resident, familyCode: given, apart, reason } = body;
      const now = clock();
      refuseFaults(body, now);
      const told = toldOf(body);
      const familyCode = given ?? codeOf(key);
      const isMade = async () => (await readSending(table, familyCode, key)) !== null;
      if (await isMade()) return { body: { familyCode } };
      if (given !== undefined && (await meantCodes(table, given)).length > 0) {
        if (await isMade()) return { body: { familyCode } };
        throw new Problem("notPossible", words.codeTaken);
      }
      // The same call a moment before may have made it: it is no other family that looks like it.
      const unseen = (await alike(told))
        .map(({ code }) => code)
        .filter((code) => code !== familyCode && !apart.includes(code));
      if (unseen.length > 0) throw new Problem("changed", words.alike(unseen));
      const family = familyOf(told, familyCode, { resident, childId: () => newChildId(randomBytes(9)) });
      const entry = decideEntry(family, { household: null, children: new Map(), elsewhere: new Map() });
      if (entry.outcome === "tooManyGuardians") throw new Error("The desk enters two adults at most");
      const line = firstLine(told, familyCode, { now, key, session, reason });
      const written = await transact(table, [
        ...entryWrites(entry.writes, now),
        sendingMade(familyCode, key, [line.id], now),
        firstEntry(line),
      ]);
      // The same call a moment before, or another family under that code.
      if (written !== "done" && !(await isMade())) throw new Problem("notPossible", words.codeTaken);
      return { body: { familyCode } };
    },
  };
}
