/** A choice among a few, in sight: native radio buttons under a pill's looks. */
import { useId } from "preact/hooks";

interface Props<T extends string> {
  readonly legend: string;
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint?: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly legendHidden?: boolean;
}

export function Segmented<T extends string>({ legend, options, value, onChange, legendHidden = false }: Props<T>) {
  const name = useId();
  return (
    <fieldset class="segmented">
      <legend class={legendHidden ? "visually-hidden" : undefined}>{legend}</legend>
      <div class="segments">
        {options.map((option) => (
          <label key={option.value} class="segment">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => {
                onChange(option.value);
              }}
            />
            <span>
              {option.label}
              {option.hint !== undefined && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
