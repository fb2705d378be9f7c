/** Raises or lowers the places of a day, or gives the catalogue's number back. */
import type { PlainDate, SiteId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { planning } from "../../strings/fr/planning.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import type { PoolView } from "./fullness.ts";

const strings = planning.day;

interface Props {
  readonly siteId: SiteId;
  readonly date: PlainDate;
  readonly pool: PoolView;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function PlacesDialog({ siteId, date, pool, onDone, onClose }: Props) {
  const form = useForm({
    name: "places-du-jour",
    initial: { places: String(pool.places), reason: "" },
    check: ({ places, reason }) => ({
      ...(/^\d{1,4}$/u.test(places.trim()) ? {} : { places: strings.numberMissing }),
      ...missingReason(reason),
    }),
    submit: async ({ places, reason }) => {
      const number = Number(places.trim());
      // Set to the catalogue's own number, the day follows the catalogue again.
      await call("planning.setPlaces", {
        params: { siteId, date },
        body: { pool: pool.id, places: number === pool.usual ? null : number, reason: reason.trim() },
        repeatable: true,
      });
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["places", "reason"]}
      title={strings.changeTitle(pool.name)}
      action={strings.save}
      onClose={onClose}
    >
      <p class="small">{strings.lower(pool.used)}</p>
      <Field
        form={form}
        field="places"
        label={strings.newNumber}
        input={{ inputMode: "numeric", autocomplete: "off", maxLength: 4 }}
      />
      {pool.usual !== undefined && (
        <button
          type="button"
          class="text-button"
          onClick={() => {
            form.set("places", String(pool.usual));
          }}
        >
          {strings.giveBack(pool.usual)}
        </button>
      )}
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
