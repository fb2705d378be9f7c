/**
 * Sending a document: it is announced, and the answer is the form by which the browser sends its file, straight to the
 * bucket's quarantine. What becomes of it then: judge.ts. Announced and never sent, it goes by itself.
 */
import { randomBytes } from "node:crypto";
import { formSeconds, uploadForm } from "../../files/bucket.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import { id } from "../../kernel/ids.ts";
import type { documentFiles } from "../contract.ts";
import type { DocumentDependencies } from "../dependencies.ts";
import { documentIdOf, mostWaiting } from "../rules/document.ts";
import { tidyName } from "../rules/file-name.ts";
import { mostBytes } from "../rules/judge-file.ts";
import { heldBy } from "../rules/needs.ts";
import { announce } from "../store/documents.ts";
import { ownerOf, readHolder } from "./owner.ts";

/** Seconds after the form has ended within which a file that came last is still judged. */
const judgedWithin = 24 * 3600;

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
/** Twelve letters and digits: 2^62 of them. */
const nonce = (): string => Array.from(randomBytes(12), (byte) => letters[byte % letters.length] ?? "0").join("");

export const sendDocument =
  ({ table, catalogue, clock, bucket }: DocumentDependencies): UseCases<typeof documentFiles>["document.send"] =>
  async ({ body: { childId, kind, name }, session }) => {
    const owner = ownerOf(session.familyCode, childId);
    const [{ documents = [] }, holder] = await Promise.all([catalogue.latest(), readHolder(table, owner)]);
    const asked = documents.find(
      (one) => one.id === kind && one.of === (childId === undefined ? "household" : "child"),
    );
    if (!asked) throw new Problem("notFound", "Ce justificatif n’est pas, ou plus, demandé. Rechargez la page.");
    if ((heldBy(holder, kind)?.toCheck ?? 0) >= mostWaiting)
      throw new Problem(
        "notPossible",
        `${mostWaiting} documents attendent déjà d’être vérifiés pour « ${asked.name} ». Attendez la réponse du guichet, ou reprenez-en un.`,
      );
    const fileId = id("FileId", randomBytes(24).toString("base64url"));
    const sentAt = clock();
    const documentId = documentIdOf(kind, Date.parse(sentAt), nonce());
    const document = {
      id: documentId,
      owner,
      kind,
      fileId,
      name: tidyName(name),
      sentAt,
      sentBy: session.login,
      state: { status: "sending" },
    } as const;
    const [form] = await Promise.all([
      uploadForm(bucket, fileId, mostBytes),
      announce(table, document, { until: plusSeconds(sentAt, formSeconds + judgedWithin) }),
    ]);
    return { body: { documentId, form: { url: form.url, fields: { ...form.fields } } } };
  };
