/** A child who is there and was not expected: found by a name, noted present without a booking. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { OfficeFamilyView } from "../../../functions/family/contract.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { nameCase } from "../../shared/format/text.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { attendance as strings } from "../../strings/fr/attendance.ts";
import { common } from "../../strings/fr/common.ts";
import { FoundLine } from "../search/FoundLine.tsx";
import { useSearch } from "../search/useSearch.ts";
import { groupOf, type Group } from "./runs.ts";
import type { RollCall, Target } from "./useRollCall.ts";

/** A unit that somebody may be there for. */
export interface UnitChoice extends Pick<Target["units"][number], "activityId" | "id"> {
  readonly label: string;
}

interface Props {
  readonly units: readonly UnitChoice[];
  /** Called at this moment. */
  readonly group: Group;
  readonly time: string;
  readonly rollCall: RollCall;
  readonly onAdded: () => void;
  readonly onClose: () => void;
}

export function AddChildDialog({ units, group, time, rollCall, onAdded, onClose }: Props) {
  const [text, setText] = useState("");
  const [family, setFamily] = useState<OfficeFamilyView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [childId, setChildId] = useState("");
  const [unit, setUnit] = useState(units.find((one) => groupOf(one) === group) ?? units[0]);
  const [missing, setMissing] = useState(false);
  const { found, problem: notFound, answered } = useSearch(family ? "" : text);
  const choose = async (familyCode: FamilyCode): Promise<void> => {
    setProblem(null);
    try {
      const chosen = await call("family.ofCode", { params: { familyCode } });
      setFamily(chosen);
      setChildId(chosen.children.length === 1 ? (chosen.children[0]?.id ?? "") : "");
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const add = async (): Promise<void> => {
    const child = family?.children.find(({ id }) => id === childId);
    if (!family || !child || !unit) {
      setMissing(true);
      return;
    }
    const familyCode = family.code;
    const target = { child: { ...child, familyCode, childId: child.id }, units: [unit] };
    if (await rollCall.note([{ act: { what: "here", time }, targets: [target] }], strings.added(child.firstName)))
      onAdded();
  };
  return (
    <Dialog
      title={strings.addTitle}
      busy={rollCall.sending}
      onClose={onClose}
      footer={
        <>
          <button type="button" class="button ghost" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="button" class="button" aria-disabled={!family || undefined} onClick={() => void add()}>
            {strings.addHere}
          </button>
        </>
      }
    >
      <div class="stack">
        <p>{strings.addText}</p>
        {problem && <Failure problem={problem} />}
        {rollCall.problem && <Failure problem={rollCall.problem} />}
        {family ? (
          <Chosen family={family} childId={childId} missing={missing} onChild={setChildId}>
            <button
              type="button"
              class="text-button"
              onClick={() => {
                setFamily(null);
              }}
            >
              <Icon name="left" size={18} /> {strings.otherFamily}
            </button>
          </Chosen>
        ) : (
          <div class="field">
            <label for="ajouter-recherche">{strings.find}</label>
            <input
              id="ajouter-recherche"
              type="search"
              autocomplete="off"
              spellcheck={false}
              value={text}
              onInput={(event) => {
                setText(event.currentTarget.value);
              }}
            />
          </div>
        )}
        {!family && notFound && <Failure problem={notFound} />}
        {!family && answered && (
          <section aria-labelledby="ajouter-familles">
            <h3 id="ajouter-familles" class="visually-hidden">
              {strings.families}
            </h3>
            <p class="visually-hidden" role="status">
              {found && found.lines.length > 0 ? strings.families : strings.nobody}
            </p>
            {found?.lines.length === 0 && <p class="muted">{strings.nobody}</p>}
            <ul class="plain found-families">
              {found?.lines.map((line) => (
                <li key={`${line.familyCode} ${line.name.map((piece) => piece.text).join("")}`}>
                  <button type="button" class="found-family" onClick={() => void choose(line.familyCode)}>
                    <FoundLine line={line} />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {family && units.length > 1 && (
          <div class="field">
            <label for="ajouter-prestation">{strings.unit}</label>
            <select
              id="ajouter-prestation"
              value={unit ? groupOf(unit) : ""}
              onChange={(event) => {
                const chosen = event.currentTarget.value;
                setUnit(units.find((one) => groupOf(one) === chosen));
              }}
            >
              {units.map((one) => (
                <option key={groupOf(one)} value={groupOf(one)}>
                  {one.label}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
    </Dialog>
  );
}

interface ChosenProps {
  readonly family: OfficeFamilyView;
  readonly childId: string;
  readonly missing: boolean;
  readonly onChild: (childId: string) => void;
  readonly children: ComponentChildren;
}

function Chosen({ family: { children: own }, childId, missing, onChild, children }: ChosenProps) {
  return (
    <fieldset class="stack tight">
      <legend class="field-label">{strings.children}</legend>
      {missing && childId === "" && (
        <p class="field-error" role="alert">
          {strings.chooseChild}
        </p>
      )}
      {own.length === 0 && <p class="muted">{strings.noChildren}</p>}
      <div>
        {own.map(({ id, firstName, lastName, grade }) => (
          <label class="tick" key={id}>
            <input
              type="radio"
              name="ajouter-enfant"
              checked={childId === id}
              onChange={() => {
                onChild(id);
              }}
            />
            <span>
              {firstName} {nameCase(lastName)}
              {grade !== undefined && <span class="muted">, {grade}</span>}
            </span>
          </label>
        ))}
      </div>
      <p>{children}</p>
    </fieldset>
  );
}
