/**
 * A file has been scanned: what is clean, of a type that is taken, and not too large, is kept and waits for staff; the
 * rest goes, and the family is told why. Judged are the bytes of the version that was scanned, and those bytes are what
 * is kept: a browser can send another file under the same form while the first is being looked at.
 *
 * The file first, the record after it: died between the two, the event comes again and finds the document still on its
 * way. Whatever is sent to a document that was judged already, or is not there, is removed.
 */
import { keepFile, readQuarantined, removeFile, type Bucket } from "../../files/bucket.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { FileId } from "../../kernel/ids.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import type { SentDocument } from "../rules/document.ts";
import { judgeFile, mediaTypes, mostBytes, type Unfit } from "../rules/judge-file.ts";
import { readByFile, recordJudged, type Judged } from "../store/documents.ts";
import { holdDocuments } from "../store/held.ts";
import { unfitWords } from "../words.fr.ts";

export interface JudgeDependencies {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly clock: Clock;
}

/** What the scan says of a version of a file. */
export interface Scanned {
  readonly file: FileId;
  readonly version: string;
  readonly verdict: "clean" | "unsafe" | "unscanned";
}

async function judged({ bucket, clock }: JudgeDependencies, { file, version, verdict }: Scanned): Promise<Judged> {
  const unfit = (why: Unfit): Judged => ({ state: { status: "unfit", at: clock(), why } });
  if (verdict !== "clean") return unfit(verdict);
  const read = await readQuarantined(bucket, file, version, mostBytes);
  if ("tooLarge" in read) return unfit("tooLarge");
  const found = judgeFile(read.bytes);
  if ("unfit" in found) return unfit(found.unfit);
  await keepFile(bucket, file, read.bytes, mediaTypes[found.type]);
  return { state: { status: "toCheck" }, file: { type: found.type, size: read.bytes.length } };
}

export async function judgeScanned(dependencies: JudgeDependencies, scanned: Scanned): Promise<void> {
  const { table, bucket } = dependencies;
  const document = await decideAndWrite<SentDocument | null, SentDocument | null>(
    "A document on its way",
    await readByFile(table, scanned.file),
    async (known) => {
      if (known?.state.status !== "sending") return { done: known };
      if (await recordJudged(table, known, await judged(dependencies, scanned))) return { done: known };
      const stands = await readByFile(table, scanned.file);
      // Taken back meanwhile, nobody knows the file any more; judged by the same event a moment ago, somebody does; sent
      // with a request, it is judged again.
      if (!stands) await removeFile(bucket, "documents", scanned.file);
      return stands ? { again: stands } : { done: known };
    },
  );
  // The stream does it too; done here, the page that waits for it finds it. Whoever died before it comes again.
  if (document) await holdDocuments(table, document.owner, document.kind, unfitWords);
  await removeFile(bucket, "quarantine", scanned.file);
}
