/**
 * The record of a file has gone, for whatever reason: its document was taken back, was unfit, or never came. The file
 * goes with it, wherever it is, and so does a document that was only announced. Done again, nothing changes.
 */
import { removeFile, type Bucket } from "../../files/bucket.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Table } from "../../table/table.ts";
import { fileOf, forgetUnfinished } from "../store/documents.ts";

export interface EndFileDependencies {
  readonly table: Table;
  readonly bucket: Bucket;
}

export async function endFile({ table, bucket }: EndFileDependencies, { before, after }: StreamRecord): Promise<void> {
  if (!before || after) return;
  const { file, ...of } = fileOf(before);
  await forgetUnfinished(table, of);
  await removeFile(bucket, "quarantine", file);
  await removeFile(bucket, "documents", file);
}
