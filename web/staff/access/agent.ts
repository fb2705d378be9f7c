/** A staff member as colleagues see one, and what they can do about the access. */
import type { Answer } from "../../shared/api/client.ts";

export type Agent = Answer<"access.staffMembers">["staffMembers"][number];

/** Asked before it is done. */
export type AskedAct = "suspend" | "restore" | "reset" | "delete";
/** `again`: the invitation as it is, at once. */
export type StaffAct = AskedAct | "again" | "correct";
