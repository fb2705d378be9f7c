/** The children of a day that has come, called one by one or many at a time. */
import { useState } from "preact/hooks";
import type { ActSent } from "../../../functions/attendance/contract/routes.ts";
import type { DaySheetView } from "../../../functions/day-sheet/contract.ts";
import { attendance } from "../../strings/fr/attendance.ts";
import { AbsentDialog } from "../attendance/AbsentDialog.tsx";
import { AddChildDialog, type UnitChoice } from "../attendance/AddChildDialog.tsx";
import { BilledDialog } from "../attendance/BilledDialog.tsx";
import { RollCallBar } from "../attendance/RollCallBar.tsx";
import { RollCallTools } from "../attendance/RollCallTools.tsx";
import { TimesDialog } from "../attendance/TimesDialog.tsx";
import { useCalled, type CalledChild } from "../attendance/useCalled.ts";
import type { SheetChild } from "../attendance/runs.ts";
import type { RollCall } from "../attendance/useRollCall.ts";
import { Children } from "./Children.tsx";

interface Props {
  readonly sheet: DaySheetView;
  readonly rollCall: RollCall;
  readonly children: readonly SheetChild[];
  readonly onReload: () => Promise<void>;
}

type Opened = { readonly what: "absent" } | { readonly what: "add" } | { readonly what: "times"; readonly key: string };

export function CalledChildren({ sheet, rollCall, children, onReload }: Props) {
  const called = useCalled(sheet, children);
  const [opened, setOpened] = useState<Opened | null>(null);
  const over = sheet.rollCall.state === "closed";
  const close = (): void => {
    setOpened(null);
  };
  const units = sheet.units.map(({ activityId, activityName, unitId, name }): UnitChoice => ({
    activityId,
    id: unitId,
    label: `${activityName}, ${name}`,
  }));

  /** Notes it of all of them in one tap; on a day that is past each at the hours of its own units. */
  const note = async (
    act: (one: CalledChild) => ActSent,
    what: "here" | "gone" | "absent",
    of: readonly CalledChild[],
  ) => {
    const byAct = new Map<string, CalledChild[]>();
    for (const one of of) {
      const name = JSON.stringify(act(one));
      byAct.set(name, [...(byAct.get(name) ?? []), one]);
    }
    const sendings = [...byAct.values()].flatMap((targets) => (targets[0] ? [{ act: act(targets[0]), targets }] : []));
    const times = new Set(sendings.map(({ act: sent }) => ("time" in sent && what !== "absent" ? sent.time : null)));
    const [time = null] = times;
    if (!(await rollCall.note(sendings, attendance.done(what, of.length, times.size === 1 ? time : null)))) return;
    called.choose(
      of.map(({ key }) => key),
      false,
    );
  };
  const here = (of: readonly CalledChild[]): void => {
    void note((one) => ({ what: "here", time: called.timeOf("here", one.units) }), "here", of);
  };
  const gone = (of: readonly CalledChild[]): void => {
    void note((one) => ({ what: "gone", time: called.timeOf("gone", one.units) }), "gone", of);
  };
  const looked = opened?.what === "times" ? called.list.find(({ key }) => key === opened.key) : undefined;
  return (
    <>
      <RollCallTools
        units={units}
        group={called.group}
        onGroup={called.setGroup}
        shown={called.shown}
        onShown={called.setShown}
        counts={called.counts}
        onAdd={
          over || units.length === 0
            ? undefined
            : () => {
                setOpened({ what: "add" });
              }
        }
      />
      <div class="roll-call">
        {called.list.length > 0 ? (
          <Children
            list={called.list}
            calling={{
              over,
              sending: rollCall.sending,
              isChosen: called.isChosen,
              choose: called.choose,
              onHere: (one) => {
                here([one]);
              },
              onGone: (one) => {
                gone([one]);
              },
              onTimes: ({ key }) => {
                setOpened({ what: "times", key });
              },
            }}
          />
        ) : (
          children.length > 0 && <p class="muted">{attendance.none}</p>
        )}
        {!over && (
          <RollCallBar
            rollCall={rollCall}
            chosen={called.chosen.length}
            onHere={() => {
              here(called.chosen);
            }}
            onGone={() => {
              gone(called.chosen);
            }}
            onAbsent={() => {
              setOpened({ what: "absent" });
            }}
          />
        )}
      </div>
      {opened?.what === "absent" && (
        <AbsentDialog
          children={called.chosen.length}
          onClose={close}
          onNote={(kind) => {
            close();
            void note(
              (one) => ({ what: "absent", kind, time: called.timeOf("gone", one.units) }),
              "absent",
              called.chosen,
            );
          }}
        />
      )}
      {opened?.what === "add" && (
        <AddChildDialog
          units={units}
          group={called.group}
          time={called.timeOf("here", [])}
          rollCall={rollCall}
          onClose={close}
          onAdded={() => {
            close();
            void onReload();
          }}
        />
      )}
      {looked && (
        <TimesDialog
          siteId={sheet.site.id}
          date={sheet.date}
          child={looked.child}
          units={looked.units}
          rollCall={rollCall}
          still={over}
          onClose={close}
        />
      )}
      {rollCall.asked && (
        <BilledDialog
          key={rollCall.asked.tap}
          about={{
            siteId: sheet.site.id,
            date: sheet.date,
            tap: rollCall.asked.tap,
            sendings: rollCall.asked.sendings,
          }}
          last={rollCall.reason}
          onSaid={rollCall.asked.answer}
          onClose={() => rollCall.asked?.answer(null)}
        />
      )}
    </>
  );
}
