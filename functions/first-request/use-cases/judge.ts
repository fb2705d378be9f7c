/**
 * A file that a stranger has sent was scanned: clean and of a type that is taken, it is kept for staff to open; else it
 * goes. The file first, the record after it, as with a family's (document/use-cases/judge.ts). One whose request became a
 * family while it was being looked at is that family's document from here on.
 */
import { judgeFile, mediaTypes, mostBytes, type Unfit } from "../../document/rules/judge-file.ts";
import type { Scanned } from "../../document/use-cases/judge.ts";
import { keepFile, readQuarantined, removeFile, type Bucket } from "../../files/bucket.ts";
import { isRestedOn } from "../../document/store/documents.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import {
  readRequestDocument,
  readStrangerFile,
  recordStanding,
  type DocumentStanding,
  type StoredDocument,
} from "../store/first-requests.ts";

export interface JudgeStrangerDependencies {
  readonly table: Table;
  readonly bucket: Bucket;
}
type Judged = Exclude<DocumentStanding, { readonly status: "sending" }>;

async function judged(bucket: Bucket, { file, version, verdict }: Scanned): Promise<Judged> {
  const unfit = (why: Unfit): Judged => ({ status: "unfit", why });
  if (verdict !== "clean") return unfit(verdict);
  const read = await readQuarantined(bucket, file, version, mostBytes);
  if ("tooLarge" in read) return unfit("tooLarge");
  const found = judgeFile(read.bytes);
  if ("unfit" in found) return unfit(found.unfit);
  await keepFile(bucket, file, read.bytes, mediaTypes[found.type]);
  return { status: "kept", type: found.type, size: read.bytes.length };
}

/** False: it is no stranger's. Again, it changes nothing. */
export async function judgeStranger({ table, bucket }: JudgeStrangerDependencies, scanned: Scanned): Promise<boolean> {
  const { file } = scanned;
  const known = await readStrangerFile(table, file);
  if (!known) return false;
  // What comes to a document that was judged already is another file under the same form: the first one stays.
  const first = await readRequestDocument(table, known);
  if (first?.standing.status === "sending") {
    const standing = await judged(bucket, scanned);
    await decideAndWrite<StoredDocument | null, undefined>("A stranger's document", first, async (document) => {
      if (document?.standing.status !== "sending" || (await recordStanding(table, known, document, standing)))
        return { done: undefined };
      return { again: await readRequestDocument(table, known) };
    });
    // Gone with its request meanwhile, nobody knows the file any more.
    if (!(await readStrangerFile(table, file)) && !(await isRestedOn(table, file)))
      await removeFile(bucket, "documents", file);
  }
  await removeFile(bucket, "quarantine", file);
  return true;
}
