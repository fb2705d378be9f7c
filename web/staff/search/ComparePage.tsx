/**
 * Two families side by side, before staff keeps one of them: who is in each, what each has to come, and the days on which
 * a child of one name has a place in both.
 */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { OfficeFamilyView } from "../../../functions/family/contract.ts";
import { readId, tidyLogin, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { serverNow } from "../../shared/clock.ts";
import { addDays } from "../../shared/format/calendar.ts";
import { dateOnly, dayOf, fullDay } from "../../shared/format/dates.ts";
import { capitalised, nameCase, phoneLink, phoneNumber, searchable } from "../../shared/format/text.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { reading } from "../../shared/useQuery.ts";
import { compare as strings, doubles, search } from "../../strings/fr/search.ts";
import { familyPages } from "../../strings/fr/family.ts";
import { TwoFrame } from "../merge/TwoFrame.tsx";
import { familyPath, mergeHouseholdsPath } from "../shell/paths.ts";

/** The longest period that the API shows at once. */
const daysAhead = 365;

interface Side {
  readonly family: OfficeFamilyView;
  readonly bookings: readonly BookingView[];
}

async function sideOf(familyCode: FamilyCode, signal: AbortSignal): Promise<Side> {
  const from = dayOf(serverNow());
  const [family, planned] = await Promise.all([
    call("family.ofCode", { params: { familyCode }, signal }),
    call("planning.ofFamily", { params: { familyCode }, query: { from, to: addDays(from, daysAhead) }, signal }),
  ]);
  return { family, bookings: planned.bookings };
}
const both = reading(({ one, other }: { readonly one: FamilyCode; readonly other: FamilyCode }, signal) =>
  Promise.all([sideOf(one, signal), sideOf(other, signal)]),
);

export function ComparePage({ one, other }: { readonly one: string; readonly other: string }) {
  const [first, second] = [readId("FamilyCode", tidyLogin(one)), readId("FamilyCode", tidyLogin(other))];
  return (
    <TwoFrame title={strings.title} wide about={first && second ? { one: first, other: second } : null} read={both}>
      {([mine, theirs]) => <Both first={mine} second={theirs} />}
    </TwoFrame>
  );
}

/** As two writings of one child's name compare. */
const nameOf = ({ firstName, lastName }: { readonly firstName: string; readonly lastName: string }): string =>
  `${firstName} ${nameCase(lastName)}`;
const folded = (name: string): string => searchable(name).replace(/[^a-z]/gu, "");

/** Days on which a child of one name has a place, or waits for one, in both. */
function inBoth(one: Side, other: Side): readonly { readonly name: string; readonly date: BookingView["date"] }[] {
  const daysOf = ({ family, bookings }: Side) =>
    bookings.map(({ childId, date }) => {
      const child = family.children.find(({ id }) => id === childId);
      return { name: child ? nameOf(child) : childId, date };
    });
  const known = new Set(daysOf(other).map(({ name, date }) => `${date} ${folded(name)}`));
  const found = new Map(
    daysOf(one)
      .filter(({ name, date }) => known.has(`${date} ${folded(name)}`))
      .map((day) => [`${day.date} ${day.name}`, day]),
  );
  return [...found.values()];
}

function Both({ first, second }: { readonly first: Side; readonly second: Side }) {
  const days = inBoth(first, second);
  return (
    <>
      {days.length > 0 && (
        <Notice tone="no" title={strings.both}>
          <p>{strings.bothText(days.length)}</p>
          <ul>
            {days.map(({ name, date }) => (
              <li key={`${date} ${name}`}>{strings.bothDay(name, fullDay(date))}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="twins">
        <Family side={first} beside={second} />
        <Family side={second} beside={first} />
      </div>
      <section class="card stack tight reading" aria-labelledby="marche-a-suivre">
        <h2 id="marche-a-suivre">{strings.what}</h2>
        <p>{strings.whatText}</p>
        <p>
          <a class="button" href={mergeHouseholdsPath(second.family.code, first.family.code)}>
            {strings.merge}
          </a>
        </p>
      </section>
    </>
  );
}

function Family({ side: { family, bookings }, beside }: { readonly side: Side; readonly beside: Side }) {
  const { code, guardians, address, children, closedAt } = family;
  const last = bookings.at(-1);
  const also = (mine: string, theirs: readonly string[]) =>
    theirs.some((one) => folded(one) === folded(mine)) && (
      <>
        {" "}
        <span class="chip wait">{strings.same}</span>
      </>
    );
  const there = beside.family;
  return (
    <section class="card stack tight" aria-labelledby={`famille-${code}`}>
      <h2 id={`famille-${code}`}>
        <a href={familyPath(code)}>{capitalised(search.family(code))}</a>
      </h2>
      {closedAt !== undefined && <p>{strings.closed}</p>}
      <h3>{strings.adults}</h3>
      <ul class="plain">
        {guardians.map((guardian) => (
          <li key={guardian.id}>
            {nameOf(guardian)}
            {also(nameOf(guardian), there.guardians.map(nameOf))}
            <br />
            <small class="muted">
              {guardian.phone !== undefined && <a href={phoneLink(guardian.phone)}>{phoneNumber(guardian.phone)}</a>}
              {guardian.phone !== undefined && guardian.email !== undefined && " · "}
              {guardian.email}
            </small>
          </li>
        ))}
      </ul>
      <h3>{strings.address}</h3>
      <p>{[...address.lines, `${address.postcode} ${address.town}`].join(", ")}</p>
      <h3>{strings.children}</h3>
      {children.length === 0 && <p class="muted">{familyPages.noChildren}</p>}
      <ul class="plain">
        {children.map((child) => (
          <li key={child.id}>
            {nameOf(child)}
            {also(nameOf(child), there.children.map(nameOf))}
            <br />
            <small class="muted">
              {doubles.born(dateOnly(child.birthDate))}, {doubles.childCode(child.id)}
            </small>
          </li>
        ))}
      </ul>
      <h3>{strings.bookings}</h3>
      <p>{last ? `${strings.count(bookings.length)}, ${strings.until(fullDay(last.date))}.` : strings.none}</p>
    </section>
  );
}
