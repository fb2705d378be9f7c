/** Whether the night has closed the day's roll-call, what it wrote, and who opened it again why. */
import { useState } from "preact/hooks";
import type { DaySheetView } from "../../../functions/day-sheet/contract.ts";
import { call } from "../../shared/api/index.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { shortMoment } from "../../shared/format/dates.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { attendance as strings } from "../../strings/fr/attendance.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly sheet: DaySheetView;
  readonly onReopened: () => Promise<void>;
}

export function RollCallState({ sheet, onReopened }: Props) {
  const [asking, setAsking] = useState(false);
  const {
    rollCall: { state, left = 0, absent = 0, reopened },
  } = sheet;
  return (
    <>
      {state === "closed" && (
        <Notice tone="wait" title={strings.closed}>
          <p>{strings.closedText(left, absent)}</p>
          <p class="no-print">
            <button
              type="button"
              class="button ghost"
              aria-haspopup="dialog"
              onClick={() => {
                setAsking(true);
              }}
            >
              {strings.reopen}
            </button>
          </p>
        </Notice>
      )}
      {reopened && (
        <p class="small muted">{strings.reopened(reopened.byName, shortMoment(reopened.at), reopened.reason)}</p>
      )}
      {asking && (
        <ReopenDialog
          sheet={sheet}
          onClose={() => {
            setAsking(false);
          }}
          onDone={async () => {
            await onReopened();
            setAsking(false);
          }}
        />
      )}
    </>
  );
}

interface DialogProps {
  readonly sheet: DaySheetView;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

function ReopenDialog({ sheet: { site, date }, onDone, onClose }: DialogProps) {
  const form = useForm({
    name: "rouvrir-appel",
    initial: { reason: "" },
    kept: [],
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      await call("attendance.reopen", {
        params: { siteId: site.id, date },
        body: { reason: reason.trim() },
        repeatable: true,
      });
      await onDone();
    },
  });
  return (
    <FormDialog form={form} order={["reason"]} title={strings.reopen} action={strings.reopen} onClose={onClose}>
      <p>{strings.reopenText}</p>
      <ReasonField form={form} field="reason" hint={strings.reopenHint} />
    </FormDialog>
  );
}
