/**
 * Supporting documents of the demo town: families whose documents are missing, valid, about to end, refused, or waiting
 * to be checked. Made through the stores that requests go through.
 */
import type { DocumentKind } from "../../functions/catalogue/rules/catalogue.ts";
import { documentIdOf, type DocumentState, type Owner } from "../../functions/document/rules/document.ts";
import { mediaTypes } from "../../functions/document/rules/judge-file.ts";
import { validUntil } from "../../functions/document/rules/validity.ts";
import { announce, readDocument, recordDecided, recordJudged } from "../../functions/document/store/documents.ts";
import { holdDocuments } from "../../functions/document/store/held.ts";
import { unfitWords } from "../../functions/document/words.fr.ts";
import type { Child } from "../../functions/family/rules/family.ts";
import { keepFile, type Bucket } from "../../functions/files/bucket.ts";
import { id, type DocumentId, type Instant, type PlainDate } from "../../functions/kernel/ids.ts";
import { addDays, localDate, localToInstant, plusHours } from "../../functions/kernel/time.ts";
import type { Table } from "../../functions/table/table.ts";
import type { CastFamily } from "./cast.ts";
import type { DemoFamily } from "./families.ts";
import { address, insurance } from "./document-kinds.ts";
import { pdfOfLines, pictureOfPage } from "./papers.ts";

type Paper = "picture" | "pdf";

interface DemoDocument {
  readonly kind: DocumentKind;
  readonly owner: Owner;
  readonly name: string;
  readonly paper: Paper;
  readonly sentAt: Instant;
  readonly state:
    | { readonly status: "toCheck" }
    | { readonly status: "accepted"; readonly until?: PlainDate }
    | { readonly status: "refused"; readonly reason: string };
}

const staffMember = id("Login", "AGENT.DEMO");

/** What families have sent. `activated`: those that one signs in as. */
export function demoDocuments(
  activated: readonly CastFamily[],
  others: readonly DemoFamily[],
  now: Instant,
): readonly DemoDocument[] {
  const today = localDate(now);
  const [three, one, busy] = activated.map(({ family }) => family);
  if (!three || !one || !busy) throw new Error("The demo town lacks families to sign in as");
  const at = (daysAgo: number, time: `${string}:${string}` = "18:05"): Instant =>
    localToInstant(addDays(today, -daysAgo), time);
  const ofChild = (family: DemoFamily, child: Child | undefined): Owner => {
    if (!child) throw new Error("A family of the demo town lacks a child");
    return { familyCode: family.household.code, childId: child.id };
  };
  const ofHousehold = ({ household: { code } }: DemoFamily): Owner => ({ familyCode: code });
  const until = (kind: DocumentKind, sentAt: Instant) => {
    const day = validUntil(kind.validity, localDate(sentAt));
    return day === null ? {} : { until: day };
  };
  const accepted = (kind: DocumentKind, owner: Owner, name: string, sentAt: Instant): DemoDocument => ({
    kind,
    owner,
    name,
    paper: "pdf",
    sentAt,
    state: { status: "accepted", ...until(kind, sentAt) },
  });
  const [first, second, third] = three.children;
  const waiting = others
    .filter(({ children }) => children.length > 0)
    .slice(0, 3)
    .map((family, rank): DemoDocument => ({
      kind: rank === 1 ? address : insurance,
      owner: rank === 1 ? ofHousehold(family) : ofChild(family, family.children[0]),
      name: rank === 1 ? "facture-eau.pdf" : "IMG_2041.png",
      paper: rank === 1 ? "pdf" : "picture",
      sentAt: at(rank + 1),
      state: { status: "toCheck" },
    }));
  return [
    accepted(insurance, ofChild(three, first), "assurance-scolaire.pdf", at(60)),
    ...["Page 1.png", "Page 2.png"].map((name, rank): DemoDocument => ({
      kind: insurance,
      owner: ofChild(three, second),
      name,
      paper: "picture",
      sentAt: at(1, rank === 0 ? "19:40" : "19:41"),
      state: { status: "toCheck" },
    })),
    {
      kind: insurance,
      owner: ofChild(three, third),
      name: "photo.png",
      paper: "picture",
      sentAt: at(4),
      state: { status: "refused", reason: "Le document est illisible." },
    },
    // A year less some days ago: it ends within a month.
    {
      ...accepted(address, ofHousehold(three), "quittance.pdf", at(350)),
      state: { status: "accepted", until: addDays(today, 14) },
    },
    accepted(insurance, ofChild(one, one.children[0]), "assurance.pdf", at(40)),
    accepted(address, ofHousehold(one), "facture.pdf", at(40)),
    ...busy.children.map((child) => accepted(insurance, ofChild(busy, child), "assurance.pdf", at(30))),
    accepted(address, ofHousehold(busy), "facture.pdf", at(30)),
    ...waiting,
  ];
}

/** Always the same for the same document, so that loading again finds it. */
const letters = (text: string, length: number): string =>
  Array.from({ length }, (_, place) => {
    const sum = Array.from(`${text}${place}`).reduce(
      (total, letter) => (total * 33 + letter.charCodeAt(0)) % 1_000_003,
      7,
    );
    return "abcdefghijklmnopqrstuvwxyz0123456789"[sum % 36] ?? "0";
  }).join("");

const papers: Readonly<Record<Paper, { readonly type: "png" | "pdf"; readonly make: () => Uint8Array }>> = {
  picture: { type: "png", make: pictureOfPage },
  pdf: {
    type: "pdf",
    make: () => pdfOfLines(["Ville de démonstration", "Document d’exemple", "Il n’appartient à personne."]),
  },
};

/** Brings one about, and names it; nothing when it is there. `bucket`: null where nobody will open it. */
export async function makeDocument(
  { table, bucket }: { readonly table: Table; readonly bucket: Bucket | null },
  { kind, owner, name, paper, sentAt, state }: DemoDocument,
): Promise<DocumentId> {
  const seed = `${owner.familyCode} ${owner.childId ?? ""} ${kind.id} ${name} ${sentAt}`;
  const documentId = documentIdOf(kind.id, Date.parse(sentAt), letters(seed, 12));
  const fileId = id("FileId", letters(seed, 32));
  const { type, make } = papers[paper];
  const bytes = make();
  await announce(
    table,
    {
      id: documentId,
      owner,
      kind: kind.id,
      fileId,
      name,
      sentAt,
      sentBy: id("Login", owner.familyCode),
      ...(kind.of === "health" ? { health: true as const } : {}),
      state: { status: "sending" },
    },
    // Judged at once, below.
    { until: plusHours(sentAt, 24 * 3650) },
  );
  const announced = await readDocument(table, owner, documentId);
  if (announced?.state.status === "sending") {
    if (bucket) await keepFile(bucket, fileId, bytes, mediaTypes[type]);
    await recordJudged(table, announced, { state: { status: "toCheck" }, file: { type, size: bytes.length } });
  }
  const judged = await readDocument(table, owner, documentId);
  if (judged?.state.status === "toCheck" && state.status !== "toCheck") {
    const decided = { at: sentAt, by: staffMember, token: id("IdempotencyKey", letters(`${seed} mot`, 20)) };
    const word: Extract<DocumentState, { status: "accepted" | "refused" }> = { ...state, decided };
    await recordDecided(table, [judged], word);
  }
  await holdDocuments(table, owner, kind.id, unfitWords);
  return documentId;
}
