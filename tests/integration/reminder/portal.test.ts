/**
 * Reminders through the whole portal of this machine: the demo town's windows make schedules by the table's stream, one
 * fires, the mail is in the mailbox with what RFC 8058 asks, a mail program posts to it, and no reminder comes any
 * more.
 */
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reminderPreference, remindersView, type RemindersView } from "../../../functions/reminder/contract.ts";
import { familyView } from "../../../functions/family/contract.ts";
import { typeset } from "../../../functions/kernel/dates.fr.ts";
import { ageOn } from "../../../functions/family/rules/family.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { audiences, remindersOf, type Cause, type Reminder } from "../../../functions/reminder/rules/reminders.ts";
import { reminderSchedule } from "../../../functions/reminder/follow/schedule-reminders.ts";
import { scheduleName } from "../../../functions/schedule/schedules.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import * as keys from "../../../functions/table/keys.ts";
import { openTable, type Table } from "../../../functions/table/table.ts";
import { readTown } from "../../../infra/town/read.ts";
import { writeTown } from "../../infra/support/town.ts";
import { readMails, type Mail } from "../../support/mailbox.ts";
import { problemIn, send, signIn, type SignedIn } from "../http/client.ts";
import { startDemoPortal, type DemoPortal } from "../http/portal.ts";

const RealDate = Date;
let demo: DemoPortal;
let table: Table;
let plain: DynamoDBClient;
let guardian: SignedIn;
let staff: SignedIn;
let reminders: readonly Reminder[];

beforeAll(async () => {
  // Ten in the morning: reminders leave by day.
  process.env["PORTAIL_NOW"] = "2026-11-23T09:00:00Z";
  const town = readTown();
  demo = await startDemoPortal({ town: writeTown({ ...town, mail: { ...town.mail, perSecond: 500 } }) });
  const { region, endpoints, tableName } = demo.portal.operator;
  plain = new DynamoDBClient({
    region,
    endpoint: endpoints.dynamodb,
    credentials: { accessKeyId: "operator", secretAccessKey: "local" },
  });
  table = openTable(tableName, plain);
  const own = demo.guardians.find(({ who }) => who.includes("aucune réservation"))!;
  [guardian, staff] = (await Promise.all(
    [own, demo.staff].map(({ login, password, totpSecret }) => signIn(demo.url, login, password, totpSecret)),
  )) as [SignedIn, SignedIn];
  await demo.portal.settled();
  const { activities, calendars } = await readCatalogue(table);
  reminders = remindersOf(activities, calendars);
});
afterAll(async () => {
  plain.destroy();
  await demo.end();
  delete process.env["PORTAIL_NOW"];
  globalThis.Date = RealDate;
});

/** Runs that tell a moved opening anew: they begin at once, whatever else is planned. */
const isOfMoved = (name: string): boolean =>
  reminders.some((one) =>
    audiences.some((audience) => name === scheduleName(reminderSchedule({ ...one, audience, cause: "openingMoved" }))),
  );
/** What stands in the scheduler, as `name moment`. */
const scheduled = (): readonly string[] =>
  demo.portal
    .scheduled()
    .filter(({ functionName, name }) => functionName === "remind" && !isOfMoved(name))
    .map(({ name, due }) => `${name} ${new Date(due).toISOString().slice(0, 19)}Z`)
    .sort();
const planned = (some: readonly Reminder[]): readonly string[] =>
  some
    .filter(({ due }) => Date.parse(due) > Date.now())
    .map((one) => `${scheduleName(reminderSchedule(one))} ${one.due}`)
    .sort();

const call = async (session: SignedIn, method: string, path: string, body?: unknown) =>
  send(demo.url, { method, path, cookies: session.cookies, ...(body === undefined ? {} : { body }) });
const preference = async () =>
  reminderPreference.parse(JSON.parse((await call(guardian, "GET", "/api/reminders/preference")).text));
const ownChildren = async () =>
  familyView.parse(JSON.parse((await call(guardian, "GET", "/api/family")).text)).children;
const listed = async (): Promise<RemindersView> =>
  remindersView.parse(JSON.parse((await call(staff, "GET", "/api/staff/reminders")).text));

/** The holidays' reminder for residents, or for all. */
const holidays = (cause: Cause): Reminder =>
  reminders.find(
    (one) => one.activityId.startsWith("vacances-tilleuls") && one.cause === cause && one.audience !== "others",
  )!;
async function fire(cause: Cause): Promise<readonly Mail[]> {
  expect(await demo.portal.fire(scheduleName(reminderSchedule(holidays(cause))))).toMatchObject({ ok: true });
  await demo.portal.settled();
  const { email } = await preference();
  return (await readMails(demo.portal.mailbox, email!)).filter(({ subject }) => subject.includes("Vacances"));
}
const header = ({ headers = [] }: Mail, name: string): string => headers.find((one) => one.name === name)?.value ?? "";

describe("Schedules", () => {
  it("are those of the catalogue at the first start, each at its moment", async () => {
    expect(planned(reminders).length).toBeGreaterThan(5);
    expect(scheduled()).toEqual(planned(reminders));
    const { planned: shown, mailsPerSecond } = await listed();
    expect(shown.map(({ due }) => due)).toEqual(shown.map(({ due }) => due).toSorted());
    expect(shown).toHaveLength(planned(reminders).length);
    expect(mailsPerSecond).toBe(500);
  });

  it("move when a window moves, and go when it goes, by the table's stream alone", async () => {
    const documents = DynamoDBDocumentClient.from(plain);
    const { activityId } = holidays("opensNow");
    const edition = (await readCatalogue(table)).activities.find((one) => one.id === activityId)!;
    const Key = keys.activity(activityId, edition.effectiveFrom);
    const { Item } = await documents.send(new GetCommand({ TableName: table.name, Key }));
    const change = async (
      windows: typeof edition.windows,
      eligibility = edition.eligibility,
    ): Promise<readonly Reminder[]> => {
      await documents.send(new PutCommand({ TableName: table.name, Item: { ...Item, windows, eligibility } }));
      await demo.portal.settled();
      const { activities, calendars } = await readCatalogue(table);
      return remindersOf(activities, calendars);
    };
    const [window] = edition.windows;
    const later = await change([
      { ...window!, steps: [{ for: "everyone", opensAt: id("Instant", "2026-12-10T07:30:00Z") }] },
    ]);
    expect(scheduled()).toEqual(planned(later));
    expect(demo.portal.scheduled().some(({ name }) => isOfMoved(name))).toBe(true);
    expect(scheduled()).not.toEqual(planned(reminders));
    const none = await change([]);
    expect(scheduled()).toEqual(planned(none));
    expect(scheduled().join(" ")).not.toContain(`remind-${activityId}-`);
    await documents.send(new DeleteCommand({ TableName: table.name, Key }));
    await demo.portal.settled();
    expect(scheduled().join(" ")).not.toContain(`remind-${activityId}-`);
    // From here on for children of one age only: some tens of mails say as much as hundreds.
    const age = ageOn((await ownChildren())[0]!.birthDate, window!.from);
    await change(edition.windows, { minAge: age, maxAge: age });
    expect(scheduled()).toEqual(planned(reminders));
  });
});

describe("A reminder", () => {
  it("goes once to each adult, and says what, when, for whom and how to stop it; staff sees the run", async () => {
    expect(await preference()).toMatchObject({ reminders: true, email: expect.stringContaining("@") as string });
    const [mail, ...more] = await fire("opensTomorrow");
    expect(more).toEqual([]);
    expect(mail!.subject).toContain(typeset("les réservations ouvrent demain, samedi 28 novembre"));
    const children = await ownChildren();
    for (const text of [mail!.body.text!, mail!.body.html!]) {
      expect(text).toContain(`${demo.url}/inscrire/${holidays("opensNow").activityId}`);
      expect(children.filter(({ firstName }) => text.includes(firstName)).length).toBeGreaterThan(0);
      expect(text).toContain(`${demo.url}/rappels#`);
    }
    expect(header(mail!, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
    const { runs } = await listed();
    expect(runs).toMatchObject([
      { cause: "opensTomorrow", state: "done", activityId: holidays("opensNow").activityId },
    ]);
    const all = (await (await fetch(`${demo.portal.mailbox}/store`)).json()) as {
      readonly emails: readonly {
        readonly subject: string;
        readonly destination: { readonly to: readonly string[] };
      }[];
    };
    const sent = all.emails
      .filter(({ subject }) => subject.includes("Vacances"))
      .map(({ destination }) => destination.to.join());
    expect(sent.length).toBeGreaterThanOrEqual(runs[0]!.mails);
    expect(runs[0]!.mails).toBeGreaterThan(5);
    expect(runs[0]!.families).toBeGreaterThan(100);
    expect(new Set(sent).size).toBe(sent.length);
    // It has fired and is gone.
    expect(await demo.portal.fire(scheduleName(reminderSchedule(holidays("opensTomorrow"))))).toBeNull();
  });

  it("is stopped in one click by a mail program that has no session and no page, and by nothing that only opens links", async () => {
    const { email } = await preference();
    const [mail] = (await readMails(demo.portal.mailbox, email!)).filter(({ subject }) => subject.includes("Vacances"));
    const link = /^<(https?:[^>]+)>$/u.exec(header(mail!, "List-Unsubscribe"))?.[1] ?? "";
    const { pathname: path } = new URL(link);
    const opened = await send(demo.url, { method: "GET", path, headers: {} });
    expect([opened.status, opened.headers.get("location")]).toEqual([303, `/rappels#${path.split("/").at(-1)!}`]);
    expect((await preference()).reminders).toBe(true);

    const forged = `${path.slice(0, -2)}${path.endsWith("AA") ? "BB" : "AA"}`;
    const post = (to: string, body: BodyInit, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${demo.url}${to}`, { method: "POST", body, headers });
    const form = new FormData();
    form.set("List-Unsubscribe", "One-Click");
    const refused = await send(demo.url, {
      method: "POST",
      path: forged,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    expect(problemIn(refused).code).toBe("notFound");
    expect((await post(path, "x=1", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(400);
    expect((await preference()).reminders).toBe(true);

    for (const body of [form, new URLSearchParams({ "List-Unsubscribe": "One-Click" })]) {
      const answer = await post(path, body);
      expect(answer.status, await answer.clone().text()).toBe(200);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect((await preference()).reminders).toBe(false);
    }
    // The site's own page sends JSON.
    expect((await send(demo.url, { method: "POST", path, body: { "List-Unsubscribe": "One-Click" } })).status).toBe(
      200,
    );
    expect(await fire("opensNow")).toHaveLength(1);
    expect((await listed()).runs[0]).toMatchObject({ cause: "opensNow", state: "done" });
  });

  it("comes again to who asks for it again", async () => {
    expect((await call(guardian, "PUT", "/api/reminders/preference", { reminders: true })).status).toBe(204);
    const mails = await fire("closesIn3Days");
    expect(mails).toHaveLength(2);
    expect(mails.at(-1)!.subject).toContain(typeset("réservez avant le lundi 14 décembre"));
  });
});
