/** What a request that waits must not meet, whether it is sent, corrected or mended: another one on the same field. */
import { sameBorn } from "../../family/rules/same-person.ts";
import { Problem } from "../../http/problem.ts";
import type { RequestId } from "../../kernel/ids.ts";
import { isOpen, mostOpen, type FileRequest } from "../rules/request.ts";
import { textIn } from "../rules/seen.ts";
import { requestWords as words } from "../words.fr.ts";
import { waitingFor } from "./file.ts";
import { labelOf } from "./parts.ts";
import { invalid } from "./read-changes.ts";
import { placeIn, type ReadPart } from "./together.ts";

interface Wish {
  readonly parts: readonly ReadPart[];
  /** The request itself, where it is there already. */
  readonly own?: RequestId;
  /** Whether one more waits by it. */
  readonly adds: boolean;
}

/** The same newborn is not asked for twice: who waits for an answer has one request. */
export function checkTwice(requests: readonly FileRequest[], { parts, own }: Pick<Wish, "parts" | "own">): void {
  for (const { section, changes } of parts) {
    if (section.id !== "newChild") continue;
    const named = namedIn(changes);
    const twin = requests.find(
      (one) => one.id !== own && isOpen(one) && one.section === section.id && sameBorn(namedIn(one.changes), named),
    );
    if (twin) throw invalid([{ field: "values.firstName", message: words.waitsAlready(textIn(changes, "firstName")) }]);
  }
}

const namedIn = (changes: FileRequest["changes"]) => ({
  firstName: textIn(changes, "firstName"),
  lastName: textIn(changes, "lastName"),
  birthDate: textIn(changes, "birthDate"),
});

/** Refuses what would stand beside a request on the same field, and one too many. `requests`: the family's. */
export function checkWaiting(requests: readonly FileRequest[], wish: Wish): void {
  const { parts, own, adds } = wish;
  const others = requests.filter((one) => one.id !== own);
  const met = parts.flatMap(({ section, standing, changes }, rank) => {
    // Who is to come is no change of one who waits: twins are two requests.
    const waiting = section.enters
      ? []
      : changes.filter(({ field }) => waitingFor(others, section.id, standing.target, field));
    return waiting.map(({ field }) => ({
      field: placeIn(parts.length, rank)(`values.${field}`),
      message: words.waits(labelOf(section, field)),
    }));
  });
  if (met.length > 0) throw invalid(met);
  if (adds && others.filter(isOpen).length >= mostOpen) throw new Problem("notPossible", words.tooMany);
}
