/** Where a child is, in words and colour, and the next thing to note of it in one tap. */
import { Icon } from "../../shared/ui/Icon.tsx";
import { attendance as strings } from "../../strings/fr/attendance.ts";
import { markOf, presenceOf, type Presence, type SheetUnit } from "./runs.ts";

const tones: Record<Presence, string> = { expected: "", here: " ok", gone: " off", absent: " wait" };
const icons = { expected: "hourglass", here: "check", gone: "signOut", absent: "away" } as const;

interface Props {
  readonly name: string;
  readonly units: readonly SheetUnit[];
  /** Nothing is noted any more, or something is on its way. */
  readonly still: boolean;
  readonly onHere: () => void;
  readonly onGone: () => void;
  readonly onTimes: () => void;
}

export function PresenceCell({ name, units, still, onHere, onGone, onTimes }: Props) {
  const presence = presenceOf(units);
  const mark = markOf(units);
  const { told, unbooked, byNight } = mark;
  const beside = [told && strings.told, unbooked && strings.unbooked, byNight && strings.byNight[byNight]].filter(
    (part) => typeof part === "string",
  );
  return (
    <div class="presence">
      <span class={`chip${tones[presence]}`}>
        <Icon name={icons[presence]} size={15} /> {strings.mark(mark)}
      </span>
      {beside.length > 0 && <small class="muted">{beside.join(", ")}</small>}
      <span class="presence-acts no-print">
        {!still && presence === "expected" && (
          <button type="button" class="button small" onClick={onHere}>
            {strings.hereOne}
            <span class="visually-hidden">{strings.ofChild(name)}</span>
          </button>
        )}
        {!still && presence === "here" && (
          <button type="button" class="button ghost small" onClick={onGone}>
            {strings.goneOne}
            <span class="visually-hidden">{strings.ofChild(name)}</span>
          </button>
        )}
        <button type="button" class="icon-button" aria-haspopup="dialog" onClick={onTimes}>
          <Icon name="clock" />
          <span class="visually-hidden">
            {strings.times}
            {strings.ofChild(name)}
          </span>
        </button>
      </span>
    </div>
  );
}
