/** Files of the bucket that the portal makes itself, for its own functions: each has one name, and is written whole. */
import { GetObjectCommand, PutObjectCommand, S3ServiceException } from "@aws-sdk/client-s3";
import type { Bucket } from "./bucket.ts";
import { prefixOf, type FileFolder } from "./folders.ts";

/** A function that may not list the bucket is told "access denied" of a file that is not there. */
const missing: ReadonlySet<string> = new Set(["NoSuchKey", "AccessDenied"]);

/** Null when there is none. */
export async function readMade({ name, client }: Bucket, folder: FileFolder, file: string): Promise<Uint8Array | null> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: name, Key: `${prefixOf(folder)}${file}` }));
    return (await Body?.transformToByteArray()) ?? null;
  } catch (error) {
    if (error instanceof S3ServiceException && missing.has(error.name)) return null;
    throw error;
  }
}

export async function keepMade(
  { name, client }: Bucket,
  folder: FileFolder,
  file: string,
  bytes: Uint8Array,
): Promise<void> {
  await client.send(
    new PutObjectCommand({
      Bucket: name,
      Key: `${prefixOf(folder)}${file}`,
      Body: bytes,
      ContentType: "application/octet-stream",
    }),
  );
}
