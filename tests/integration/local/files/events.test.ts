/** What happens once a file is there: who is told what, again when it fails, and after a restart. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import type { GuardDutyScanResultNotificationEvent, S3ObjectCreatedNotificationEvent } from "aws-lambda";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { functionOptions } from "../../../../infra/build/functions.ts";
import { root } from "../../../../infra/build/paths.ts";
import type { DeadLetter } from "../../../../infra/local/dead-letters.ts";
import { type Files, startFiles } from "../../../../infra/local/files/index.ts";
import type { InvokeResult } from "../../../../infra/local/lambda/environment.ts";
import { type LambdaRuntime, startRuntime } from "../../../../infra/local/lambda/runtime.ts";
import { account, filesBucket, region } from "../../../../infra/local/names.ts";
import { startFakePortal, temporaryFolder, type TestPortal } from "../../../support/portal.ts";
import { type As, at, clientOf, eicar, manifest, origin } from "./support.ts";

type FileEvent = GuardDutyScanResultNotificationEvent | S3ObjectCreatedNotificationEvent;

let folder: string;
let files: Files;
let dead: DeadLetter[];
let calls: (readonly [string, FileEvent])[];
let answer: () => Promise<InvokeResult>;

const open = async (): Promise<void> => {
  files = await startFiles({
    file: join(folder, "files.sqlite"),
    origin,
    keep: (letter) => Promise.resolve(void dead.push(letter)),
    manifest,
  });
};
const start = (): void =>
  files.start({
    invoke: (name, event) => {
      calls.push([name, event as FileEvent]);
      return answer();
    },
  });
const put = (key: string, Body: string, as: As = "operator") =>
  clientOf(files.url, as).send(new PutObjectCommand({ ...at(key), Body }));
const read = async (key: string) =>
  (await clientOf(files.url, "operator").send(new GetObjectCommand(at(key)))).Body?.transformToString();
const ok: InvokeResult = { ok: true, payload: "null" };
const error = { errorType: "Error", errorMessage: "no", trace: [] };
const failed: InvokeResult = { ok: false, error, timedOut: false };

beforeEach(async () => {
  folder = await temporaryFolder();
  [dead, calls, answer] = [[], [], () => Promise.resolve(ok)];
  await open();
});
afterEach(() => files.close());

describe("events", () => {
  it("tell of a scan as GuardDuty does", async () => {
    start();
    const { VersionId, ETag } = await put("quarantine/a", "harmless");
    await files.settled();
    expect(calls).toEqual([
      [
        "mailer",
        {
          version: "0",
          id: expect.stringMatching(/^[0-9a-f-]{36}$/u) as string,
          "detail-type": "GuardDuty Malware Protection Object Scan Result",
          source: "aws.guardduty",
          account,
          time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u) as string,
          region,
          resources: [`arn:aws:guardduty:${region}:${account}:malware-protection-plan/stub-that-knows-eicar-only`],
          detail: {
            schemaVersion: "1.0",
            scanStatus: "COMPLETED",
            resourceType: "S3_OBJECT",
            s3ObjectDetails: {
              bucketName: filesBucket,
              objectKey: "quarantine/a",
              eTag: JSON.parse(ETag!) as string,
              versionId: VersionId,
              s3Throttled: false,
            },
            scanResultDetails: { scanResultStatus: "NO_THREATS_FOUND", threats: null },
          },
        },
      ],
    ]);
  });

  it("tell of the EICAR test file, wherever it stands in a file", async () => {
    start();
    await put("quarantine/virus", `%PDF-1.7\n${eicar}\n%%EOF`);
    await files.settled();
    expect(calls).toMatchObject([
      [
        "mailer",
        {
          detail: {
            scanResultDetails: {
              scanResultStatus: "THREATS_FOUND",
              threats: [{ name: "EICAR-Test-File (not a virus)" }],
            },
          },
        },
      ],
    ]);
  });

  it("tell of a new file as S3 does, for its folder alone", async () => {
    start();
    const { VersionId, ETag } = await put("documents/a", "12345");
    await put("invoices/a", "x");
    await put("elsewhere", "x");
    await files.settled();
    expect(calls).toEqual([
      [
        "remind",
        {
          version: "0",
          id: expect.any(String) as string,
          "detail-type": "Object Created",
          source: "aws.s3",
          account,
          time: expect.any(String) as string,
          region,
          resources: [`arn:aws:s3:::${filesBucket}`],
          detail: {
            version: "0",
            bucket: { name: filesBucket },
            object: {
              key: "documents/a",
              size: 5,
              etag: JSON.parse(ETag!) as string,
              "version-id": VersionId,
              sequencer: expect.stringMatching(/^[0-9A-F]{18}$/u) as string,
            },
            "request-id": expect.any(String) as string,
            requester: account,
            "source-ip-address": "127.0.0.1",
            reason: "PutObject",
          },
        },
      ],
    ]);
  });

  it("tell of each version, when a browser sends another file to the same key", async () => {
    start();
    const one = await put("quarantine/a", "harmless");
    const two = await put("quarantine/a", eicar);
    await files.settled();
    expect(
      calls.map(([, { detail }]) =>
        "s3ObjectDetails" in detail
          ? [detail.s3ObjectDetails.versionId, detail.scanResultDetails.scanResultStatus]
          : detail,
      ),
    ).toEqual([
      [one.VersionId, "NO_THREATS_FOUND"],
      [two.VersionId, "THREATS_FOUND"],
    ]);
  });

  it("come again when the function fails, and then end in the dead letters", async () => {
    start();
    answer = () => Promise.resolve(calls.length < 3 ? failed : ok);
    await put("quarantine/a", "x");
    await files.settled();
    expect([calls.length, dead]).toEqual([3, []]);
    answer = () => Promise.resolve(failed);
    await put("quarantine/b", "x");
    await files.settled();
    expect(calls).toHaveLength(6);
    expect(dead).toEqual([{ functionName: "mailer", error, payload: calls.at(-1)![1] }]);
  });

  it("are remembered over a restart until the function has handled them", async () => {
    await put("quarantine/before", "nobody is there yet");
    answer = () => new Promise(() => undefined);
    start();
    await put("quarantine/during", "the machine stops while the function works");
    await files.close();
    await open();
    [calls, answer] = [[], () => Promise.resolve(ok)];
    start();
    expect(await files.settled()).toBe(true);
    expect(calls.map(([, event]) => JSON.stringify(event))).toEqual([
      expect.stringContaining("quarantine/before"),
      expect.stringContaining("quarantine/during"),
    ]);
    await files.close();
    await open();
    start();
    expect(await files.settled()).toBe(false);
    expect(calls).toHaveLength(2);
    await expect(read("quarantine/before")).resolves.toBe("nobody is there yet");
  });
});

describe("a function with files", () => {
  let bundles: string;
  let runtime: LambdaRuntime;
  beforeAll(async () => {
    bundles = await temporaryFolder();
    for (const name of ["mailer", "remind"]) await mkdir(join(bundles, name));
    await writeFile(
      join(bundles, "remind", "index.mjs"),
      "export const handler = async (event) => console.log(event.detail.reason, event.detail.object.key);",
    );
    await build(functionOptions(`${root}tests/integration/local/files/mover.ts`, join(bundles, "mailer", "index.mjs")));
  });
  const run = async (more: Readonly<Record<string, string>> = {}): Promise<void> => {
    runtime = await startRuntime({
      envOf: () => ({ AWS_ENDPOINT_URL_S3: files.url, ...more }),
      logs: join(folder, "logs"),
      clockOffset: 0,
      bundles,
    });
    files.start(runtime);
  };
  afterEach(async () => {
    files.stop();
    await runtime.stop();
  });
  const upload = async (key: string, content: string) => {
    const { url, fields } = await createPresignedPost(clientOf(files.url, "book"), {
      ...at(key),
      Conditions: [["content-length-range", 1, 1000]],
      Expires: 60,
    });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", new Blob([content]));
    expect((await fetch(url, { method: "POST", body: form, headers: { origin } })).status).toBe(204);
  };

  it("moves by its own rights what a browser sent and the scan found clean, and nothing else", async () => {
    await run();
    await upload("quarantine/clean", "harmless");
    await upload("quarantine/virus", eicar);
    await files.settled();
    await expect(read("documents/clean")).resolves.toBe("harmless");
    for (const key of ["quarantine/clean", "quarantine/virus", "documents/virus"])
      await expect(read(key), key).rejects.toMatchObject({ name: "NoSuchKey" });
    expect(dead).toEqual([]);
    // Moving is an arrival too, in the other folder.
    await expect.poll(() => readFile(join(folder, "logs", "remind.log"), "utf8")).toBe("CopyObject documents/clean\n");
  });

  it("moves the version that was scanned, not the one that was sent meanwhile", async () => {
    await upload("quarantine/swap", "harmless");
    await upload("quarantine/swap", eicar);
    await run();
    await files.settled();
    await expect(read("documents/swap")).resolves.toBe("harmless");
    expect(dead).toEqual([]);
  });

  it("is refused what the manifest does not grant, and its event is not lost", async () => {
    await run({ PREFIX: "invoices/" });
    await upload("quarantine/a", "harmless");
    await files.settled();
    await expect(read("invoices/a")).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect(read("quarantine/a")).resolves.toBe("harmless");
    expect(dead).toMatchObject([
      {
        functionName: "mailer",
        error: {
          errorType: "AccessDenied",
          errorMessage: expect.stringContaining(
            `mailer is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::${filesBucket}/invoices/a`,
          ) as string,
        },
      },
    ]);
  });
});

describe("in the portal", () => {
  let test: TestPortal;
  beforeAll(async () => {
    test = await startFakePortal({});
  });
  afterAll(() => test.end());

  it("functions find the bucket at their endpoint, and pages may send forms to it", async () => {
    const endpoint = test.portal.operator.endpoints.s3;
    await clientOf(endpoint, "operator").send(new PutObjectCommand({ ...at("documents/a"), Body: "a" }));
    await expect(clientOf(endpoint, "operator").send(new GetObjectCommand(at("documents/a")))).resolves.toBeDefined();
    await expect(clientOf(endpoint, "book").send(new GetObjectCommand(at("documents/a")))).rejects.toMatchObject({
      name: "AccessDenied",
    });
    const preflight = await fetch(`${endpoint}/${filesBucket}`, {
      method: "OPTIONS",
      headers: { origin: test.portal.portal, "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBe(test.portal.portal);
    await test.portal.settled();
  });
});
