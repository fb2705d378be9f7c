/** The demo town behind the real gateway, and a look at its whole table. */
import { rm } from "node:fs/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { randomUUID } from "node:crypto";
import { hashSid } from "../../../functions/http/session-guard.ts";
import { instantOf } from "../../../functions/kernel/clock.ts";
import type { Login } from "../../../functions/kernel/ids.ts";
import type { Grant } from "../../../functions/kernel/permissions.ts";
import * as keys from "../../../functions/table/keys.ts";
import type { DemoSignIn } from "../../../infra/local/demo.ts";
import { loadDemoTown } from "../../../infra/local/demo.ts";
import { startPortal, type LocalPortal } from "../../../infra/local/portal.ts";
import { sidCookie, type SignedIn } from "./client.ts";
import { copyDemoTown } from "../../support/demo-town.ts";
import { temporaryFolder } from "../../support/portal.ts";

export interface DemoPortal {
  readonly portal: LocalPortal;
  readonly url: string;
  readonly data: string;
  readonly guardians: readonly DemoSignIn[];
  readonly staff: DemoSignIn;
  /** Every record but those that count attempts, as text by its key. */
  readonly records: () => Promise<Records>;
  /** A second session like this one, but for what its record is granted (`null`: it says nothing of it). */
  readonly sessionGranted: (session: SignedIn, grants: readonly Grant[] | null) => Promise<SignedIn>;
  /** A second session like this one, of another adult of the household. */
  readonly sessionAs: (session: SignedIn, guardianId: string) => Promise<SignedIn>;
  /** What is recorded of a staff member's accesses, latest last. */
  readonly accessesOf: (login: Login) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly end: () => Promise<void>;
}

export type Records = ReadonlyMap<string, string>;

/** One text for one content: DynamoDB returns attributes, and members of a set, in any order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Set) return [...(part as ReadonlySet<unknown>)].map(String).sort();
    return typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  });

/** What differs, by the records' keys. */
export const changesBetween = (before: Records, after: Records): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => `${key}: ${before.get(key) ?? "absent"} -> ${after.get(key) ?? "absent"}`);

/** `town`: another configuration than the demo town's own. */
export async function startDemoPortal({ town }: { readonly town?: string } = {}): Promise<DemoPortal> {
  const data = await temporaryFolder();
  // Of another town, or of another moment, the demo town is filled anew.
  if (town === undefined && process.env["PORTAIL_NOW"] === undefined) await copyDemoTown(data);
  const portal = await startPortal({ port: 0, data, loadDemo: loadDemoTown, ...(town === undefined ? {} : { town }) });
  const { tableName, region, endpoints } = portal.operator;
  const plain = new DynamoDBClient({
    region,
    endpoint: endpoints.dynamodb,
    credentials: { accessKeyId: "operator", secretAccessKey: "local" },
  });
  const client = DynamoDBDocumentClient.from(plain);
  const signIns = portal.demo?.signIns ?? [];
  const staff = signIns.find(({ role }) => role === "staff");
  if (!staff) throw new Error("The demo town has no staff member");
  /** A second session, whose record is made of the first one's. */
  const like = async (
    session: SignedIn,
    change: (record: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
  ): Promise<SignedIn> => {
    const sid = randomUUID();
    const { login } = session.view;
    const of = (cookie: string) => keys.session(login, hashSid(cookie));
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: of(session.cookies[sidCookie] ?? ""), ConsistentRead: true }),
    );
    if (!Item) throw new Error(`${login} has no session`);
    await client.send(new PutCommand({ TableName: tableName, Item: { ...change(Item), ...of(sid) } }));
    return { view: session.view, cookies: { ...session.cookies, [sidCookie]: sid } };
  };
  return {
    portal,
    url: portal.portal,
    data,
    staff,
    guardians: signIns.filter(({ role }) => role === "guardian"),
    records: async () => {
      await portal.settled();
      const found = new Map<string, string>();
      let start: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new ScanCommand({
            TableName: tableName,
            ConsistentRead: true,
            ...(start ? { ExclusiveStartKey: start } : {}),
          }),
        );
        for (const item of page.Items ?? [])
          if (item["entity"] !== "attempts") found.set(`${String(item["pk"])} ${String(item["sk"])}`, canonical(item));
        start = page.LastEvaluatedKey;
      } while (start);
      return found;
    },
    sessionGranted: (session, grants) =>
      like(session, ({ grants: _granted, ...rest }) => ({ ...rest, ...(grants ? { grants } : {}) })),
    sessionAs: (session, guardianId) => like(session, (record) => ({ ...record, guardianId })),
    accessesOf: async (login) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": keys.access(login, instantOf(0), "").pk },
        }),
      );
      return Items;
    },
    end: async () => {
      plain.destroy();
      await portal.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
