/** Raises or lowers the places of a day, or gives the catalogue's number back. */
import { useEffect, useState } from "preact/hooks";
import type { PlainDate, SiteId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem } from "../../shared/api/problem.ts";
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
  /** As the page has it now. */
  readonly pool: PoolView;
  readonly onChanged: () => Promise<void>;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function PlacesDialog({ siteId, date, pool, onChanged, onDone, onClose }: Props) {
  // What is on screen here, which the page behind may have read anew: a number is replaced only once it was seen.
  const [seen, setSeen] = useState(pool);
  const [overtaken, setOvertaken] = useState(0);
  useEffect(() => {
    setSeen(pool);
  }, [overtaken]);
  const form = useForm({
    name: "places-du-jour",
    initial: { places: String(pool.places), reason: "" },
    check: ({ places, reason }) => ({
      ...(/^\d{1,4}$/u.test(places.trim()) ? {} : { places: strings.numberMissing }),
      ...missingReason(reason),
    }),
    submit: async ({ places, reason }) => {
      const number = Number(places.trim());
      try {
        // Set to the catalogue's own number, the day follows the catalogue again.
        await call("planning.setPlaces", {
          params: { siteId, date },
          body: {
            pool: pool.id,
            places: number === seen.usual ? null : number,
            seen: seen.set ?? null,
            reason: reason.trim(),
          },
          repeatable: true,
        });
      } catch (thrown) {
        // The colleague's number comes on screen before it may be replaced; what was typed stays.
        if (asProblem(thrown).is("changed")) {
          await onChanged();
          setOvertaken((times) => times + 1);
        }
        throw thrown;
      }
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
      <p>{strings.now(seen.places)}</p>
      <p class="small">{strings.lower(seen.used)}</p>
      <Field
        form={form}
        field="places"
        label={strings.newNumber}
        input={{ inputMode: "numeric", autocomplete: "off", maxLength: 4 }}
      />
      {seen.usual !== undefined && (
        <button
          type="button"
          class="text-button"
          onClick={() => {
            form.set("places", String(seen.usual));
          }}
        >
          {strings.giveBack(seen.usual)}
        </button>
      )}
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
