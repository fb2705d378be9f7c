/** What documents are needed, and how it stands with each. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";

/** How it stands with one kind that is needed. */
export const needView = z.object({
  kind: branded("DocumentKindId"),
  name: z.string(),
  hint: z.optional(z.string()),
  /** Asked by these activities; none: of everybody. */
  activities: z.array(z.string()),
  whenMissing: z.enum(["blocks", "blocksUntilSent", "warns"]),
  standing: z.enum(["missing", "checking", "refused", "valid", "ending", "ended"]),
  /** Something is to be done about it. */
  pressing: z.boolean(),
  /** Of what is accepted; absent: for ever. */
  until: z.optional(branded("PlainDate")),
  /** Documents that wait for staff. */
  toCheck: z.int(),
  /** Why the last one was not taken, and when that was said. */
  reason: z.optional(z.string()),
  refusedAt: z.optional(branded("Instant")),
});
export type NeedView = z.infer<typeof needView>;

const ownerView = z.object({
  /** Absent: the household itself. */
  child: z.optional(z.object({ id: branded("ChildId"), firstName: z.string() })),
  /** The child has another household, which sees the same documents and may add to them. */
  shared: z.boolean(),
  needs: z.array(needView),
});
export type OwnerView = z.infer<typeof ownerView>;

export const documentsView = z.object({
  owners: z.array(ownerView),
  /**
   * What is to be said of the household's quotient, where the town wants it said: the home page reads it with the
   * documents, which are what a quotient comes from. Absent: nothing.
   */
  quotient: z.optional(
    z.discriminatedUnion("state", [
      z.object({ state: z.literal("missing") }),
      z.object({ state: z.literal("ended"), until: branded("PlainDate") }),
      z.object({ state: z.literal("ending"), until: branded("PlainDate"), soon: z.boolean() }),
    ]),
  ),
});
export type DocumentsView = z.infer<typeof documentsView>;
