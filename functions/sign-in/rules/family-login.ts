import { readId, type FamilyCode, type Login } from "../../kernel/ids.ts";

/**
 * The family that a sign-in name would stand for: its code is the first adult's, the code and a rank another adult's
 * (`ABC4821.2`). Null for a name that no adult can be given.
 */
export const familyNamedBy = (login: Login): FamilyCode | null => readId("FamilyCode", login.replace(/\.[1-9]$/u, ""));
