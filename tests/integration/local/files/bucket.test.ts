/** S3 on one machine: rights by folder, versions, and what browsers send by signed forms and links. */
import { join } from "node:path";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Files, startFiles } from "../../../../infra/local/files/index.ts";
import { filesBucket } from "../../../../infra/local/names.ts";
import { temporaryFolder } from "../../../support/portal.ts";
import { type As, at, clientOf, manifest, origin } from "./support.ts";

let files: Files;
beforeAll(async () => {
  const folder = await temporaryFolder();
  files = await startFiles({
    file: join(folder, "files.sqlite"),
    origin,
    keep: () => Promise.reject(new Error("Nothing is called here")),
    manifest,
  });
});
afterAll(() => files.close());

/** Moves this process's clock. */
const later = (seconds: number): void => {
  const then = Date.now() + seconds * 1000;
  vi.spyOn(Date, "now").mockReturnValue(then);
};
afterEach(() => vi.restoreAllMocks());

const s3 = (as: As) => clientOf(files.url, as);
const put = (as: As, key: string, Body: string, more: { readonly IfNoneMatch?: string } = {}) =>
  s3(as).send(new PutObjectCommand({ ...at(key), Body, ContentType: "text/plain", ...more }));
const read = async (as: As, key: string, more: { readonly VersionId?: string; readonly Range?: string } = {}) =>
  (await s3(as).send(new GetObjectCommand({ ...at(key), ...more }))).Body?.transformToString();
const denied = (as: As, action: string, key: string) => ({
  name: "AccessDenied",
  message: expect.stringContaining(
    `assumed-role/${as}/${as} is not authorized to perform: s3:${action} on resource: arn:aws:s3:::${filesBucket}/${key} `,
  ) as unknown,
});

describe("rights", () => {
  it("a granted action goes through in its folder, and there alone", async () => {
    await expect(put("book", "quarantine/a", "a")).resolves.toMatchObject({
      VersionId: expect.any(String) as string,
    });
    for (const key of ["documents/a", "invoices/a", "a", "quarantine", "quarantinex/a", "documents/quarantine/a"])
      await expect(put("book", key, "a"), key).rejects.toMatchObject(denied("book", "PutObject", key));
    await expect(read("book", "quarantine/a")).rejects.toMatchObject(denied("book", "GetObject", "quarantine/a"));
    await put("operator", "documents/b", "b");
    await expect(read("book", "documents/b")).resolves.toBe("b");
    await expect(s3("book").send(new DeleteObjectCommand(at("documents/b")))).rejects.toMatchObject(
      denied("book", "DeleteObject", "documents/b"),
    );
    await expect(s3("mailer").send(new DeleteObjectCommand(at("quarantine/a")))).resolves.toMatchObject({
      DeleteMarker: true,
    });
  });

  it("a function that declares no files may do nothing, and who signs nothing may not either", async () => {
    await expect(put("look", "documents/a", "a")).rejects.toMatchObject(denied("look", "PutObject", "documents/a"));
    for (const method of ["GET", "PUT", "DELETE"]) {
      const answer = await fetch(`${files.url}/${filesBucket}/documents/b`, { method });
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("<Code>AccessDenied</Code>")]);
    }
    await expect(read("operator", "documents/b")).resolves.toBe("b");
  });

  it("a version is granted apart, and a copy needs both ends", async () => {
    const { VersionId = "" } = await put("book", "quarantine/c", "judged");
    const copy = (as: As, CopySource: string, key = "documents/c") =>
      s3(as).send(new CopyObjectCommand({ ...at(key), CopySource }));
    const source = `${filesBucket}/quarantine/c`;
    await expect(copy("mailer", source)).rejects.toMatchObject(denied("mailer", "GetObject", "quarantine/c"));
    await expect(copy("book", `${source}?versionId=${VersionId}`)).rejects.toMatchObject(
      denied("book", "GetObjectVersion", "quarantine/c"),
    );
    await expect(copy("mailer", `${source}?versionId=${VersionId}`, "invoices/c")).rejects.toMatchObject(
      denied("mailer", "PutObject", "invoices/c"),
    );
    await expect(copy("mailer", `${source}?versionId=${VersionId}`)).resolves.toMatchObject({
      CopySourceVersionId: VersionId,
    });
    await expect(read("book", "documents/c")).resolves.toBe("judged");
  });

  it("who may not list is not told that a file is missing, as in AWS", async () => {
    await expect(read("book", "documents/none")).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(s3("book").send(new HeadObjectCommand(at("documents/none")))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    await expect(read("operator", "documents/none")).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect(
      s3("mailer").send(new DeleteObjectCommand(at("quarantine/none"))),
      "a deletion says nothing of what was there",
    ).resolves.toBeDefined();
  });
});

describe("files", () => {
  it("give back bytes, type, own metadata and parts", async () => {
    const Body = Buffer.from(Array.from({ length: 100_000 }, (_, i) => i % 251));
    await s3("operator").send(
      new PutObjectCommand({
        ...at("documents/é 1+2.pdf"),
        Body,
        ContentType: "application/pdf",
        Metadata: { a: "b" },
      }),
    );
    const whole = await s3("book").send(new GetObjectCommand(at("documents/é 1+2.pdf")));
    expect(Buffer.from((await whole.Body?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
    expect(whole).toMatchObject({ ContentType: "application/pdf", ContentLength: 100_000, Metadata: { a: "b" } });
    const start = await s3("book").send(new GetObjectCommand({ ...at("documents/é 1+2.pdf"), Range: "bytes=0-9" }));
    expect(Buffer.from((await start.Body?.transformToByteArray()) ?? []).equals(Body.subarray(0, 10))).toBe(true);
    expect(start).toMatchObject({ ContentRange: "bytes 0-9/100000", ContentLength: 10 });
    await expect(s3("book").send(new HeadObjectCommand(at("documents/é 1+2.pdf")))).resolves.toMatchObject({
      ContentLength: 100_000,
      ETag: whole.ETag,
    });
    await s3("operator").send(new PutObjectCommand({ ...at("documents/empty"), Body: Buffer.alloc(0) }));
    await expect(read("book", "documents/empty")).resolves.toBe("");
    await put("operator", "documents/words", "0123456789");
    await expect(read("book", "documents/words", { Range: "bytes=7-" })).resolves.toBe("789");
    await expect(read("book", "documents/words", { Range: "bytes=-2" })).resolves.toBe("89");
    await expect(read("book", "documents/words", { Range: "bytes=10-11" })).rejects.toMatchObject({
      name: "InvalidRange",
    });
  });

  it("keep what was replaced or deleted as versions", async () => {
    const one = await put("operator", "documents/v", "one");
    const two = await put("operator", "documents/v", "two");
    await expect(read("operator", "documents/v")).resolves.toBe("two");
    await s3("operator").send(new DeleteObjectCommand(at("documents/v")));
    await expect(read("operator", "documents/v")).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect(read("operator", "documents/v", { VersionId: one.VersionId! })).resolves.toBe("one");
    await expect(read("operator", "documents/v", { VersionId: two.VersionId! })).resolves.toBe("two");
    await expect(read("operator", "documents/other", { VersionId: one.VersionId! })).rejects.toMatchObject({
      name: "NoSuchVersion",
    });
  });

  it("are not written over by who asks for that", async () => {
    await put("operator", "invoices/1.pdf", "first", { IfNoneMatch: "*" });
    await expect(put("operator", "invoices/1.pdf", "second", { IfNoneMatch: "*" })).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
    await expect(read("operator", "invoices/1.pdf")).resolves.toBe("first");
  });

  it("say what this machine does not provide", async () => {
    const refused = { name: "NotImplemented" };
    await expect(s3("operator").send(new ListObjectsV2Command({ Bucket: filesBucket }))).rejects.toMatchObject(refused);
    await expect(put("operator", "documents/a", "a", { IfNoneMatch: '"etag"' })).rejects.toMatchObject(refused);
    await expect(
      s3("operator").send(new DeleteObjectCommand({ ...at("documents/a"), VersionId: "1" })),
    ).rejects.toMatchObject(refused);
    await expect(
      s3("operator").send(new GetObjectCommand({ Bucket: "another", Key: "documents/a" })),
    ).rejects.toMatchObject({ name: "NoSuchBucket" });
    expect((await fetch(`${files.url}/${filesBucket}/%zz`)).status).toBe(400);
  });
});

describe("forms", () => {
  const options: PresignedPostOptions = {
    ...at("quarantine/f1"),
    Conditions: [["content-length-range", 1, 10]],
    Fields: { "Content-Type": "image/png" },
    Expires: 60,
  };
  const sign = (more: Partial<PresignedPostOptions> = {}, as: As = "book") =>
    createPresignedPost(s3(as), { ...options, ...more });
  /** Sends the form as a browser does, some fields changed. */
  const send = async (
    { url, fields }: { readonly url: string; readonly fields: Readonly<Record<string, string>> },
    content: string,
    changed: Readonly<Record<string, string>> = {},
  ) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...changed })) form.append(name, value);
    form.append("file", new Blob([content], { type: "text/html" }), "../../photo.png");
    form.append("after", "what comes after the file is not looked at");
    const answer = await fetch(url, { method: "POST", body: form, headers: { origin } });
    const text = await answer.text();
    return { status: answer.status, code: /<Code>(.*)<\/Code>/u.exec(text)?.[1], headers: answer.headers, text };
  };

  it("take a file whose key, type and size the signer chose", async () => {
    expect(await send(await sign(), "0123456789")).toMatchObject({ status: 204 });
    const stored = await s3("operator").send(new GetObjectCommand(at("quarantine/f1")));
    expect(await stored.Body?.transformToString()).toBe("0123456789");
    expect(stored.ContentType).toBe("image/png");
    const created = await send(await sign({ Fields: { ...options.Fields, success_action_status: "201" } }), "x");
    expect(created).toMatchObject({ status: 201, text: expect.stringContaining("<Key>quarantine/f1</Key>") as string });
  });

  it.each([
    ["another key", { key: "quarantine/f2" }, 403, "AccessDenied"],
    ["a key in another folder", { key: "documents/f1" }, 403, "AccessDenied"],
    ["another type", { "Content-Type": "text/html" }, 403, "AccessDenied"],
    ["a field that nobody signed", { "x-amz-meta-owner": "me" }, 403, "AccessDenied"],
    ["another policy", { Policy: Buffer.from('{"conditions":[]}').toString("base64") }, 403, "SignatureDoesNotMatch"],
    ["another signature", { "X-Amz-Signature": "0".repeat(64) }, 403, "SignatureDoesNotMatch"],
    [
      "another signer",
      { "X-Amz-Credential": "operator/20270101/eu-west-3/s3/aws4_request" },
      403,
      "SignatureDoesNotMatch",
    ],
  ])("refuse %s", async (_what, changed, status, code) => {
    expect(await send(await sign({ Key: "quarantine/refused" }), "x", changed)).toMatchObject({ status, code });
    for (const key of ["quarantine/refused", "quarantine/f2", "documents/f1"])
      await expect(read("operator", key)).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("hold the size to the byte, which the page can read", async () => {
    const form = await sign({ Key: "quarantine/size" });
    const large = await send(form, "0123456789A");
    expect(large).toMatchObject({ status: 400, code: "EntityTooLarge" });
    expect(large.headers.get("access-control-allow-origin")).toBe(origin);
    expect(await send(form, "")).toMatchObject({ status: 400, code: "EntityTooSmall" });
    await expect(read("operator", "quarantine/size")).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("end with their time", async () => {
    const form = await sign();
    later(50);
    expect(await send(form, "x")).toMatchObject({ status: 204 });
    later(20);
    expect(await send(form, "x")).toMatchObject({
      status: 403,
      text: expect.stringContaining("Policy expired") as string,
    });
  });

  it("can do what their signer may do, and no more", async () => {
    expect(await send(await sign({ Key: "documents/f3" }), "x")).toMatchObject({
      status: 403,
      text: expect.stringContaining("book is not authorized to perform: s3:PutObject") as string,
    });
    expect(await send(await sign({ Key: "quarantine/f3" }, "mailer"), "x")).toMatchObject({ status: 403 });
  });

  it("need a policy and a file", async () => {
    const { url, fields } = await sign();
    expect(await send({ url, fields: { key: "quarantine/f4" } }, "x")).toMatchObject({ status: 403 });
    const empty = new FormData();
    for (const [name, value] of Object.entries(fields)) empty.append(name, value);
    expect((await fetch(url, { method: "POST", body: empty })).status).toBe(400);
    expect((await fetch(url, { method: "POST", body: "x" })).status).toBe(412);
    const broken = { "content-type": "multipart/form-data; boundary=x" };
    expect((await fetch(url, { method: "POST", body: "--y", headers: broken })).status).toBe(400);
  });

  it("come from the portal's own pages", async () => {
    const { url } = await sign();
    const ask = (from: string, method = "POST") =>
      fetch(url, { method: "OPTIONS", headers: { origin: from, "access-control-request-method": method } });
    const allowed = await ask(origin);
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(origin);
    for (const refused of [await ask("http://evil.test"), await ask(origin, "PUT")]) expect(refused.status).toBe(403);
    expect((await ask("http://evil.test")).headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("links", () => {
  const key = "documents/link";
  beforeAll(() => put("operator", key, "<script>alert(1)</script>"));
  const link = (as: As, of = key) =>
    getSignedUrl(
      s3(as),
      new GetObjectCommand({
        ...at(of),
        ResponseContentDisposition: 'attachment; filename="pièce.pdf"',
        ResponseContentType: "application/octet-stream",
      }),
      { expiresIn: 60 },
    );
  const codeOf = async (answer: Response) => /<Code>(.*)<\/Code>/u.exec(await answer.text())?.[1];

  it("give the file as the signer says, to whoever has them", async () => {
    const answer = await fetch(await link("book"));
    expect([answer.status, await answer.text()]).toEqual([200, "<script>alert(1)</script>"]);
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer.headers.get("content-disposition")).toContain("attachment");
  });

  it.each([
    ["another file", (url: URL) => (url.pathname = url.pathname.replace("link", "b"))],
    ["another type", (url: URL) => url.searchParams.set("response-content-type", "text/html")],
    ["shown in the page", (url: URL) => url.searchParams.delete("response-content-disposition")],
    ["for longer", (url: URL) => url.searchParams.set("X-Amz-Expires", "600")],
    ["of a version", (url: URL) => url.searchParams.set("versionId", "x")],
    [
      "signed by another",
      (url: URL) => url.searchParams.set("X-Amz-Credential", "operator/20270101/eu-west-3/s3/aws4_request"),
    ],
  ])("are refused once changed: %s", async (_what, change) => {
    const url = new URL(await link("book"));
    change(url);
    const answer = await fetch(url);
    expect([answer.status, await codeOf(answer)]).toEqual([403, "SignatureDoesNotMatch"]);
  });

  it("are for one method, and for no header that was not signed", async () => {
    const url = await link("book");
    for (const method of ["HEAD", "PUT", "DELETE"]) expect((await fetch(url, { method })).status).toBe(403);
    expect((await fetch(url, { headers: { "x-amz-meta-a": "b" } })).status).toBe(403);
    const write = await getSignedUrl(s3("book"), new PutObjectCommand(at("quarantine/link")), { expiresIn: 60 });
    expect(
      (await fetch(write, { method: "PUT", headers: { "x-amz-copy-source": `${filesBucket}/${key}` } })).status,
    ).toBe(403);
  });

  it("end with their time", async () => {
    const url = await link("book");
    later(50);
    expect((await fetch(url)).status).toBe(200);
    later(20);
    const answer = await fetch(url);
    expect([answer.status, (await answer.text()).includes("Request has expired")]).toEqual([403, true]);
  });

  it("can do what their signer may do, and no more", async () => {
    expect((await fetch(await link("mailer"))).status).toBe(403);
    expect((await fetch(await link("book", "quarantine/f1"))).status).toBe(403);
  });
});
