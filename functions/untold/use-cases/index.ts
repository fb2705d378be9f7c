/** Non prévenus: a page of the list, and a call that was made. */
import type { untoldAct, untoldLook, UntoldView } from "../contract.ts";
import { nameInLetters } from "../../family/rules/family.ts";
import { mayKnow } from "../../family/rules/seen.ts";
import { readPeople, type People } from "../../family/store/people.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import { noteCalled, readUntold, type Untold } from "../../mail/untold.ts";
import type { Table } from "../../table/table.ts";
import { aboutWords, whyWords } from "../about.ts";

export interface UntoldDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** Entries of a page: their households are one request of the table. */
const pageSize = 50;

const calledView = ({ called }: Untold): Pick<UntoldView, "called"> =>
  called ? { called: { at: called.at, by: called.byName } } : {};

/** Whom to call: no adult who is shut out of the file of a child that it is about. */
function view(entry: Untold, people: People): UntoldView {
  const { familyCode, about, mailId, day, kind, untold, sentTo } = entry;
  const household = people.household(familyCode);
  const children = about.map((childId) => people.child({ familyCode, childId })).filter((child) => child !== null);
  const adults = (household?.guardians ?? []).filter((adult) => children.every((child) => mayKnow(child, adult.id)));
  const [first] = household?.guardians ?? [];
  return {
    familyCode,
    familyName: first ? nameInLetters(first) : familyCode,
    mailId,
    day,
    about: aboutWords(kind),
    why: whyWords(untold),
    adults: adults.map((adult) => ({
      name: nameInLetters(adult),
      ...(adult.phone === undefined ? {} : { phone: adult.phone }),
      told: sentTo.has(adult.id),
    })),
    ...calledView(entry),
  };
}

export const untoldLookUseCases = ({ table, clock }: UntoldDependencies): UseCases<typeof untoldLook> => ({
  "untold.list": async ({ query: { state, after = null } }) => {
    const { entries, next } = await readUntold(table, {
      called: state === "called",
      after,
      limit: pageSize,
      now: clock(),
    });
    const people = await readPeople(
      table,
      entries.flatMap(({ familyCode, about }) => about.map((childId) => ({ familyCode, childId }))),
      { consistent: false },
      entries.map(({ familyCode }) => familyCode),
    );
    return {
      body: {
        entries: entries.map((entry) => view(entry, people)),
        ...(next === null ? {} : { next }),
      },
    };
  },
});

export const untoldActUseCases = ({ table, clock }: UntoldDependencies): UseCases<typeof untoldAct> => ({
  "untold.setCalled": async ({ body: { called, ...name }, session }) => {
    const caller = called ? { by: session.login, byName: session.displayName } : null;
    const stands = await noteCalled(table, name, caller, clock());
    if (!stands)
      throw new Problem(
        "changed",
        "Ce message est parti entre-temps, ou il n’est plus gardé : il n’y a plus d’appel à noter. Rechargez la liste.",
      );
    return { body: calledView(stands) };
  },
});
