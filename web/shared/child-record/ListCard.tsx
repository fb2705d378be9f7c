/**
 * A field of a child's file that is a list: each line is corrected or removed by itself, lines are added one at a time,
 * and that there is none is said, so that silence is not mistaken for it. What leaves is always the whole list, made of
 * what stands now: of two people who add a line each, neither loses it unseen.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ChildField } from "../../../functions/child-record/rules/fields.ts";
import { childRecord as strings } from "../../strings/fr/child-record.ts";
import { hasDraft } from "../drafts.ts";
import type { Errors, Form } from "../forms/useForm.ts";
import { announce } from "../ui/announcements.tsx";
import { FieldForm } from "./FieldForm.tsx";
import { Note, stampOf, Unanswered } from "./FieldCard.tsx";
import { draftName, isOpenTo, type Said, type Sent, type Sheet, type Values } from "./sheet.ts";

interface Props<T, Changes> {
  readonly field: ChildField;
  readonly said: Said<readonly T[]>;
  readonly sheet: Sheet<Changes>;
  readonly change: (sent: Sent<T[]>) => Changes;
  readonly nameOf: (item: T) => string;
  readonly show: (item: T, rank: number) => ComponentChildren;
  /** What the form of a line begins with; null: a new one. */
  readonly initialOf: (item: T | null, rank: number) => Values;
  readonly read: (values: Values) => T;
  readonly check: (values: Values) => Errors<string>;
  /** `lines`: how many there will be. */
  readonly draw: (form: Form<string>, lines: number) => ComponentChildren;
  /** Names in the form of what the server calls by its place in the list. */
  readonly serverNames: readonly string[];
  /** Where the list stands in the field's value, as the server says it; absent: it is the value. */
  readonly serverPath?: string;
  /** Where the line stands in the list from now on; absent: where it was, or last. */
  readonly rankOf?: (values: Values) => number;
  readonly add: string;
  readonly none: string;
  /** The button that says that there is none; absent: silence and an empty list are one. */
  readonly sayNone?: string;
  /** Above the lines. */
  readonly children?: ComponentChildren;
  /** Under them. */
  readonly below?: ComponentChildren;
}

type Doing<T> = { readonly what: "add" | "none" } | { readonly what: "edit" | "remove"; readonly item: T };

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What was under way when the page was left. */
function draftedIn<T, Changes>({ sheet, field, said, nameOf }: Props<T, Changes>): Doing<T> | null {
  if (hasDraft(draftName(sheet, field, "ajout"))) return { what: "add" };
  const item = (said.value ?? []).find((one) => hasDraft(draftName(sheet, field, nameOf(one))));
  return item === undefined ? null : { what: "edit", item };
}

export function ListCard<T, Changes>(props: Props<T, Changes>) {
  const { field, said, sheet, nameOf, show, add, none, sayNone, children, below } = props;
  const [doing, setDoing] = useState<Doing<T> | null>(() => draftedIn(props));
  const way = sheet.ways(field);
  const open = isOpenTo(sheet, field);
  const items = said.value ?? [];
  const stamp = stampOf(said);
  const heading = `titre-${field}`;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(doing !== null);
  // The button that opens a form is back: so is the focus.
  useEffect(() => {
    if (wasOpen.current && doing === null) button.current?.focus();
    wasOpen.current = doing !== null;
  }, [doing]);
  const end = (): void => {
    setDoing(null);
  };
  const done = (word: string): void => {
    end();
    announce(word);
  };
  if (!way) return null;
  return (
    <div id={field} class="child-field" tabIndex={-1}>
      <section class="card stack tight" aria-labelledby={heading}>
        <div>
          <h3 id={heading}>{strings.fields[field]}</h3>
          <p class="hint">{strings.questions[field]}</p>
          {stamp !== undefined && <p class="small muted">{stamp}</p>}
        </div>
        {children}
        {said.value === null && (
          <p>
            <Unanswered required={way.required} />
          </p>
        )}
        <Note sheet={sheet} field={field} />
        {said.value?.length === 0 && <p class="edit-value">{none}</p>}
        {items.length > 0 && (
          <ol class="plain child-lines">
            {items.map((item, rank) => (
              <li key={`${nameOf(item)} ${rank}`} class="stack tight">
                <div class="row between">
                  <div class="edit-value">{show(item, rank)}</div>
                  {doing === null && open && (
                    <div class="row no-print">
                      <button
                        type="button"
                        class="button ghost small"
                        aria-label={strings.list.edit(nameOf(item))}
                        onClick={() => {
                          setDoing({ what: "edit", item });
                        }}
                      >
                        {strings.list.editShort}
                      </button>
                      <button
                        type="button"
                        class="button ghost small"
                        aria-label={strings.list.remove(nameOf(item))}
                        onClick={() => {
                          setDoing({ what: "remove", item });
                        }}
                      >
                        {strings.list.removeShort}
                      </button>
                    </div>
                  )}
                </div>
              </li>
            ))}
          </ol>
        )}
        {doing && (
          // Under the list, and not in a line of it: a line that somebody else changes goes, what is typed stays.
          <LineForm
            {...props}
            doing={doing}
            rank={"item" in doing ? items.findIndex((one) => same(one, doing.item)) : -1}
            onDone={done}
            onCancel={end}
          />
        )}
        {doing === null && open && (
          <div class="row no-print">
            <button
              type="button"
              class="button ghost"
              ref={button}
              onClick={() => {
                setDoing({ what: "add" });
              }}
            >
              {add}
            </button>
            {said.value === null && sayNone !== undefined && (
              <button
                type="button"
                class="button ghost"
                onClick={() => {
                  setDoing({ what: "none" });
                }}
              >
                {sayNone}
              </button>
            )}
          </div>
        )}
        {below}
      </section>
    </div>
  );
}

interface LineProps<T, Changes> extends Props<T, Changes> {
  readonly doing: Doing<T>;
  /** Of the line in question; -1: there is none, or no longer. */
  readonly rank: number;
  readonly onDone: (word: string) => void;
  readonly onCancel: () => void;
}

function LineForm<T, Changes>(props: LineProps<T, Changes>) {
  const { field, said, sheet, change, nameOf, doing, rank, onDone, onCancel } = props;
  const { initialOf, read, check, draw, serverNames, serverPath = "value", rankOf, sayNone } = props;
  const items = said.value ?? [];
  const send = (value: readonly T[]): Changes => change({ seen: said.version, value: [...value] });
  const without = (item: T): readonly T[] => items.filter((one) => !same(one, item));
  if (doing.what === "none" || doing.what === "remove")
    return (
      <FieldForm
        sheet={sheet}
        field={field}
        part={doing.what}
        initial={{}}
        changesOf={() => send("item" in doing ? without(doing.item) : [])}
        draw={() => <p>{"item" in doing ? strings.list.removeTitle(nameOf(doing.item)) : sayNone}</p>}
        onDone={(word) => {
          onDone(doing.what === "remove" && word === strings.saved ? strings.list.removed : word);
        }}
        onCancel={onCancel}
      />
    );
  const edited = "item" in doing ? doing.item : null;
  const rest = edited === null ? items : without(edited);
  const place = rank === -1 ? rest.length : rank;
  return (
    <FieldForm
      sheet={sheet}
      field={field}
      part={edited === null ? "ajout" : nameOf(edited)}
      initial={initialOf(edited, place)}
      check={check}
      changesOf={(values) => {
        const at = Math.min(rankOf?.(values) ?? place, rest.length);
        return send([...rest.slice(0, at), read(values), ...rest.slice(at)]);
      }}
      serverFields={Object.fromEntries(
        [...rest, null].flatMap((_, at) =>
          serverNames.map((name) => [`changes.${field}.${serverPath}.${at}.${name}`, name] as const),
        ),
      )}
      draw={(form) => draw(form, rest.length + 1)}
      onDone={onDone}
      onCancel={onCancel}
    />
  );
}
