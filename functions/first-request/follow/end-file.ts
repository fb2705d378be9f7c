/**
 * The record of a stranger's file has gone: it was unfit, or its request's time is over. The file goes with it, unless
 * it has become the document of a family, which rests on it.
 */
import { isRestedOn } from "../../document/store/documents.ts";
import { removeFile, type Bucket } from "../../files/bucket.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Table } from "../../table/table.ts";
import { strangerFileOf } from "../store/first-requests.ts";

export async function endStrangerFile(
  { table, bucket }: { readonly table: Table; readonly bucket: Bucket },
  { before, after }: StreamRecord,
): Promise<void> {
  if (!before || after) return;
  const { id } = strangerFileOf(before);
  if (await isRestedOn(table, id)) return;
  await removeFile(bucket, "quarantine", id);
  await removeFile(bucket, "documents", id);
}
