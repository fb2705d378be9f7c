/** The record of a stranger's file has gone: it was unfit, or its request's time is over. The file goes with it. */
import { removeFile, type Bucket } from "../../files/bucket.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import { strangerFileOf } from "../store/first-requests.ts";

export async function endStrangerFile(
  { bucket }: { readonly bucket: Bucket },
  { before, after }: StreamRecord,
): Promise<void> {
  if (!before || after) return;
  const { id } = strangerFileOf(before);
  await removeFile(bucket, "quarantine", id);
  await removeFile(bucket, "documents", id);
}
