/** Finds a family by its code, and opens its page. */
import { readId, tidyLogin } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { navigate } from "../../shared/router.ts";
import { familyFinder as strings, familyPages } from "../../strings/fr/family.ts";
import { familyPath } from "../shell/paths.ts";

export function Finder() {
  const form = useForm({
    name: "chercher-famille",
    initial: { familyCode: "" },
    check: ({ familyCode }) => (readId("FamilyCode", tidyLogin(familyCode)) ? {} : { familyCode: strings.missingCode }),
    // Its zeros may be missing, or too many: the portal knows which family is meant.
    submit: async ({ familyCode }) => {
      const { familyCode: meant } = await call("family.meant", { params: { typed: tidyLogin(familyCode) } });
      navigate(familyPath(meant));
    },
  });
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
            {familyPages.open}
          </button>
        </div>
      </form>
    </div>
  );
}
