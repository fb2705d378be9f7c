/**
 * A town of any number of families in one run, and what must hold of it; a test runs it small, the bench with 10,000.
 */
import { id } from "../../../functions/kernel/ids.ts";
import { remindEvent, runReminder } from "../../../functions/reminder/follow/run-reminder.ts";
import type { Table } from "../../../functions/table/table.ts";
import type { Access, World } from "../booking/support.ts";
import { inParallel } from "../../../functions/kernel/parallel.ts";
import { code, familyOf, inputOf, mailsTo, onlyRun, putFamilies, reminderOf, runsOver, timeFrom } from "./support.ts";

/** Every third family has a child whom the window concerns, every ninth of them two adults who are told. */
const concerned = (n: number): boolean => n % 3 === 0;
const adults = (n: number): number => (n % 27 === 0 ? 2 : 1);
export const mostAdults = 2;

/** Writes the families into the table. */
export async function putTown({ table }: World, count: number): Promise<void> {
  const old = { birthDate: id("PlainDate", "2010-01-01") };
  const guardian = (n: number, rank: number) => ({
    id: id("GuardianId", String(rank)),
    firstName: "Alex",
    lastName: "Durand",
    email: `adulte${n}-${rank}@exemple.fr`,
    payer: rank === 1,
  });
  const families = Array.from({ length: count }, (_, n) =>
    familyOf(n, { guardians: Array.from({ length: adults(n) }, (_unused, rank) => guardian(n, rank + 1)) }, [
      concerned(n) ? {} : old,
    ]),
  );
  const parts = Array.from({ length: Math.ceil(count / 100) }, (_, part) =>
    families.slice(part * 100, part * 100 + 100),
  );
  await inParallel(parts, 8, (part) => putFamilies(table, part));
}

/** How many records a process holds at most: those that it has read since it last noted how far it is. */
function countInFlight({ table }: Access): () => number {
  let [held, most] = [0, 0];
  table.client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const { output } = result;
      if (context.commandName === "QueryCommand" && "Items" in output && Array.isArray(output.Items))
        held += output.Items.length;
      most = Math.max(most, held);
      if (
        context.commandName?.startsWith("Update") &&
        "Key" in args.input &&
        JSON.stringify(args.input.Key).includes('"RUN#')
      )
        held = 0;
      return result;
    },
    { step: "initialize", name: "inFlight" },
  );
  return () => most;
}

/** What the run of a town came to. */
export interface TownRun {
  readonly state: string;
  readonly families: number;
  readonly mails: number;
  /** Mails that the town was to get, and their readers in all. */
  readonly expected: { readonly mails: number; readonly readers: number };
  /** Families with another number of mails than they should have. */
  readonly wrong: number;
  /** Calls of the function that it took, and seconds by its own clock. */
  readonly calls: number;
  readonly seconds: number;
  /** What it took here, without the waits. */
  readonly milliseconds: number;
  /** Readers of all mails written within one second of that clock, at most. */
  readonly mostInASecond: number;
  /** Records in memory at most. */
  readonly mostHeld: number;
}

/** The mails of the town, against what it was to get. */
async function readMails(
  table: Table,
  count: number,
): Promise<{ readonly wrong: number; readonly mostInASecond: number }> {
  const bySecond = new Map<string, number>();
  let wrong = 0;
  await inParallel(
    Array.from({ length: count }, (_, n) => n),
    8,
    async (n) => {
      const mails = await mailsTo(table, code(n));
      if (mails.length !== (concerned(n) ? 1 : 0)) wrong += 1;
      for (const { at } of mails) bySecond.set(at, (bySecond.get(at) ?? 0) + adults(n));
    },
  );
  return { wrong, mostInASecond: Math.max(0, ...bySecond.values()) };
}

/** Runs a reminder over the town, in as many calls as it asks for, on a clock that only its own waits move. */
export async function runTown(world: World, count: number, perSecond: number): Promise<TownRun> {
  const reminder = reminderOf("opensIn7Days");
  const process = world.another();
  const held = countInFlight(process);
  const time = timeFrom(reminder.due);
  const runs = runsOver(process.table, time, perSecond);
  let calls = 0;
  const began = performance.now();
  for (let input: unknown = inputOf(reminder); input !== undefined;) {
    await runReminder(runs, remindEvent().parse(input));
    calls += 1;
    const next = runs.put.shift();
    if (next && next.at > time.clock()) time.moveTo(next.at);
    input = next?.input;
  }
  const milliseconds = performance.now() - began;
  const seconds = (Date.parse(time.clock()) - Date.parse(reminder.due)) / 1000;
  const { state, families, mails } = await onlyRun(world.table);
  const told = Array.from({ length: count }, (_, n) => n).filter(concerned);
  return {
    state,
    families,
    mails,
    calls,
    seconds,
    milliseconds,
    mostHeld: held(),
    ...(await readMails(world.table, count)),
    expected: { mails: told.length, readers: told.reduce((sum, n) => sum + adults(n), 0) },
  };
}
