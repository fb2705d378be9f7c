/** Finds a family by its code; the address then says which. */
import { useEffect } from "preact/hooks";
import { readId, tidyLogin } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { navigate } from "../../shared/router.ts";
import { familyFinder as strings } from "../../strings/fr/family.ts";

interface Props {
  /** The code on screen, or empty. */
  readonly shown: string;
  /** What is found there, and what its button says. */
  readonly path: string;
  readonly action: string;
}

export function Finder({ shown, path, action }: Props) {
  const form = useForm({
    name: "chercher-famille",
    initial: { familyCode: shown },
    check: ({ familyCode }) => (readId("FamilyCode", tidyLogin(familyCode)) ? {} : { familyCode: strings.missingCode }),
    // Its zeros may be missing, or too many: the portal knows which family is meant.
    submit: async ({ familyCode }) => {
      const { familyCode: meant } = await call("family.meant", { params: { typed: tidyLogin(familyCode) } });
      navigate(`${path}/${meant}`);
    },
  });
  // Back and forward change what is on screen: the field follows.
  useEffect(() => {
    if (shown !== "") form.set("familyCode", shown);
  }, [shown]);
  return (
    <div class="card">
      <form onSubmit={form.onSubmit} noValidate>
        <ErrorSummary form={form} order={["familyCode"]} />
        <div class="finder">
          <Field
            form={form}
            field="familyCode"
            label={strings.code}
            hint={strings.codeHint}
            input={{ autocomplete: "off", autocapitalize: "characters", spellcheck: false, maxLength: 24 }}
          />
          <button type="submit" class="button">
            {action}
          </button>
        </div>
      </form>
    </div>
  );
}
