/**
 * EventBridge's events about files, in the shapes that S3 and GuardDuty document, and the functions of the manifest
 * that they are for: infra/files.ts declares the same for AWS.
 */
import { randomUUID } from "node:crypto";
import type {
  EventBridgeEvent,
  GuardDutyScanResultNotificationEvent,
  S3ObjectCreatedNotificationEvent,
} from "aws-lambda";
import { prefixOf, scannedFolders } from "../../../functions/files/folders.ts";
import { functionNames, type FunctionSpec } from "../../../functions/manifest.ts";
import type { Call } from "../lambda/asynchronous.ts";
import { account, region } from "../names.ts";
import type { Manifest } from "../permissions.ts";
import { type Scan, scannerPlan } from "./scanner.ts";
import type { StoredFile } from "./store.ts";

export type Reason = S3ObjectCreatedNotificationEvent["detail"]["reason"];

/** What every event of the bus has. */
const envelope = ({ storedAt }: StoredFile, resource: string) => ({
  version: "0",
  id: randomUUID(),
  account,
  // Whole seconds.
  time: new Date(storedAt).toISOString().replace(/\.\d+/u, ""),
  region,
  resources: [resource],
});

const created = (bucket: string, file: StoredFile, reason: Reason): S3ObjectCreatedNotificationEvent => ({
  ...envelope(file, `arn:aws:s3:::${bucket}`),
  "detail-type": "Object Created",
  source: "aws.s3",
  detail: {
    version: "0",
    bucket: { name: bucket },
    object: {
      key: file.key,
      size: file.body.length,
      etag: file.etag,
      "version-id": file.version,
      sequencer: file.sequence.toString(16).toUpperCase().padStart(18, "0"),
    },
    "request-id": randomUUID(),
    requester: account,
    "source-ip-address": "127.0.0.1",
    reason,
  },
});

const scanned = (
  bucket: string,
  file: StoredFile,
  threats: ReturnType<Scan>,
): GuardDutyScanResultNotificationEvent => ({
  ...envelope(file, `arn:aws:guardduty:${region}:${account}:malware-protection-plan/${scannerPlan}`),
  "detail-type": "GuardDuty Malware Protection Object Scan Result",
  source: "aws.guardduty",
  detail: {
    schemaVersion: "1.0",
    scanStatus: "COMPLETED",
    resourceType: "S3_OBJECT",
    s3ObjectDetails: {
      bucketName: bucket,
      objectKey: file.key,
      eTag: file.etag,
      versionId: file.version,
      s3Throttled: false,
    },
    scanResultDetails: {
      scanResultStatus: threats === null ? "NO_THREATS_FOUND" : "THREATS_FOUND",
      threats: threats?.map((name) => ({ name })) ?? null,
    },
  },
});

type FileCaller = FunctionSpec["calledBy"] & { readonly kind: "file" };

export interface EventBusOptions {
  readonly manifest: Manifest;
  readonly bucket: string;
  readonly scan: Scan;
}

/** The functions that hear of a file, each with what it hears. */
export const callsAbout =
  ({ manifest, bucket, scan }: EventBusOptions) =>
  (file: StoredFile, reason: Reason): readonly Call[] => {
    const tell = (event: FileCaller["event"], about: EventBridgeEvent<string, unknown>): readonly Call[] =>
      functionNames.flatMap((functionName) => {
        const { calledBy } = manifest[functionName];
        return calledBy.kind === "file" && calledBy.event === event && file.key.startsWith(prefixOf(calledBy.folder))
          ? [{ functionName, input: JSON.stringify(about) }]
          : [];
      });
    const isScanned = scannedFolders.some((folder) => file.key.startsWith(prefixOf(folder)));
    return [
      ...tell("created", created(bucket, file, reason)),
      ...(isScanned ? tell("scanned", scanned(bucket, file, scan(file.body))) : []),
    ];
  };
