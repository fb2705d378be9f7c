/** The terms of use changed, or were never accepted: nothing else opens before they are. */
import { call } from "../../shared/api/index.ts";
import { CheckboxField } from "../../shared/forms/CheckboxField.tsx";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { TermsText } from "../../shared/legal/TermsText.tsx";
import { sessionOpened } from "../../shared/session/session.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { useTown } from "../../shared/town.ts";
import { terms as strings } from "../../strings/fr/access/terms.ts";

export function AcceptTerms() {
  const { terms } = useTown();
  const form = useForm({
    name: "conditions",
    initial: { version: "" },
    check: ({ version }) => (version === "" ? { version: strings.missing } : {}),
    submit: async (body) => {
      sessionOpened(await call("access.acceptTerms", { body }));
    },
  });
  return (
    <div class="narrow stack">
      <Title text={strings.title} />
      <p>{strings.intro}</p>
      <section class="card">
        <TermsText level={2} />
      </section>
      <section class="card">
        <form onSubmit={form.onSubmit} noValidate>
          <ErrorSummary form={form} order={["version"]} />
          <CheckboxField form={form} field="version" required ticked={terms.version}>
            {strings.accept}
          </CheckboxField>
          <SubmitButton busy={form.busy} label={strings.submit} busyLabel={strings.busy} />
        </form>
      </section>
    </div>
  );
}
