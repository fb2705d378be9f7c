/** Values of a family's file, as records and pages hold them: what a field may be is the field's to say (sections/fields.ts). */
type Plain = string | number | boolean | null;
type Flat = { readonly [name: string]: Plain | readonly string[] };
/** A value as records and pages hold it; null: nothing. */
export type FieldValue = Plain | Flat | readonly (string | Flat)[];
export type Values = Readonly<Record<string, FieldValue>>;

export type Names = Readonly<Partial<Record<string, string>>>;

export const isFlat = (value: FieldValue): value is Flat =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isPlain = (value: unknown): value is Plain =>
  value === null || ["string", "number", "boolean"].includes(typeof value);
const isText = (value: unknown): value is string => typeof value === "string";
function isFlatValue(value: unknown): value is Flat {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one: unknown) => isPlain(one) || (Array.isArray(one) && one.every(isText)))
  );
}
/** Whether this is something that a field can hold. */
export const isFieldValue = (value: unknown): value is FieldValue =>
  isPlain(value) ||
  isFlatValue(value) ||
  (Array.isArray(value) && value.every((one: unknown) => isText(one) || isFlatValue(one)));

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Whether two values are the same, whatever the order in which their parts were written. */
export const sameValue = (one: FieldValue, other: FieldValue): boolean => canonical(one) === canonical(other);
