/**
 * A first request from its sending to its documents. Nobody is signed in: what is asked is asked of a robot's proof, of
 * the network and of the address; what was sent is reached by the proof that its answer carried. Families are never read
 * here, so that no answer, and no time that one takes, tells whether one is there.
 */
import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { documentIdOf } from "../../document/rules/document.ts";
import { tidyName } from "../../document/rules/file-name.ts";
import { mostBytes } from "../../document/rules/judge-file.ts";
import { unfitWords } from "../../document/words.fr.ts";
import { uploadForm } from "../../files/bucket.ts";
import type { UseCases, Viewer } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { id, type FirstRequestId, type Instant } from "../../kernel/ids.ts";
import { localDate, plusHours } from "../../kernel/time.ts";
import { mailWrites } from "../../mail/outbox.ts";
import type { AttemptPolicy } from "../../sign-in/rules/attempts.ts";
import { networkOf } from "../../sign-in/rules/network.ts";
import { takeAttempt } from "../../sign-in/store/attempts.ts";
import * as keys from "../../table/keys.ts";
import type { Writes } from "../../table/transact.ts";
import type { firstRequestRoutes, RequestDocumentView } from "../contract/requester.ts";
import type { RequesterDependencies } from "../dependencies.ts";
import { adultTwice, childFaults, codeHours, keptUntil, type Told } from "../rules/first-request.ts";
import {
  announceDocument,
  anotherCode,
  confirm,
  readRequest,
  readRequestDocuments,
  takeIn,
  takeTry,
  type StoredDocument,
  type StoredRequest,
} from "../store/first-requests.ts";
import { firstRequestWords as words } from "../words.fr.ts";

type Routes = UseCases<typeof firstRequestRoutes>;
type SendBody = Parameters<Routes["first-request.send"]>[0]["body"];

/** A school, a social centre and a family's own phones share an address: some, then slower and slower. */
const requestsFromOneNetwork: AttemptPolicy = { free: 5, firstDelay: 120, longestDelay: 3600, memory: 24 * 3600 };
const codesFromOneNetwork: AttemptPolicy = { free: 20, firstDelay: 10, longestDelay: 900, memory: 3600 };
const documentsFromOneNetwork: AttemptPolicy = { free: 20, firstDelay: 30, longestDelay: 900, memory: 3600 };
/** Mails to one inbox, whoever asks for them: past it nothing leaves, and nothing is said. */
const mailsToOneAddress: AttemptPolicy = { free: 4, firstDelay: 1800, longestDelay: 24 * 3600, memory: 24 * 3600 };

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
const nonce = (): string => Array.from(randomBytes(12), (byte) => letters[byte % letters.length] ?? "0").join("");

const unknown = (): Problem => new Problem("notFound", words.unknown);
const wrongCode = (): Problem =>
  new Problem("code.refused", { detail: words.wrongCode, errors: [{ field: "code", message: words.wrongCode }] });

/** Only what holds nothing: fields that were left empty are none. */
const orNone = (text: string | undefined): string | undefined => (text === undefined || text === "" ? undefined : text);

function toldOf({ adults, children, address, email, message }: SendBody): Told {
  return {
    adults: adults.map(({ title, firstName, lastName, phone, email: own }, rank) => ({
      ...(title === undefined ? {} : { title }),
      firstName,
      lastName,
      ...(orNone(phone) === undefined ? {} : { phone }),
      ...(rank === 0 ? { email } : orNone(own) === undefined ? {} : { email: own }),
    })),
    children: children.map(({ firstName, lastName, birthDate, school, grade }) => ({
      firstName,
      lastName,
      birthDate,
      ...(orNone(school) === undefined ? {} : { school }),
      ...(orNone(grade) === undefined ? {} : { grade }),
    })),
    address,
    ...(orNone(message) === undefined ? {} : { message }),
  };
}

function refuseFaults(body: SendBody, now: Instant): void {
  const faults = [
    ...childFaults(body.children, localDate(now)).map(({ rank, fault }) => ({
      field: `children.${rank}.birthDate`,
      message: words.children[fault],
    })),
    ...(adultTwice(body.adults) ? [{ field: "adults.1.lastName", message: words.adultTwice }] : []),
    ...(body.email.toLowerCase() === body.emailAgain.toLowerCase()
      ? []
      : [{ field: "emailAgain", message: words.differentEmails }]),
  ];
  const [first] = faults;
  if (first) throw new Problem("request.invalid", { detail: first.message, errors: faults });
}

export function firstRequestUseCases(dependencies: RequesterDependencies): Routes {
  const { table, clock, bucket, robot, town, requestSecret } = dependencies;
  const digestOf = (use: string, text: string): string =>
    createHmac("sha256", requestSecret).update(`${use}:${text}`).digest("base64url");
  const same = (one: string, other: string): boolean =>
    one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

  const slowDown = async ({ address }: Viewer, what: string, policy: AttemptPolicy): Promise<void> => {
    const key = keys.attemptsOfAddress(networkOf(address), what);
    const wait = await takeAttempt(table, key, policy, clock());
    if (wait > 0) throw new Problem("tooManyAttempts", { detail: words.wait(wait), retryAfter: wait });
  };
  /** An inbox is named by a digest: counts of attempts are no list of addresses. */
  const mayMail = async (email: string): Promise<boolean> =>
    (await takeAttempt(
      table,
      keys.attemptsOfAddress(digestOf("inbox", email.toLowerCase()), "firstRequestMail"),
      mailsToOneAddress,
      clock(),
    )) === 0;
  const newCode = (requestId: FirstRequestId, now: Instant) => {
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    return { code, kept: { digest: digestOf(requestId, code), until: plusHours(now, codeHours) } };
  };
  const mailOf = async (requestId: FirstRequestId, to: string, code: string, rank: number): Promise<Writes> =>
    (await mayMail(to))
      ? mailWrites(
          { requestId, mailId: `code-${rank}` },
          { kind: "firstRequestCode", facts: { to, requestId, code } },
          clock(),
        )
      : [];
  /** The request whose sender holds the proof; to anybody else there is none. */
  const proven = async (requestId: FirstRequestId, proof: string): Promise<StoredRequest> => {
    const request = await readRequest(table, requestId);
    if (!request || !same(request.proof, digestOf("proof", proof))) throw unknown();
    return request;
  };
  const kept = (state: StoredRequest["state"], since: Instant): Instant => {
    if (!town.firstRequests) throw new Problem("notPossible", words.closed);
    return keptUntil(state, since, town.firstRequests.keptDays);
  };

  return {
    "first-request.send": async ({ body, viewer }) => {
      const now = clock();
      const until = kept("unconfirmed", now);
      refuseFaults(body, now);
      await robot.verify(body.robot);
      await slowDown(viewer, "firstRequest", requestsFromOneNetwork);
      const requestId = id("FirstRequestId", randomBytes(18).toString("base64url"));
      const proof = randomBytes(24).toString("base64url");
      const { code, kept: keptCode } = newCode(requestId, now);
      const { email } = body;
      await takeIn(
        table,
        { id: requestId, ...toldOf(body), email, sentAt: now, code: keptCode, proof: digestOf("proof", proof) },
        until,
        await mailOf(requestId, email, code, 1),
      );
      return { body: { requestId, proof, detail: words.taken } };
    },
    "first-request.confirm": async ({ params: { requestId }, body: { code }, viewer }) => {
      await slowDown(viewer, "firstRequestCode", codesFromOneNetwork);
      const request = await readRequest(table, requestId);
      if (!request) throw wrongCode();
      // Pressed twice, or opened again from the mail: it is confirmed, and stays so.
      const again = request.state !== "unconfirmed";
      if (!again && !(await takeTry(table, requestId))) throw wrongCode();
      const right = same(request.code.digest, digestOf(requestId, code)) && clock() < request.code.until;
      if (!right) throw wrongCode();
      if (!again) await confirm(table, requestId, clock(), kept("waiting", clock()));
      return { body: undefined };
    },
    "first-request.resendCode": async ({ params: { requestId }, body: { proof }, viewer }) => {
      await slowDown(viewer, "firstRequestCode", codesFromOneNetwork);
      const { email, code: before } = await proven(requestId, proof);
      const { code, kept: keptCode } = newCode(requestId, clock());
      const along = await mailOf(requestId, email, code, before.sent + 1);
      // A code that nobody is sent would only make the one before wrong.
      if (along.length > 0) await anotherCode(table, requestId, keptCode, along);
      return { body: { detail: words.sentAgain } };
    },
    "first-request.follow": async ({ params: { requestId }, body: { proof } }) => {
      const [{ state }, documents] = await Promise.all([
        proven(requestId, proof),
        readRequestDocuments(table, requestId),
      ]);
      return {
        body: {
          state: state === "unconfirmed" || state === "waiting" ? state : "decided",
          documents: documents.map(documentView),
        },
      };
    },
    "first-request.addDocument": async ({ params: { requestId }, body: { proof, name }, viewer }) => {
      await slowDown(viewer, "firstRequestDocument", documentsFromOneNetwork);
      const { confirmedAt, sentAt: asked } = await proven(requestId, proof);
      const sentAt = clock();
      const fileId = id("FileId", randomBytes(24).toString("base64url"));
      const documentId = documentIdOf(id("DocumentKindId", "premiere-demande"), Date.parse(sentAt), nonce());
      const [form, announced] = await Promise.all([
        uploadForm(bucket, fileId, mostBytes),
        announceDocument(
          table,
          requestId,
          { id: documentId, fileId, name: tidyName(name), sentAt },
          kept("waiting", confirmedAt ?? asked),
        ),
      ]);
      if (!announced) throw new Problem("notPossible", words.tooManyDocuments);
      return { body: { documentId, form: { url: form.url, fields: { ...form.fields } } } };
    },
  };
}

const documentView = ({ id: documentId, name, standing }: StoredDocument): RequestDocumentView => ({
  id: documentId,
  name,
  status: standing.status,
  ...(standing.status === "unfit" ? { reason: unfitWords(standing.why) } : {}),
});
