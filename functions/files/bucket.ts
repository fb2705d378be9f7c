/**
 * The bucket of families' files: forms by which a browser sends one, links by which it opens one, and what functions do
 * with them. Nothing else makes either: whoever may is said by the use case that asks.
 */
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { FileId } from "../kernel/ids.ts";
import { prefixOf, type FileFolder } from "./folders.ts";

export interface Bucket {
  readonly name: string;
  readonly client: S3Client;
}

/** What a browser posts, with the file as the last field. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

const keyOf = (folder: FileFolder, file: FileId): string => `${prefixOf(folder)}${file}`;

/** The file that a key of the bucket names, in that folder; null for any other key. */
export const fileNamed = (folder: FileFolder, key: string): string | null =>
  key.startsWith(prefixOf(folder)) ? key.slice(prefixOf(folder).length) : null;

/** Seconds: enough to send ten megabytes over a slow line, and to try again. */
export const formSeconds = 15 * 60;
/** Seconds: enough to open a document, too short to pass it on. */
export const linkSeconds = 5 * 60;

/**
 * A form for one file, into quarantine. What is in there is nobody's to open, so that it bears no type that a browser
 * would trust.
 */
export async function uploadForm({ name, client }: Bucket, file: FileId, mostBytes: number): Promise<UploadForm> {
  const type = "application/octet-stream";
  const { url, fields } = await createPresignedPost(client, {
    Bucket: name,
    Key: keyOf("quarantine", file),
    Conditions: [
      ["content-length-range", 1, mostBytes],
      ["eq", "$Content-Type", type],
    ],
    Fields: { "Content-Type": type, success_action_status: "201" },
    Expires: formSeconds,
  });
  return { url, fields };
}

/** How a file is given to a browser: as what, under which name. */
export interface Shown {
  readonly type: string;
  readonly disposition: string;
}

const signed = ({ name, client }: Bucket, Key: string, { type, disposition }: Shown): Promise<string> =>
  getSignedUrl(
    client,
    new GetObjectCommand({
      Bucket: name,
      Key,
      ResponseContentType: type,
      ResponseContentDisposition: disposition,
      ResponseCacheControl: "private, no-store",
    }),
    { expiresIn: linkSeconds },
  );

/** A link to a clean file, for some minutes. */
export const linkTo = (bucket: Bucket, file: FileId, shown: Shown): Promise<string> =>
  signed(bucket, keyOf("documents", file), shown);

/** The same to a file that the portal has made itself (made.ts). */
export const linkToMade = (bucket: Bucket, folder: FileFolder, file: string, shown: Shown): Promise<string> =>
  signed(bucket, `${prefixOf(folder)}${file}`, shown);

/** The bytes of the version that was scanned; only its size when it is larger than what is taken. */
export async function readQuarantined(
  { name, client }: Bucket,
  file: FileId,
  version: string,
  mostBytes: number,
): Promise<{ readonly bytes: Uint8Array } | { readonly tooLarge: true }> {
  const { Body, ContentLength = 0 } = await client.send(
    new GetObjectCommand({ Bucket: name, Key: keyOf("quarantine", file), VersionId: version }),
  );
  if (ContentLength <= mostBytes) return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array() };
  // Unread, it would hold its connection.
  await Body?.transformToWebStream().cancel();
  return { tooLarge: true };
}

/** Keeps what was judged: these bytes and no others. */
export async function keepFile({ name, client }: Bucket, file: FileId, bytes: Uint8Array, type: string): Promise<void> {
  await client.send(
    new PutObjectCommand({
      Bucket: name,
      Key: keyOf("documents", file),
      Body: bytes,
      ContentType: type,
      ContentDisposition: "attachment",
    }),
  );
}

/** Removes a file of a folder; the bucket keeps it for a month more. Removed already, nothing changes. */
export async function removeFile({ name, client }: Bucket, folder: FileFolder, file: FileId): Promise<void> {
  await client.send(new DeleteObjectCommand({ Bucket: name, Key: keyOf(folder, file) }));
}
