/** One line a child, a card on a phone: what for, whom to call, and, from the day itself on, where the child is. */
import { useState } from "preact/hooks";
import type { DaySheetView } from "../../../functions/day-sheet/contract.ts";
import { nameCase, nbsp, phoneLink, phoneNumber } from "../../shared/format/text.ts";
import { Icon } from "../../shared/ui/Icon.tsx";
import { attendance } from "../../strings/fr/attendance.ts";
import { daySheet as strings } from "../../strings/fr/day-sheet.ts";
import { PresenceCell } from "../attendance/PresenceCell.tsx";
import { markOf } from "../attendance/runs.ts";
import type { CalledChild } from "../attendance/useCalled.ts";
import { ChildDialog } from "../child-record/ChildDialog.tsx";

type Child = DaySheetView["children"][number];

/** What a line can be asked of the roll-call; absent before the day. */
export interface Calling {
  /** The roll-call is over: it is only looked at. */
  readonly over: boolean;
  readonly sending: boolean;
  readonly isChosen: (key: string) => boolean;
  readonly choose: (keys: readonly string[], chosen: boolean) => void;
  readonly onHere: (one: CalledChild) => void;
  readonly onGone: (one: CalledChild) => void;
  readonly onTimes: (one: CalledChild) => void;
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

export const fullName = ({ firstName, lastName }: Pick<Child, "firstName" | "lastName">): string =>
  `${nameCase(lastName)} ${firstName}`;

interface Props {
  readonly list: readonly CalledChild[];
  readonly calling: Calling | null;
}

export function Children({ list, calling }: Props) {
  const open = calling !== null && !calling.over;
  const keys = list.map(({ key }) => key);
  const all = keys.length > 0 && open && keys.every((key) => calling.isChosen(key));
  return (
    <>
      {open && (
        <label class="tick no-print">
          <input
            type="checkbox"
            checked={all}
            onChange={() => {
              calling.choose(keys, !all);
            }}
          />
          <span>{attendance.selectAll(keys.length)}</span>
        </label>
      )}
      <table class={calling ? "sheet called" : "sheet"}>
        <thead>
          <tr>
            <th scope="col">{strings.child}</th>
            {calling && <th scope="col">{attendance.column}</th>}
            <th scope="col">{strings.unit}</th>
            <th scope="col">{strings.contacts}</th>
            <th scope="col">{strings.family}</th>
            {!calling && (
              <th scope="col" class="print-only">
                {strings.present}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <Line key={one.key} one={one} calling={calling} open={open} />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface LineProps {
  readonly one: CalledChild;
  readonly calling: Calling | null;
  readonly open: boolean;
}

function Line({ one, calling, open }: LineProps) {
  const { key, child, units } = one;
  const [opened, setOpened] = useState(false);
  const name = fullName(child);
  return (
    <tr class={calling && markOf(units).byNight ? "by-night" : undefined}>
      <th scope="row">
        <span class={open ? "tick" : undefined}>
          {open && calling && (
            <input
              type="checkbox"
              checked={calling.isChosen(key)}
              aria-label={attendance.select(name)}
              onChange={(event) => {
                calling.choose([key], event.currentTarget.checked);
              }}
            />
          )}
          <span>
            <b>{name}</b>
            <small class="muted">{[child.grade, strings.age(child.age)].filter(Boolean).join(", ")}</small>
            {child.guarded && <span class="chip no">{strings.guarded}</span>}
          </span>
        </span>
      </th>
      {calling && (
        <td data-label={attendance.column}>
          <PresenceCell
            name={name}
            units={units}
            still={calling.over || calling.sending}
            onHere={() => {
              calling.onHere(one);
            }}
            onGone={() => {
              calling.onGone(one);
            }}
            onTimes={() => {
              calling.onTimes(one);
            }}
          />
        </td>
      )}
      <td data-label={strings.unit}>
        <span class="row units">
          {child.units.map((unit) => (
            <UnitChip key={`${unit.activityId}/${unit.id}`} unit={unit} />
          ))}
        </span>
      </td>
      <td data-label={strings.contacts}>
        <ul class="plain calls">
          {child.contacts.map(({ name: adult, phone }) => (
            <li key={adult + (phone ?? "")}>
              {adult}
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
        {/* Read on tap: a sheet of two hundred children stays light. Of health, only the way there, where each look is recorded. */}
        <br class="no-print" />
        <button
          type="button"
          class="text-button no-print"
          onClick={() => {
            setOpened(true);
          }}
        >
          {strings.handingOver}
          <span class="visually-hidden">
            {nbsp}: {child.firstName}
          </span>
        </button>
        {opened && (
          <ChildDialog
            familyCode={child.familyCode}
            childId={child.childId}
            firstName={child.firstName}
            onClose={() => {
              setOpened(false);
            }}
          />
        )}
      </td>
      {!calling && <td class="print-only" />}
    </tr>
  );
}
