/** A form in a dialog: its errors at the top, its fields, the two buttons. */
import type { ComponentChildren } from "preact";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import type { Form } from "../../shared/forms/useForm.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { common } from "../../strings/fr/common.ts";
import { working } from "../../strings/fr/ui.ts";

interface Props<F extends string> {
  readonly form: Form<F>;
  readonly order: readonly NoInfer<F>[];
  readonly title: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}

export function FormDialog<F extends string>({
  form,
  order,
  title,
  action,
  danger = false,
  children,
  onClose,
}: Props<F>) {
  return (
    <Dialog title={title} busy={form.busy} onClose={onClose}>
      <form onSubmit={form.onSubmit} noValidate>
        <ErrorSummary form={form} order={order} />
        {children}
        <div class="row dialog-acts">
          <button type="button" class="button ghost" disabled={form.busy} onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" class={danger ? "button danger" : "button"} aria-disabled={form.busy || undefined}>
            {form.busy ? working : action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
