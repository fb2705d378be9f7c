/**
 * Sending a document: it is announced, and the answer is the form by which the browser sends its file, straight to the
 * bucket's quarantine. What becomes of it then: judge.ts. Announced and never sent, it goes by itself.
 */
import { randomBytes } from "node:crypto";
import type { SeenBy } from "../../family/rules/seen.ts";
import { formSeconds, uploadForm } from "../../files/bucket.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import { id, type DocumentKindId, type Login } from "../../kernel/ids.ts";
import { daysBetween } from "../../kernel/time.ts";
import type { documentFiles, Uploading } from "../contract/files.ts";
import type { DocumentDependencies } from "../dependencies.ts";
import {
  documentIdOf,
  mostDaysAbout,
  mostWaiting,
  type AboutDays,
  type Owner,
  type SentDocument,
} from "../rules/document.ts";
import { tidyName } from "../rules/file-name.ts";
import { mostBytes } from "../rules/judge-file.ts";
import { heldBy } from "../rules/needs.ts";
import { announce } from "../store/documents.ts";
import { tooManyWait } from "../words.fr.ts";
import { ownerOf, readHolder } from "./owner.ts";

type Routes = UseCases<typeof documentFiles>;

/** Seconds after the form has ended within which a file that came last is still judged. */
const judgedWithin = 24 * 3600;

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
/** Twelve letters and digits: 2^62 of them. */
const nonce = (): string => Array.from(randomBytes(12), (byte) => letters[byte % letters.length] ?? "0").join("");

interface Sent {
  readonly owner: Owner;
  readonly kind: DocumentKindId;
  readonly name: string;
  readonly page: SentDocument["page"];
  readonly about: AboutDays | undefined;
  readonly sentBy: Login;
  readonly seenBy: SeenBy;
  /** Why staff sends it. */
  readonly broughtIn?: string;
}

async function send(
  { table, catalogue, clock, bucket }: DocumentDependencies,
  { owner, kind, name, page, about, seenBy, ...by }: Sent,
): Promise<Uploading> {
  if (about && (about.to < about.from || daysBetween(about.from, about.to) >= mostDaysAbout))
    throw new Problem(
      "notPossible",
      "Le dernier jour de l’absence vient avant le premier, ou un an après. Corrigez les dates.",
    );
  const [{ documents = [] }, holder] = await Promise.all([catalogue.latest(), readHolder(table, owner, seenBy)]);
  const asked = documents.find((one) => one.id === kind && (one.of === "household") === (owner.childId === undefined));
  if (!asked) throw new Problem("notFound", "Ce justificatif n’est pas, ou plus, demandé. Rechargez la page.");
  if ((heldBy(holder, kind)?.toCheck ?? 0) >= mostWaiting)
    throw new Problem("notPossible", tooManyWait(asked.name, by.broughtIn === undefined ? "family" : "office"));
  const fileId = id("FileId", randomBytes(24).toString("base64url"));
  const sentAt = clock();
  const documentId = documentIdOf(kind, Date.parse(sentAt) + (page?.rank ?? 0), nonce());
  const state = { status: "sending" } as const;
  const ofHealth = asked.of === "health";
  const document = {
    id: documentId,
    owner,
    kind,
    fileId,
    // What a family calls such a file may say what the child has, and the name stands where its health does not.
    name: ofHealth ? asked.name : tidyName(name),
    ...(ofHealth ? { health: true as const } : {}),
    sentAt,
    ...(page === undefined ? {} : { page }),
    ...(about === undefined ? {} : { about }),
    state,
    ...by,
  };
  const [form] = await Promise.all([
    uploadForm(bucket, fileId, mostBytes),
    announce(table, document, { until: plusSeconds(sentAt, formSeconds + judgedWithin) }),
  ]);
  return { documentId, form: { url: form.url, fields: { ...form.fields } } };
}

export const sendDocument =
  (dependencies: DocumentDependencies): Routes["document.send"] =>
  async ({ body: { childId, kind, name, page, about }, session }) => ({
    body: await send(dependencies, {
      owner: ownerOf(session.familyCode, childId),
      kind,
      name,
      page,
      about,
      sentBy: session.login,
      seenBy: session.guardianId,
    }),
  });

/** The same for a family that brings its paper, or never signs in: it is checked like the others. */
export const sendDocumentForFamily =
  (dependencies: DocumentDependencies): Routes["document.sendForFamily"] =>
  async ({ params: { familyCode }, body: { childId, kind, name, page, about, reason }, session }) => ({
    body: await send(dependencies, {
      owner: ownerOf(familyCode, childId),
      kind,
      name,
      page,
      about,
      sentBy: session.login,
      seenBy: "office",
      broughtIn: reason,
    }),
  });
