/** Parts of the tax authority, as people type them, in quarters: `2,5` is 10. Null: it is no number of parts. */
export function readQuarters(typed: string): number | null {
  const text = typed.trim().replace(",", ".");
  return /^\d{1,2}(?:\.(?:25|5|50|75|0|00))?$/u.test(text) ? Number(text) * 4 : null;
}
