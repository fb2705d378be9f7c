/** The bucket as functions would meet it: a manifest in which some of them declare files, and Amazon's own clients. */
import { S3Client } from "@aws-sdk/client-s3";
import { functions, type FunctionName } from "../../../../functions/manifest.ts";
import { filesBucket, region } from "../../../../infra/local/names.ts";
import type { Manifest } from "../../../../infra/local/permissions.ts";

export const origin = "http://localhost:8080";

/** `book` takes uploads and gives documents, `mailer` moves what was scanned, `remind` hears of new documents. */
export const manifest: Manifest = {
  ...functions,
  book: { ...functions.book, files: { quarantine: ["PutObject"], documents: ["GetObject"] } },
  mailer: {
    ...functions.mailer,
    calledBy: { kind: "file", event: "scanned", folder: "quarantine" },
    files: { quarantine: ["GetObjectVersion", "DeleteObject"], documents: ["PutObject"] },
  },
  // What the portal itself does with what was scanned is not what is tried here.
  judgeDocument: {
    ...functions.judgeDocument,
    calledBy: { kind: "schedule", name: "never", expression: "rate(1 day)" },
  },
  remind: { ...functions.remind, calledBy: { kind: "file", event: "created", folder: "documents" } },
};

export type As = FunctionName | "operator";

/** Every function signs with the same key: see permissions.ts. */
export const clientOf = (endpoint: string, as: As): S3Client =>
  new S3Client({
    endpoint,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: as, secretAccessKey: "local", sessionToken: "local" },
  });

export const at = (Key: string) => ({ Bucket: filesBucket, Key });

/** The EICAR test file, in two parts so that no scanner takes this source for it. */
export const eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
