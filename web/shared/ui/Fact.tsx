/** One fact of a list of facts (`dl.facts`): its name above what is known, as wide as it needs to be. */
import type { ComponentChildren } from "preact";
import { Fragment } from "preact";
import { common } from "../../strings/fr/common.ts";

interface Props {
  readonly name: string;
  /** Undefined: nothing is known, which is said unless `children` say something else. */
  readonly said: string | undefined;
  readonly none?: string;
  /** After it: what is asked for in its place, a note. */
  readonly children?: ComponentChildren;
}

/** Longer than that, a text reads badly in a column. */
const longest = 70;

/** An address of mail breaks after its @ where it has to, and not in the middle of a word. */
const Breakable = ({ text }: { readonly text: string }) => {
  const [first, ...rest] = text.split("@");
  return (
    <>
      {first}
      {rest.map((part, rank) => (
        <Fragment key={rank}>
          @<wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
};

export const Fact = ({ name, said, none = common.none, children }: Props) => (
  <div class={said !== undefined && said.length > longest ? "wide" : undefined}>
    <dt>{name}</dt>
    <dd>
      {said === undefined ? none !== "" && <span class="muted">{none}</span> : <Breakable text={said} />}
      {children}
    </dd>
  </div>
);
