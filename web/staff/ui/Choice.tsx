/** One of some, from a list that drops down: what a long list is narrowed by. */
interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}
export const Choice = ({ id, label, value, options, onChange }: ChoiceProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select
      id={id}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    >
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  </div>
);
