/** What is wrong with a form, at its top: takes the focus after a refusal, and links to each field. */
import { useEffect, useRef } from "preact/hooks";
import { api } from "../../strings/fr/api.ts";
import { forms as strings } from "../../strings/fr/forms.ts";
import { Icon } from "../ui/Icon.tsx";
import { TryAgain } from "./TryAgain.tsx";
import type { Form } from "./useForm.ts";

interface Props<F extends string> {
  readonly form: Form<F>;
  readonly order: readonly F[];
  /** What helps at once whoever has tried too often. */
  readonly instead?: string;
  /** Whose field it is, where several people are asked for the same. */
  readonly whose?: (field: F) => string | undefined;
}

export function ErrorSummary<F extends string>({ form, order, instead, whose }: Props<F>) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (form.refusals > 0) box.current?.focus();
  }, [form.refusals]);

  const wrong = order.flatMap((field) => {
    const message = form.errors[field];
    if (message === undefined) return [];
    const of = whose?.(field);
    return [{ field, message: of === undefined ? message : strings.ofWhom(of, message) }];
  });
  const { problem } = form;
  if (wrong.length === 0 && !problem) return null;
  return (
    <div class="notice no" ref={box} tabIndex={-1} role="alert">
      <Icon name="alert" />
      <div>
        <p class="notice-title">{problem ? problem.title : strings.toCorrect(wrong.length)}</p>
        {problem &&
          (problem.is("tooManyAttempts") && problem.retryAfter !== undefined ? (
            <>
              <TryAgain problem={problem} seconds={problem.retryAfter} />
              {instead !== undefined && <p>{instead}</p>}
            </>
          ) : (
            <p>{problem.detail}</p>
          ))}
        {problem?.instance !== undefined && problem.status >= 500 && (
          <p class="small muted">{api.reference(problem.instance)}</p>
        )}
        {wrong.length > 0 && (
          <ul class="to-fields">
            {wrong.map(({ field, message }) => (
              <li key={field}>
                <a
                  href={`#${form.idOf(field)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(form.idOf(field))?.focus();
                  }}
                >
                  {message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
