/**
 * « Je ne suis pas un robot »: a box to tick, then a second of computing instead of pictures to recognise. Nothing
 * leaves for a third party, so no consent is needed (the CNIL asks for one with reCAPTCHA).
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { robot as strings } from "../../strings/fr/sign-in/robot.ts";
import { serverNow } from "../clock.ts";
import { describedBy, FieldError } from "../forms/Field.tsx";
import type { Form } from "../forms/useForm.ts";
import { Icon } from "../ui/Icon.tsx";
import { proveHuman } from "./challenge.ts";

type State = "idle" | "working" | "done" | "failed" | "expired";

interface Props<F extends string> {
  readonly form: Form<F>;
  readonly field: F;
}

export function Robot<F extends string>({ form, field }: Props<F>) {
  const [state, setState] = useState<State>("idle");
  const running = useRef<AbortController | null>(null);
  const expiry = useRef<ReturnType<typeof setTimeout>>(undefined);
  const set = useRef(form.set);
  set.current = form.set;

  const start = async (): Promise<void> => {
    running.current?.abort();
    clearTimeout(expiry.current);
    const controller = new AbortController();
    running.current = controller;
    setState("working");
    try {
      const proof = await proveHuman(controller);
      if (controller.signal.aborted) return;
      if (!proof) {
        setState("failed");
        return;
      }
      setState("done");
      set.current(field, proof.payload);
      if (proof.until !== null)
        expiry.current = setTimeout(
          () => {
            setState("expired");
            set.current(field, "");
          },
          Math.max(0, proof.until - serverNow()),
        );
    } catch {
      // Whatever the reason (no network, workers refused), the person can only try again; the box says so.
      if (!controller.signal.aborted) setState("failed");
    }
  };

  useEffect(
    () => () => {
      running.current?.abort();
      clearTimeout(expiry.current);
    },
    [],
  );
  // A proof serves once: after a refused sending, whoever ticked the box gets a fresh one without being asked again.
  useEffect(() => {
    if (form.refusals > 0 && state === "done") {
      set.current(field, "");
      void start();
    }
  }, [form.refusals]);

  const id = form.idOf(field);
  const error = state === "done" || state === "working" ? undefined : form.errors[field];
  return (
    <div class={error === undefined ? "field" : "field wrong"}>
      <FieldError id={id} text={error} />
      <div class={`robot ${state}`}>
        <label class="tick" for={id}>
          <input
            type="checkbox"
            id={id}
            name={field}
            checked={state === "done" || state === "working"}
            required
            aria-invalid={error === undefined ? undefined : true}
            aria-describedby={describedBy(id, false, error !== undefined, `${id}-state`)}
            onChange={(event) => {
              // A proof under way or obtained is not taken back: the box stays ticked.
              if (state === "idle" || state === "failed" || state === "expired") void start();
              else event.currentTarget.checked = true;
            }}
          />
          <span>{strings.label}</span>
        </label>
        <p class="robot-state small" id={`${id}-state`} role="status">
          {state === "working" && <span class="working" aria-hidden="true" />}
          {state === "done" && <Icon name="shield" />}
          {strings[state]}
        </p>
      </div>
    </div>
  );
}
