/** A few boxes to tick under one question. */
interface Props<T extends string | number> {
  readonly legend: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
}

export function Checks<T extends string | number>({ legend, options, chosen, onChange }: Props<T>) {
  return (
    <fieldset>
      <legend class="field-label">{legend}</legend>
      <div class="checks">
        {options.map(({ value, label }) => (
          <label class="tick" key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) => {
                onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((other) => other !== value));
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
