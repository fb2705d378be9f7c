/**
 * State of a form: values, errors by field, and where the focus goes when something is wrong.
 *
 * The browser checks only what needs no rule (a field left empty, two entries that differ); everything else is the
 * server's word, shown at the field that it names.
 */
import { useCallback, useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "../api/problem.ts";
import { dropDraft, keepDraft, readDraft } from "../drafts.ts";

export type Errors<F extends string> = { readonly [field in F]?: string | undefined };

interface Options<F extends string> {
  /** Names the draft and the ids of the fields. */
  readonly name: string;
  readonly initial: Readonly<Record<F, string>>;
  /** Fields that a draft keeps. Passwords and codes are never among them. */
  readonly kept?: readonly NoInfer<F>[];
  /** The draft outlives the sending: the next step may lead back here. Whoever ends the journey drops it. */
  readonly keptAfterSending?: true;
  readonly check: (values: Readonly<Record<NoInfer<F>, string>>) => Errors<NoInfer<F>>;
  readonly submit: (values: Readonly<Record<NoInfer<F>, string>>) => Promise<void>;
  /** Names of the server's fields that go by another name here. */
  readonly serverFields?: Readonly<Record<string, NoInfer<F>>>;
}

export interface Form<F extends string> {
  readonly name: string;
  readonly values: Readonly<Record<F, string>>;
  readonly errors: Errors<F>;
  /** What concerns no field in particular. */
  readonly problem: Problem | null;
  readonly busy: boolean;
  /** Grows at each refusal; the summary takes the focus when it does. */
  readonly refusals: number;
  readonly set: (field: F, value: string) => void;
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly idOf: (field: F) => string;
}

export function useForm<F extends string>(options: Options<F>): Form<F> {
  const [values, setValues] = useState(() => withDraft(options));
  const [errors, setErrors] = useState<Errors<F>>(none);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const running = useRef(false);

  const set = (field: F, value: string): void => {
    const next = { ...values, [field]: value };
    setValues(next);
    // An error stays until the next check, except at the field under the hand, where it would contradict what is typed.
    if (errors[field] !== undefined) setErrors(without(errors, field));
    const kept = options.kept ?? [];
    if (kept.includes(field)) keepDraft(options.name, Object.fromEntries(kept.map((name) => [name, next[name]])));
  };

  const refuse = (found: Errors<F>, reason: Problem | null): void => {
    setErrors(found);
    setProblem(reason);
    setRefusals((times) => times + 1);
  };

  const send = async (): Promise<void> => {
    const found = options.check(values);
    if (Object.keys(found).length > 0) {
      refuse(found, null);
      return;
    }
    running.current = true;
    setBusy(true);
    setProblem(null);
    setErrors(none<F>());
    try {
      await options.submit(values);
      if (options.kept && !options.keptAfterSending) dropDraft(options.name);
    } catch (thrown) {
      const reason = asProblem(thrown);
      const named = fieldErrors(reason, options);
      refuse(named, Object.keys(named).length === reason.errors.length && reason.errors.length > 0 ? null : reason);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  const idOf = useCallback((field: F) => `${options.name}-${field}`, [options.name]);
  return {
    name: options.name,
    values,
    errors,
    problem,
    busy,
    refusals,
    set,
    idOf,
    onSubmit: (event) => {
      event.preventDefault();
      if (!running.current) void send();
    },
  };
}

const none = <F extends string>(): Errors<F> => Object.freeze<Errors<F>>({});

function withDraft<F extends string>({ name, initial, kept = [] }: Options<F>): Readonly<Record<F, string>> {
  const draft = readDraft(name);
  const found = kept.flatMap((field) => (draft[field] === undefined ? [] : [[field, draft[field]] as const]));
  return { ...initial, ...Object.fromEntries(found) };
}

const without = <F extends string>(errors: Errors<F>, field: F): Errors<F> => ({ ...errors, [field]: undefined });

/** The server's errors whose field stands in this form; the first word on a field is kept. */
export function fieldErrors<F extends string>(
  problem: Problem,
  { initial, serverFields }: Pick<Options<F>, "initial" | "serverFields">,
): Errors<F> {
  const isField = (name: string): name is F => Object.hasOwn(initial, name);
  const found: { [field in F]?: string } = {};
  for (const { field, message } of problem.errors) {
    const name = serverFields?.[field] ?? field;
    if (isField(name)) found[name] ??= message;
  }
  return found;
}
