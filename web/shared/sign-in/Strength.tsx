/** Says in words, and with four bars, how strong the password being typed is. */
import { useEffect, useState } from "preact/hooks";
import { strength as strings } from "../../strings/fr/sign-in/strength.ts";
import { strengthOf } from "./strength.ts";

interface Props {
  readonly password: string;
  /** What an acquaintance would try first: identifier, names, e-mail. */
  readonly identity: readonly string[];
}

/** A screen reader hears the verdict once the typing pauses, not at every key. */
const pause = 700;

export function Strength({ password, identity }: Props) {
  const { level, advice } = strengthOf(password, identity);
  const verdict = `${strings.levels[level]}${advice === null ? "" : `. ${advice}`}`;
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => {
      setSaid(level === 0 ? "" : `${strings.title} ${verdict}`);
    }, pause);
    return () => {
      clearTimeout(timer);
    };
  }, [verdict]);
  return (
    <div class={`strength level-${level}`}>
      <div class="strength-bars" aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
      </div>
      <p class="small">
        <b>
          {strings.title} {strings.levels[level]}
        </b>
        {advice !== null && <>. {advice}</>}
      </p>
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </div>
  );
}
