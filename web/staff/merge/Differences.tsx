/** What two entries of one person say otherwise, field by field: which of the two is right. */
import { useId, useState } from "preact/hooks";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { merge as strings } from "../../strings/fr/merge.ts";

export type Side = "gone" | "kept";

interface Difference<F extends string> {
  readonly field: F;
  /** As staff reads it. */
  readonly name: string;
  readonly gone: string;
  readonly kept: string;
}

/** What was chosen, and the fields of which what the entry that goes says is taken. */
export function useSides<F extends string>(fields: readonly Pick<Difference<F>, "field">[]) {
  const [chosen, setChosen] = useState<Readonly<Partial<Record<string, Side>>>>({});
  return {
    chosen,
    choose: (field: F, side: Side) => {
      setChosen({ ...chosen, [field]: side });
    },
    taken: fields.flatMap(({ field }) => (chosen[field] === "gone" ? [field] : [])),
  };
}

interface Props<F extends string> {
  readonly fields: readonly Difference<F>[];
  readonly sides: Pick<ReturnType<typeof useSides<F>>, "chosen" | "choose">;
}

export function Differences<F extends string>({
  title = strings.differs,
  fields,
  sides,
}: Props<F> & { readonly title?: string }) {
  const titleId = useId();
  return (
    <section class="card stack tight" aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      {fields.length === 0 && <p>{strings.same}</p>}
      <Choices fields={fields} sides={sides} />
    </section>
  );
}

/** The choices alone: what the one that stays says is kept unless somebody chooses. */
export const Choices = <F extends string>({ fields, sides: { chosen, choose } }: Props<F>) => (
  <>
    {fields.map(({ field, name, gone, kept }) => (
      <Segmented<Side>
        key={field}
        legend={strings.choose(name)}
        value={chosen[field] ?? "kept"}
        onChange={(side) => {
          choose(field, side);
        }}
        options={[
          { value: "kept", label: kept, hint: strings.stays },
          { value: "gone", label: gone, hint: strings.goes },
        ]}
      />
    ))}
  </>
);
