/** The ten recovery codes, this once: to copy, download or print before going on. */
import { useEffect } from "preact/hooks";
import { CheckboxField } from "../../shared/forms/CheckboxField.tsx";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { navigate } from "../../shared/router.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { DownloadLink } from "../../shared/ui/DownloadLink.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { common } from "../../strings/fr/common.ts";
import { recovery as strings } from "../../strings/fr/access/second-factor.ts";
import { recoveryCodes } from "./recoveryCodes.ts";

/** Leaving now would lose them: the browser asks first. */
const holdBack = (event: BeforeUnloadEvent): void => {
  event.preventDefault();
};

interface Props {
  readonly login: string;
  readonly codes: readonly string[];
}

export function RecoveryCodesPage({ login, codes }: Props) {
  useEffect(() => {
    window.scrollTo(0, 0);
    window.addEventListener("beforeunload", holdBack);
    return () => {
      window.removeEventListener("beforeunload", holdBack);
    };
  }, []);
  const form = useForm({
    name: "codes-gardes",
    initial: { kept: "" },
    check: ({ kept }) => (kept === "" ? { kept: strings.missing } : {}),
    submit: () => {
      recoveryCodes.set(null);
      navigate("/agents", "replace");
      return Promise.resolve();
    },
  });
  return (
    <div class="narrow stack">
      <Title text={strings.title} />
      <Notice tone="ok" live>
        <p>{strings.done}</p>
      </Notice>
      <section class="card stack">
        <p>{strings.intro}</p>
        <ul class="recovery" aria-label={strings.list}>
          {codes.map((code) => (
            <li key={code}>
              <code class="secret">{code}</code>
            </li>
          ))}
        </ul>
        <div class="row no-print">
          <DownloadLink text={strings.fileText(login, codes)} file={strings.file} label={strings.download} />
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              window.print();
            }}
          >
            <Icon name="print" /> {common.print}
          </button>
          <CopyButton text={codes.join("\n")} label={strings.copy} />
        </div>
        <form class="no-print" onSubmit={form.onSubmit} noValidate>
          <ErrorSummary form={form} order={["kept"]} />
          <CheckboxField form={form} field="kept" required>
            {strings.kept}
          </CheckboxField>
          <p>
            <button type="submit" class="button">
              {strings.next}
            </button>
          </p>
        </form>
      </section>
    </div>
  );
}
