/**
 * Finding people from any page of staff: a combobox whose list opens under it as one types. The first line is what Enter
 * opens; arrows choose another; Escape closes the list, then empties the box; « / » leads there from anywhere.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { location, navigate } from "../../shared/router.ts";
import { useStore } from "../../shared/store.ts";
import { Icon } from "../../shared/ui/Icon.tsx";
import { search as strings } from "../../strings/fr/search.ts";
import { familyPath } from "../shell/paths.ts";
import { FoundLine } from "./FoundLine.tsx";
import { useSearch, type Found } from "./useSearch.ts";

const listId = "trouver-resultats";
const optionId = (rank: number): string => `${listId}-${rank}`;

/** Whether a key pressed there writes something. */
const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest("input, textarea, select, dialog[open]") !== null);

/** Puts the focus into the box when « / » is pressed outside any field. */
function useSlash(focus: () => void): void {
  const latest = useRef(focus);
  latest.current = focus;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", pressed);
    return () => {
      document.removeEventListener("keydown", pressed);
    };
  }, []);
}

export function SearchBox() {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const { found, answered, problem, searching, now } = useSearch(text);
  const { visit } = useStore(location);
  /** Enter was pressed before the answer was there. */
  const entered = useRef(false);
  useSlash(() => {
    box.current?.focus();
    box.current?.select();
  });
  // Arrived somewhere: what was looked for has been found. Before the page is drawn: who types at once is not emptied.
  useLayoutEffect(() => {
    setOpen(false);
    setText("");
  }, [visit]);
  useEffect(() => {
    setChosen(0);
    if (!answered || !entered.current) return;
    entered.current = false;
    if (found?.total === 1) go(0);
  }, [found]);

  const lines = found?.lines ?? [];
  const shown = open && text.trim() !== "";
  const active = shown && lines.length > 0 ? Math.min(chosen, lines.length - 1) : null;
  // A long list follows the choice.
  useEffect(() => {
    if (active !== null) document.getElementById(optionId(active))?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const go = (rank: number): void => {
    const line = lines[rank];
    if (line) navigate(familyPath(line.familyCode));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        if (!open) setOpen(true);
        else if (lines.length > 0)
          setChosen((chosen + (event.key === "ArrowDown" ? 1 : lines.length - 1)) % lines.length);
        return;
      }
      case "Enter":
        event.preventDefault();
        setOpen(true);
        if (answered && active !== null) go(active);
        else {
          entered.current = true;
          now();
        }
        return;
      case "Escape":
        if (shown) setOpen(false);
        else setText("");
        return;
      default:
    }
  };
  const state = shown ? stateOf({ found, problem: problem?.detail ?? null, searching }) : "";
  return (
    <div class="people-search no-print" role="search">
      <Icon name="search" />
      <label class="visually-hidden" for="trouver">
        {strings.label}
      </label>
      <input
        id="trouver"
        ref={box}
        type="text"
        role="combobox"
        aria-expanded={shown && lines.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active === null ? undefined : optionId(active)}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={120}
        placeholder={strings.placeholder}
        value={text}
        onInput={(event) => {
          entered.current = false;
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => {
          setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
        }}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      <div class="found" hidden={!shown}>
        <ul id={listId} role="listbox" aria-label={strings.results} hidden={lines.length === 0}>
          {lines.map((line, rank) => (
            <li
              key={`${line.familyCode} ${rank}`}
              id={optionId(rank)}
              role="option"
              aria-selected={rank === active}
              // The box keeps the focus, and with it the list.
              onMouseDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => {
                go(rank);
              }}
            >
              <FoundLine line={line} />
            </li>
          ))}
        </ul>
        <p class="found-state" aria-hidden="true">
          {state}
        </p>
      </div>
      <p class="visually-hidden" role="status">
        {state}
      </p>
    </div>
  );
}

interface Standing {
  readonly found: Found | null;
  readonly problem: string | null;
  readonly searching: boolean;
}

/** Where the question stands, in words. */
function stateOf({ found, problem, searching }: Standing): string {
  if (problem !== null) return problem;
  if (!found) return searching ? strings.searching : "";
  const { lines, total } = found;
  if (total === 0) return strings.none;
  const shown = new Set(lines.map(({ familyCode }) => familyCode)).size;
  return total > shown ? strings.nearest(shown, total) : strings.found(total);
}
