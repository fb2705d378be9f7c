/** A child's times, put right; and every step of what was noted: who, when, from what to what. */
import { useState } from "preact/hooks";
import type { MarkView } from "../../../functions/attendance/contract/views.ts";
import type { PlainDate, SiteId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { shortMoment } from "../../shared/format/dates.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { attendance as strings } from "../../strings/fr/attendance.ts";
import { markOf, type SheetChild, type SheetUnit } from "./runs.ts";
import type { RollCall, Sending } from "./useRollCall.ts";

interface About {
  readonly siteId: SiteId;
  readonly date: PlainDate;
  readonly familyCode: SheetChild["familyCode"];
  readonly childId: SheetChild["childId"];
}
const stepsOf = reading((params: About, signal) => call("attendance.steps", { params, signal }));

interface Props {
  readonly siteId: SiteId;
  readonly date: PlainDate;
  readonly child: SheetChild;
  readonly units: readonly SheetUnit[];
  readonly rollCall: RollCall;
  /** The day's roll-call is over: it is only looked at. */
  readonly still: boolean;
  readonly onClose: () => void;
}

const said = (mark: MarkView | null): string => (mark ? strings.mark(mark) : strings.nothing);

export function TimesDialog({ siteId, date, child, units, rollCall, still, onClose }: Props) {
  const { familyCode, childId, firstName } = child;
  const { data, problem, reload } = useQuery(stepsOf, { siteId, date, familyCode, childId });
  const mark = markOf(units);
  const [arrived, setArrived] = useState(mark.arrived ?? "");
  const [left, setLeft] = useState(mark.left ?? "");
  const upsideDown = arrived !== "" && left !== "" && left < arrived;
  const note = async (act: Sending["act"], words: string): Promise<void> => {
    if (rollCall.sending) return;
    if (await rollCall.note([{ act, targets: [{ child, units }] }], words)) onClose();
  };
  return (
    <Dialog
      title={strings.timesTitle(firstName)}
      busy={rollCall.sending}
      onClose={onClose}
      {...(still
        ? {}
        : {
            footer: (
              <>
                <button
                  type="button"
                  class="button ghost"
                  onClick={() => void note({ what: "clear" }, strings.done("clear", 1, null))}
                >
                  {strings.clear}
                </button>
                <button
                  type="button"
                  class="button"
                  aria-disabled={upsideDown || undefined}
                  onClick={() => {
                    if (!upsideDown)
                      void note(
                        {
                          what: "times",
                          ...(arrived === "" ? {} : { arrived }),
                          ...(left === "" ? {} : { left }),
                        },
                        strings.corrected(firstName),
                      );
                  }}
                >
                  {strings.save}
                </button>
              </>
            ),
          })}
    >
      <div class="stack">
        <p>
          {units.map(({ name }) => name).join(", ")} : <b>{strings.mark(mark)}</b>
        </p>
        {!still && (
          <div class="pair">
            <Time id="heure-arrivee" label={strings.arrived} value={arrived} onValue={setArrived} />
            <Time id="heure-depart" label={strings.left} value={left} onValue={setLeft} />
          </div>
        )}
        {upsideDown && (
          <p class="field-error" role="alert">
            {strings.upsideDown}
          </p>
        )}
        {rollCall.problem && <Failure problem={rollCall.problem} />}
        {rollCall.refusals.map(({ name, sentence }) => (
          <p class="field-error" role="alert" key={name}>
            {sentence}
          </p>
        ))}
        <section class="stack tight" aria-labelledby="etapes">
          <h3 id="etapes">{strings.steps}</h3>
          {problem ? (
            <Failure
              problem={problem}
              onRetry={() => {
                void reload();
              }}
            />
          ) : !data ? (
            <CardsSkeleton lines={2} cards={1} />
          ) : data.steps.length === 0 ? (
            <p class="muted">{strings.noSteps}</p>
          ) : (
            <ol class="plain lines">
              {data.steps.map(({ at, byName, what, reason, changes }, rank) => (
                <li class="line" key={`${at} ${rank}`}>
                  <div>
                    <p>
                      <b>{strings.step[what]}</b> <span class="small muted">{strings.by(byName, shortMoment(at))}</span>
                    </p>
                    {reason !== undefined && <p class="small">{strings.stepReason(reason)}</p>}
                    {changes.map(({ unitName, from, to }) => (
                      <p class="small" key={unitName}>
                        {strings.change(unitName, said(from), said(to))}
                      </p>
                    ))}
                  </div>
                </li>
              ))}
            </ol>
          )}
        </section>
      </div>
    </Dialog>
  );
}

interface TimeProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Time({ id, label, value, onValue }: TimeProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <p class="hint" id={`${id}-aide`}>
        {strings.timeHint}
      </p>
      <input
        type="time"
        id={id}
        value={value}
        aria-describedby={`${id}-aide`}
        onInput={(event) => {
          onValue(event.currentTarget.value.slice(0, 5));
        }}
      />
    </div>
  );
}
