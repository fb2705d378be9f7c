/**
 * The function of the tests: what was found clean goes from quarantine to the documents, in the very version that was
 * scanned; the rest goes away.
 */
import { CopyObjectCommand, DeleteObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { GuardDutyScanResultNotificationEvent } from "aws-lambda";

const s3 = new S3Client({ maxAttempts: 1 });

export const handler = async ({ detail }: GuardDutyScanResultNotificationEvent): Promise<void> => {
  const { bucketName: Bucket, objectKey: Key, versionId } = detail.s3ObjectDetails;
  if (detail.scanResultDetails.scanResultStatus === "NO_THREATS_FOUND")
    await s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: Key.replace("quarantine/", process.env["PREFIX"] ?? "documents/"),
        CopySource: `${Bucket}/${Key}?versionId=${versionId}`,
      }),
    );
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
};
