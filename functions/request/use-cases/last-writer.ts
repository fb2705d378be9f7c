/** Who wrote a field last: whom the part itself names, or whom the family's requests tell of, whichever is later. */
import type { Section, Standing } from "../../family/sections/section.ts";
import type { Instant } from "../../kernel/ids.ts";
import { partsOf, samePart, type FileRequest } from "../rules/request.ts";

interface Writer {
  readonly name: string;
  readonly at: Instant;
}

function inRequests(
  requests: readonly FileRequest[],
  section: Section,
  { target }: Standing,
  field: string,
): Writer | null {
  for (const request of requests) {
    if (request.state !== "done" && request.state !== "accepted") continue;
    const asked = partsOf(request).some(
      (one) =>
        samePart(one, { section: section.id, ...target }) && one.changes.some((change) => change.field === field),
    );
    if (!asked) continue;
    const act = request.acts.findLast(({ what }) => what === "done" || what === "accepted");
    if (act) return { name: act.byName, at: act.at };
  }
  return null;
}

/** `requests`: the family's, latest first. */
export function lastWriter(
  requests: readonly FileRequest[],
  section: Section,
  standing: Standing,
  field: string,
): Writer | null {
  const [own, asked] = [standing.writerOf?.(field) ?? null, inRequests(requests, section, standing, field)];
  return own && asked ? (own.at > asked.at ? own : asked) : (own ?? asked);
}
