/** Who is expected, for what, and whom to call: figures, then one line a child (a card on a phone). */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { DaySheetView, Headcount } from "../../../functions/day-sheet/contract.ts";
import { serverNow } from "../../shared/clock.ts";
import { longMoment } from "../../shared/format/dates.ts";
import { nameCase, nbsp, phoneLink, phoneNumber, searchable } from "../../shared/format/text.ts";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { daySheet as strings } from "../../strings/fr/day-sheet.ts";
import { fromDaySheet, staffChildRecordPath } from "../shell/paths.ts";

type Child = DaySheetView["children"][number];

const byName = (a: Child, b: Child): number =>
  a.lastName.localeCompare(b.lastName, "fr") || a.firstName.localeCompare(b.firstName, "fr");

export function DaySheet({ sheet }: { readonly sheet: DaySheetView }) {
  const [sought, setSought] = useState("");
  const words = searchable(sought).split(/\s+/u).filter(Boolean);
  const shown = sheet.children
    .filter((child) =>
      words.every((word) => searchable(`${child.firstName} ${child.lastName} ${child.familyCode}`).includes(word)),
    )
    .sort(byName);
  return (
    <>
      {sheet.closed !== undefined && (
        <Notice tone="wait" title={strings.closed}>
          <p>{sheet.closed}</p>
        </Notice>
      )}
      {words.length > 0 && (
        <p class="print-only">{strings.filtered(sought.trim(), shown.length, sheet.children.length)}</p>
      )}
      <Figures sheet={sheet} />
      {sheet.children.length === 0 ? (
        <div class="card empty">
          <Icon name="family" size={28} />
          <p>{strings.empty}</p>
        </div>
      ) : (
        <>
          <div class="sheet-search no-print">
            <label class="visually-hidden" for="recherche">
              {strings.find}
            </label>
            <Icon name="search" />
            <input
              type="search"
              id="recherche"
              placeholder={strings.find}
              value={sought}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => {
                setSought(event.currentTarget.value);
              }}
            />
            <p class="small muted" role="status">
              {words.length > 0 && strings.found(shown.length)}
            </p>
          </div>
          {shown.length === 0 ? <p class="muted">{strings.noMatch}</p> : <Children list={shown} />}
        </>
      )}
      <p class="print-only small">{strings.printed(longMoment(serverNow()))}</p>
    </>
  );
}

/** What the figures count is said by each: who comes first, then who is to be approved, offered a place, absent. */
function Figures({ sheet: { expected, units, meals } }: { readonly sheet: DaySheetView }) {
  return (
    <ul class="plain figures">
      <Figure count={expected}>{strings.expected(expected.booked)}</Figure>
      {units.map(({ activityName, unitId, name, count, places }) => (
        <Figure count={count} places={places} key={activityName + unitId}>
          {name}
          <small class="muted">{activityName}</small>
        </Figure>
      ))}
      <Figure count={meals}>
        <Icon name="meal" size={17} /> {strings.meals}
      </Figure>
    </ul>
  );
}

function Figure({
  count,
  places = null,
  children,
}: {
  readonly count: Headcount;
  readonly places?: number | null;
  readonly children: ComponentChildren;
}) {
  const taken = count.booked + count.pending + count.offered + count.absent;
  const beside = strings.beside(count);
  return (
    <li class="figure">
      <b>{count.booked}</b>
      <span>{children}</span>
      {beside !== "" && <span>{beside}</span>}
      {places !== null && (
        <>
          <span class="muted">{strings.left(Math.max(0, places - taken), places)}</span>
          <meter min={0} max={Math.max(1, places)} value={taken} aria-hidden="true" />
        </>
      )}
    </li>
  );
}

/** A unit as it stands for the child: who is absent, to be approved or only offered a place is said in words. */
function UnitChip({ unit: { name, status, absence } }: { readonly unit: Child["units"][number] }) {
  const state = absence ? strings.absence(absence) : status === "booked" ? null : strings.state[status];
  return (
    <span class={`chip${state === null ? "" : " wait"}`}>
      {name}
      {state !== null && <small> · {state}</small>}
    </span>
  );
}

function Children({ list }: { readonly list: readonly Child[] }) {
  return (
    <table class="sheet">
      <thead>
        <tr>
          <th scope="col">{strings.child}</th>
          <th scope="col">{strings.unit}</th>
          <th scope="col">{strings.contacts}</th>
          <th scope="col">{strings.family}</th>
          <th scope="col" class="print-only">
            {strings.present}
          </th>
        </tr>
      </thead>
      <tbody>
        {list.map((child) => (
          <tr key={child.childId + child.familyCode}>
            <th scope="row">
              <b>
                {nameCase(child.lastName)} {child.firstName}
              </b>
              <small class="muted">{[child.grade, strings.age(child.age)].filter(Boolean).join(", ")}</small>
            </th>
            <td data-label={strings.unit}>
              <span class="row units">
                {child.units.map((unit) => (
                  <UnitChip key={unit.id} unit={unit} />
                ))}
              </span>
            </td>
            <td data-label={strings.contacts}>
              <ul class="plain calls">
                {child.contacts.map(({ name, phone }) => (
                  <li key={name + (phone ?? "")}>
                    {name}
                    {phone === undefined ? (
                      <span class="muted"> ({strings.noPhone})</span>
                    ) : (
                      <>
                        {" "}
                        <a href={phoneLink(phone)}>
                          <Icon name="phone" size={16} />
                          {phoneNumber(phone)}
                        </a>
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </td>
            <td data-label={strings.family}>
              {child.familyCode}
              {/* Who may collect, allergies: there, where each look at a child's health is recorded. */}
              <br class="no-print" />
              <a class="no-print" href={`${staffChildRecordPath(child.familyCode, child.childId)}?${fromDaySheet}`}>
                {strings.file}
                <span class="visually-hidden">
                  {nbsp}: {child.firstName}
                </span>
              </a>
            </td>
            <td class="print-only" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
