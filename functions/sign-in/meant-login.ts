/** Whom somebody means who signs in with a family's code whose zeros are too few or too many, or an adult's of it. */
import { meantCode } from "../family/store/meant-code.ts";
import { id, readId, type Login } from "../kernel/ids.ts";
import type { Table } from "../table/table.ts";

/**
 * The login that is meant; as it was typed when that is not clear, or when there is none. Nothing of it may be told
 * before a password or a code has been right: it would tell that the family exists.
 */
export async function meantLogin(table: Table, typed: Login): Promise<Login> {
  const [, code = "", rank = ""] = /^([0-9]+)(\.[1-9])?$/u.exec(typed) ?? [];
  const family = readId("FamilyCode", code);
  return family ? id("Login", `${await meantCode(table, family)}${rank}`) : typed;
}
