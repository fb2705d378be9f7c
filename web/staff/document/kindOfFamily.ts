/** One kind of document in a family's file, and staff's way to add to it. */
import type { ChildId, DocumentKindId, FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import type { Sender } from "../../shared/document/useUploads.ts";

export interface KindOfFamily {
  readonly code: FamilyCode;
  /** Absent: the household's own. */
  readonly childId: ChildId | undefined;
  readonly kind: DocumentKindId;
}

/** Whose it is, as the API asks it. */
export const ofOwner = ({ childId }: Pick<KindOfFamily, "childId">) => (childId === undefined ? {} : { childId });

/** `reason`: why staff sends it, as it stands when a file leaves. */
export const officeSender = (of: KindOfFamily, reason: () => string): Sender => ({
  announce: (file, signal) =>
    call("document.sendForFamily", {
      params: { familyCode: of.code },
      body: { ...ofOwner(of), kind: of.kind, ...file, reason: reason() },
      signal,
    }),
  takeBack: (documentId) =>
    call("document.removeForFamily", {
      params: { familyCode: of.code, documentId },
      body: { ...ofOwner(of), reason: reason() },
    }),
  look: async (signal) =>
    (
      await call("document.sentByFamily", {
        params: { familyCode: of.code },
        query: { ...ofOwner(of), kind: of.kind },
        signal,
      })
    ).documents,
});
