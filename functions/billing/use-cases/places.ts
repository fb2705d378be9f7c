/** Where a walk through all families stands between two calls, as an address says it. */
import { householdBuckets } from "../../family/store/directory.ts";
import { id, type FamilyCode } from "../../kernel/ids.ts";

interface Place {
  readonly bucket: number;
  readonly after: FamilyCode | null;
}

export const placeOf = (text = "0"): Place => {
  const [bucket = "0", after] = text.split(".");
  return { bucket: Number(bucket), after: after === undefined ? null : id("FamilyCode", after) };
};

/** Null after the last. */
export function nextPlace({ bucket }: Place, next: FamilyCode | null): string | null {
  if (next !== null) return `${bucket}.${next}`;
  return bucket + 1 < householdBuckets.length ? String(bucket + 1) : null;
}
